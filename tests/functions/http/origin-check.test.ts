import { expect, test } from 'vitest';
import { originProblem } from '../../../functions/http/origin-check.ts';

const word = (headers: Record<string, string>, method = 'POST', own: string[] = []) =>
  originProblem(new Request('http://portal.example/report/', { method, headers }), own)?.word ?? null;

test('reading is open to every site', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS'])
    expect(word({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, method)).toBeNull();
});

test.each(['cross-site', 'same-site'])('a browser that says %s may change nothing', (site) => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    expect(word({ 'sec-fetch-site': site }, method)).toBe('origin-not-allowed');
});

test('our own pages, the command line and other servers may', () => {
  expect(word({ 'sec-fetch-site': 'same-origin', origin: 'null' })).toBeNull();
  expect(word({ 'sec-fetch-site': 'none' })).toBeNull();
  expect(word({})).toBeNull();
  expect(word({ origin: 'http://portal.example', host: 'portal.example' })).toBeNull();
  expect(word({ origin: 'https://yjglj.example' }, 'POST', ['https://yjglj.example'])).toBeNull();
});

test.each([
  'null', 'https://evil.example', 'http://portal.example.evil.example', 'http://portal.example:8080', 'portal.example', 'javascript:1', '',
])('an old browser with Origin %j may not', (origin) => {
  expect(word({ origin, host: 'portal.example' }, 'POST', ['https://yjglj.example'])).toBe('origin-not-allowed');
}); // prettier-ignore

test('a foreign Origin is refused also without a Host to compare with', () => {
  expect(word({ origin: 'https://evil.example' })).toBe('origin-not-allowed');
});

test('who says one method and means another may not', () => {
  expect(word({ 'sec-fetch-site': 'same-origin', 'x-http-method-override': 'PATCH' })).toBe(
    'origin-not-allowed',
  );
});
