import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import {
  isWebhookSecret,
  newWebhookSecret,
  signedHeaders,
  verifySignature,
} from '../../../functions/channels/signature.ts';

const SECRET = newWebhookSecret();
const NOW = '2026-07-01T04:00:00.000Z';
const BODY = '<alert>警</alert>';
const bytes = (text: string) => new TextEncoder().encode(text);
const signed = (change: Record<string, string> = {}, at = NOW) =>
  new Headers({ ...signedHeaders(SECRET, 'm-1', BODY, at), ...change });
const verify = (headers: Headers, body: Uint8Array = bytes(BODY), secrets = [SECRET], now = NOW) =>
  verifySignature(headers, body, secrets, now);

test('what is signed by the secret is known by its id', () => {
  expect(verify(signed())).toEqual({ id: 'm-1' });
});

test('anybody’s library signs and verifies alike', () => {
  const now = new Date().toISOString();
  const headers = signedHeaders(SECRET, 'm-1', BODY, now);
  expect(() => new Webhook(SECRET).verify(BODY, headers, { jsonParse: false })).not.toThrow();
});

describe('refused', () => {
  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('without %s', (name) => {
    const headers = signed();
    headers.delete(name);
    expect(verify(headers)).toBe('signature-missing');
  });

  test.each<[string, Headers, Uint8Array?, string[]?]>([
    ['another body', signed(), bytes(`${BODY} `)],
    ['another id', signed({ 'webhook-id': 'm-2' })],
    ['another time', signed({ 'webhook-timestamp': String(Date.parse(NOW) / 1000 + 1) })],
    ['another secret', signed(), bytes(BODY), [newWebhookSecret()]],
    ['no secret at all', signed(), bytes(BODY), []],
    ['an empty signature', signed({ 'webhook-signature': 'v1,' })],
    ['another version', signed({ 'webhook-signature': signedHeaders(SECRET, 'm-1', BODY, NOW)['webhook-signature'].replace('v1', 'v1a') })],
    ['a time that is no number', signed({ 'webhook-timestamp': '1e9' })],
    ['a time in words', signed({ 'webhook-timestamp': NOW })],
    ['an id of many pages', new Headers(signedHeaders(SECRET, 'x'.repeat(201), BODY, NOW))],
  ])('%s', (_name, headers, body = bytes(BODY), secrets = [SECRET]) => {
    expect(verify(headers, body, secrets)).toBe('signature-wrong');
  }); // prettier-ignore

  test('an id with a full stop, by which one signature would fit two messages', () => {
    const seconds = Date.parse(NOW) / 1000;
    const headers = new Headers(signedHeaders(SECRET, 'm', `${seconds}.${BODY}`, NOW));
    headers.set('webhook-id', `m.${seconds}`);
    expect(verify(headers)).toBe('signature-wrong');
  });

  test('bytes that are no text, of which many would be signed alike', () => {
    const body = new Uint8Array([0x3c, 0xff]);
    const headers = new Headers(signedHeaders(SECRET, 'm-1', Buffer.from(body).toString(), NOW));
    expect(verify(headers, body)).toBe('signature-wrong');
  });

  test('a true signature among a hundred false ones', () => {
    const own = signedHeaders(SECRET, 'm-1', BODY, NOW)['webhook-signature'];
    expect(verify(signed({ 'webhook-signature': `v1,AAAA ${own}` }))).toEqual({ id: 'm-1' });
    expect(verify(signed({ 'webhook-signature': `${'v1,AAAA '.repeat(100)}${own}` }))).toBe(
      'signature-wrong',
    );
  });
});

describe('the clock', () => {
  test.each([
    [-301, 'signature-expired'],
    [301, 'signature-expired'],
    [-299, { id: 'm-1' }],
    [299, { id: 'm-1' }],
  ])('%s seconds apart', (seconds, answer) => {
    expect(verify(signed({}, new Date(Date.parse(NOW) + seconds * 1000).toISOString()))).toEqual(answer);
  });

  test('is not told to who has no secret', () => {
    expect(verify(signed({ 'webhook-timestamp': '1' }))).toBe('signature-wrong');
  });
});

test('while a secret is changed the old one still opens', () => {
  expect(verify(signed(), bytes(BODY), [newWebhookSecret(), SECRET])).toEqual({ id: 'm-1' });
});

test('a secret is long enough or refused', () => {
  expect(isWebhookSecret(newWebhookSecret())).toBe(true);
  const of = (length: number) => `whsec_${Buffer.alloc(length, 7).toString('base64')}`;
  expect([23, 24, 64, 65].map((length) => isWebhookSecret(of(length)))).toEqual([false, true, true, false]);
  for (const text of ['', 'whsec_', 'whsec_###', 'secret', `whsec_${'A'.repeat(33)}`])
    expect(isWebhookSecret(text)).toBe(false);
});
