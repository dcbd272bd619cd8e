import { beforeAll, expect, inject, test } from 'vitest';
import { crawl } from '../support/http-crawl.ts';
import { getOnWire } from '../support/http.ts';
import type { WireAnswer } from '../support/http.ts';
import { headerProblems, policiesOf, policyProblems } from './policy.ts';

const { url: origin } = inject('site');
let answers: WireAnswer[];

beforeAll(async () => {
  const extra = [
    '/alerts/feed.atom',
    '/api/alerts',
    '/no-such-page/',
    '/api/no-such-function',
    '/alerts/unknown/',
    '/now/000000/',
    '/sw.js',
  ];
  const asked = await Promise.all(extra.map((path) => getOnWire(origin + path)));
  answers = [...(await crawl(origin)).answers.values(), ...asked];
});

const each = (check: (answer: WireAnswer) => string[]): string[] =>
  answers.flatMap((answer) => check(answer).map((problem) => `${new URL(answer.url).pathname}: ${problem}`));

test('every answer carries the security headers, errors too', () => {
  expect(each(headerProblems)).toEqual([]);
});

test('every answer has a Content-Security-Policy without unsafe-inline, and every page one that names its scripts', () => {
  expect(each(policyProblems)).toEqual([]);
});

test('an answer that must not be kept says so', () => {
  const status = answers.find(({ url }) => new URL(url).pathname === '/report/status/');
  expect(status?.headers['cache-control']).toContain('no-store');
});

const bare = { url: 'http://localhost/', status: 200, bodyBytes: 0, wireBytes: 0, text: '' };
test.each([
  ["script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"],
  ["default-src *; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"],
  ["script-src 'self' 'unsafe-eval'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"],
  ["default-src 'self'"],
])('the policy %s is refused', (policy) => {
  const answer = { ...bare, headers: { 'content-security-policy': policy, 'content-type': 'text/html' } };
  expect(policyProblems(answer)).not.toEqual([]);
});

test('a policy written into the page counts as one', () => {
  const text = `<meta http-equiv="content-security-policy" content="default-src &#39;self&#39;">`;
  expect(policiesOf({ ...bare, headers: {}, text })).toEqual(["default-src 'self'"]);
});

test('an answer without headers is refused', () => {
  expect(headerProblems({ ...bare, headers: {} }).length).toBeGreaterThan(3);
});
