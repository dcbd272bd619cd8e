import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { newWebhookSecret, verifySignature } from '../../../functions/channels/signature.ts';
import { webhookOutlet, type WebhookOptions } from '../../../functions/channels/webhook.ts';
import { startWebhookReceiver, type Trick, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { exampleHandOver } from './hand-over-example.ts';

const secret = newWebhookSecret();
let now = '2026-07-01T02:35:00.000Z';
let receiver: WebhookReceiver;

beforeEach(async () => {
  now = '2026-07-01T02:35:00.000Z';
  receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
});

function outlet(change: Partial<WebhookOptions> = {}) {
  const made = webhookOutlet({
    url: `${receiver.origin}/hook?key=k`,
    secret,
    isInternal: true,
    now: () => now,
    timeoutMs: 500,
    extraCa: receiver.ca,
    ...change,
  });
  onTestFinished(() => made.close());
  return made;
}

test('a bulletin is signed, and each try anew under the same id', async () => {
  const gateway = outlet();
  await gateway.handOver(exampleHandOver());
  now = '2026-07-01T02:50:00.000Z';
  await gateway.handOver(exampleHandOver());
  const [first, second] = receiver.received;
  expect(first?.path).toBe('/hook?key=k');
  for (const [one, at] of [
    [first, '2026-07-01T02:35:01.000Z'],
    [second, '2026-07-01T02:50:01.000Z'],
  ] as const)
    expect(
      verifySignature(
        new Headers(one?.headers as Record<string, string>),
        Buffer.from(one?.body ?? ''),
        [secret],
        at,
      ),
    ).toEqual({ id: 'a1b2c3/1/gateway' });
  expect(second?.headers['webhook-signature']).not.toBe(first?.headers['webhook-signature']);
  expect(second?.body).toBe(first?.body);
});

test('its type tells a warning, a drill and a test apart', async () => {
  const gateway = outlet();
  for (const kind of ['alert', 'drill', 'test'] as const)
    await gateway.handOver(exampleHandOver({ kind, action: 'cancel' }));
  const types = receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  expect(types).toEqual(['alert.cancel', 'drill.cancel', 'test']);
});

describe('the answer of a gateway becomes what to do', () => {
  const later = (seconds: number | null) => ({ outcome: 'later', trouble: 'receiver-busy', seconds });
  const refused = (trouble: string) => ({ outcome: 'refused', trouble });
  test.each<[Trick, unknown]>([
    [{ status: 204 }, { outcome: 'delivered' }],
    [{ status: 429, headers: { 'retry-after': '30' } }, later(30)],
    [{ status: 503, headers: { 'retry-after': '99999999' } }, later(3600)],
    [{ status: 500 }, later(null)],
    [{ status: 408 }, later(null)],
    [{ status: 400 }, refused('receiver-refused')],
    [{ status: 404 }, refused('receiver-refused')],
    [{ status: 410 }, refused('receiver-refused')],
    [{ status: 401 }, refused('credentials-refused')],
    [{ status: 403 }, refused('credentials-refused')],
    ['hang', { outcome: 'later', trouble: 'no-answer', seconds: null }],
    ['hang-up', { outcome: 'later', trouble: 'no-answer', seconds: null }],
    ['dripping-headers', { outcome: 'later', trouble: 'no-answer', seconds: null }],
    ['dripping-body', later(7)],
    ['endless-body', { outcome: 'delivered' }],
  ])('%j', async (trick, answer) => {
    receiver.trick = trick;
    expect(await outlet().handOver(exampleHandOver())).toEqual(answer);
  });

  test('a redirect is not followed, wherever it leads', async () => {
    const other = await startWebhookReceiver();
    onTestFinished(() => other.close());
    receiver.trick = { status: 307, headers: { location: `${other.origin}/` } };
    expect(await outlet().handOver(exampleHandOver())).toEqual(refused('redirected'));
    expect(other.requests).toBe(0);
  });

  test('a certificate of nobody is no receiver', async () => {
    const other = await startWebhookReceiver();
    onTestFinished(() => other.close());
    expect(await outlet({ extraCa: other.ca }).handOver(exampleHandOver())).toMatchObject({
      outcome: 'later',
    });
    expect(receiver.requests).toBe(0);
  });
});

describe('the server cannot be led to knock on a neighbour', () => {
  const knocked = async (url: string, change: Partial<WebhookOptions> = {}) => {
    const result = await outlet({ url, isInternal: false, ...change }).handOver(exampleHandOver());
    expect(receiver.requests).toBe(0);
    return result;
  };
  const isPrivate = { outcome: 'refused', trouble: 'address-private' };

  test('an address of the house, however it is written', async () => {
    expect(await knocked('https://127.1/hook')).toEqual(isPrivate);
    expect(await knocked('https://[::ffff:127.0.0.1]/')).toEqual(isPrivate);
  });

  test('a name of the house', async () => {
    expect(await knocked('https://localhost/hook')).toEqual(isPrivate);
  });

  test('a name that moved into the house after it was checked', async () => {
    const resolve: WebhookOptions['resolve'] = (_name, _options, answer) =>
      answer(null, [{ address: '127.0.0.1', family: 4 }]);
    expect(await knocked('https://sms.example.cn:8443/', { resolve })).toEqual(isPrivate);
  });

  test('a port of another service', async () => {
    expect(await knocked(`${receiver.origin}/`)).toEqual({
      outcome: 'refused',
      trouble: 'address-not-allowed',
    });
  });
});
