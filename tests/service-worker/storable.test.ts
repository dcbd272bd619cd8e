import { describe, expect, test } from 'vitest';
import { isNeverStored, mayStore } from '../../src/service-worker/storable.ts';

const ORIGIN = 'https://anlan.example';
const stored = (path: string, init: ResponseInit = {}, request: RequestInit = {}) =>
  mayStore(new Request(new URL(path, ORIGIN), request), new Response('x', init), ORIGIN);

describe('what may be kept on a device', () => {
  test.each(['/', '/alerts/', '/now/654225/', '/report/', '/apis/', '/staffing/'])('%s may', (path) => {
    expect(stored(path)).toBe(true);
  });

  test.each([
    '/report/status/',
    '/report/status',
    '/report/status/?r=1',
    '/REPORT/STATUS/',
    '/report/%73tatus/',
    '/report//status/',
    '/staff/',
    '/staff/login/',
    '/api/alerts',
    '/%E0%A4%A',
  ])('%s may never', (path) => {
    expect(stored(path)).toBe(false);
    expect(isNeverStored(new URL(path, ORIGIN).pathname)).toBe(true);
  });

  test.each<[string, ResponseInit, RequestInit, string?]>([
    ['an answer that forbids it', { headers: { 'cache-control': 'private, No-Store' } }, {}],
    ['an answer for one person', { headers: { 'cache-control': 'private' } }, {}],
    ['an error', { status: 500 }, {}],
    ['a part of a page', { status: 206 }, {}],
    ['the answer to a form', {}, { method: 'POST' }],
    ['another site', {}, {}, 'https://elsewhere.example/'],
  ])('%s may not', (_what, response, request, path = '/') => {
    expect(stored(path, response, request)).toBe(false);
  });
});
