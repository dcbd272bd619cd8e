import { beforeEach, describe, expect, test } from 'vitest';
import { newWebhookSecret } from '../../../functions/channels/signature.ts';
import { webhookBody } from '../../../functions/channels/webhook.ts';
import { capDocument } from '../cap-document.ts';
import { exampleHandOver } from '../channels/hand-over-example.ts';
import { NEIGHBOUR, openExchange, type Exchange, type PostWish } from '../exchange-fixture.ts';

let exchange: Exchange;
beforeEach(async () => {
  exchange = await openExchange();
});

describe('what is no warning is published nowhere', () => {
  test.each(['Exercise', 'Test', 'System', 'Draft'])('CAP %s', async (word) => {
    expect(await exchange.post(capDocument({ status: word }))).toMatchObject({
      status: 422,
      word: 'status-not-actual',
    });
  });

  test('a drill’s hand-over, though its CAP said Actual', async () => {
    const cap = {
      mouth: 'cap' as const,
      language: 'zh-CN',
      mediaType: 'application/cap+xml',
      text: capDocument(),
    };
    const body = webhookBody(exampleHandOver({ kind: 'drill', texts: [cap] }));
    expect(await exchange.post(body, { type: 'application/json' })).toMatchObject({
      word: 'status-not-actual',
    });
    expect((await exchange.desk.counts()).revisions).toBe(0);
  });

  test('a notice', async () => {
    const body = webhookBody(exampleHandOver({ kind: 'notice', texts: [] }));
    expect(await exchange.post(body, { type: 'application/json' })).toMatchObject({
      word: 'message-not-alert',
    });
  });

  test('a test of the way is answered as one', async () => {
    const body = webhookBody(exampleHandOver({ kind: 'test', texts: [] }));
    expect(await exchange.post(body, { type: 'application/json' })).toMatchObject({
      status: 200,
      outcome: 'test-received',
    });
  });
});

describe('refused and counted', () => {
  test.each<[string, PostWish, number, string]>([
    ['signed by another secret', { secret: newWebhookSecret() }, 401, 'signature-wrong'],
    ['changed on the way', { sent: capDocument({ identifier: 'forged' }) }, 401, 'signature-wrong'],
    ['recorded an hour ago', { at: '2026-07-01T03:00:00.000Z' }, 401, 'signature-expired'],
    ['from a clock ten minutes ahead', { at: '2026-07-01T04:10:00.000Z' }, 401, 'signature-expired'],
    ['of another media type', { type: 'text/html' }, 415, 'media-type-unsupported'],
  ])('%s', async (_name, wish, code, word) => {
    expect(await exchange.post(capDocument(), wish)).toMatchObject({ status: code, word });
    expect(await exchange.status()).toMatchObject({
      refused: 1,
      accepted: 0,
      failures: 1,
      lastProblem: word,
    });
    expect((await exchange.desk.counts()).revisions).toBe(0);
  });

  test('of nobody we know, like a wrong signature: a stranger learns nothing', async () => {
    expect(await exchange.post(capDocument(), { from: 'nobody' })).toMatchObject({
      status: 401,
      word: 'signature-wrong',
    });
  });

  test('without a signature', async () => {
    expect(await exchange.post(capDocument(), { isSigned: false })).toMatchObject({ status: 401 });
    expect(await exchange.status()).toMatchObject({ lastProblem: 'signature-missing' });
  });

  test.each([
    ['no XML', 'hello', 'xml-malformed'],
    ['a DOCTYPE', capDocument({ prolog: '<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>' }), 'doctype-forbidden'],
  ])('%s', async (_name, body, word) => {
    expect(await exchange.post(body)).toMatchObject({ word });
    expect(await exchange.status()).toMatchObject({ refused: 1, lastProblem: word });
  }); // prettier-ignore

  test('and may be sent again once mended, under the same id', async () => {
    await exchange.post('<alert>', { id: 'one' });
    expect(await exchange.post(capDocument(), { id: 'one' })).toMatchObject({ outcome: 'published' });
    expect(await exchange.status()).toMatchObject({
      accepted: 1,
      refused: 1,
      failures: 0,
      lastProblem: null,
    });
  });

  test('after too many in ten minutes', async () => {
    for (let i = 0; i < 60; i += 1) await exchange.post('x', { from: 'nobody' });
    expect((await exchange.post(capDocument())).status).toBe(429);
  });

  test('when larger than any bulletin', async () => {
    expect(await exchange.post('x'.repeat(2 * 1024 * 1024 + 1))).toMatchObject({ status: 413 });
  });
});

describe('a secret', () => {
  test('that was changed opens beside the new one for a day', async () => {
    const old = exchange.access.secret;
    const { secret } = await exchange.operate('POST', `/neighbours/${encodeURIComponent(NEIGHBOUR)}/rotate`);
    expect(secret).not.toBe(old);
    expect(await exchange.post(capDocument(), { secret: old, id: 'old' })).toMatchObject({
      outcome: 'published',
    });
    expect(await exchange.post(capDocument(), { secret, id: 'new' })).toMatchObject({
      outcome: 'already-there',
    });
    exchange.setNow('2026-07-02T04:00:00.000Z');
    expect(await exchange.post(capDocument(), { secret: old })).toMatchObject({ word: 'signature-wrong' });
    expect(await exchange.post(capDocument(), { secret, id: 'later' })).toMatchObject({
      outcome: 'already-there',
    });
  });

  test('lies sealed, and is in no answer and no log', async () => {
    const { rows } = await exchange.desk.pool.query('select * from neighbour_source');
    expect(
      JSON.stringify([rows, await exchange.status(), await exchange.audit.list(10, null)]),
    ).not.toContain('whsec_');
    expect(await exchange.audit.list(10, null)).toMatchObject([
      { action: 'neighbour-added', subject: NEIGHBOUR },
    ]);
  });

  test('of a removed neighbour opens nothing', async () => {
    await exchange.operate('DELETE', `/neighbours/${encodeURIComponent(NEIGHBOUR)}`);
    expect(await exchange.post(capDocument())).toMatchObject({ status: 401 });
  });
});
