import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { exchangePostRoutes } from '../../../functions/api/exchange-posts.ts';
import { operatorNeighbourRoutes } from '../../../functions/api/operator-neighbours.ts';
import { newWebhookSecret, signedHeaders, verifySignature } from '../../../functions/channels/signature.ts';
import { webhookBody } from '../../../functions/channels/webhook.ts';
import { createVisitorPace } from '../../../functions/http/rate-limit.ts';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { textSeal } from '../../../functions/store/sealed-text.ts';
import { createSourceStore } from '../../../functions/store/source-queries.ts';
import { secretsOf } from '../../../functions/use-cases/manage-neighbours.ts';
import type { SourceStatus } from '../../../src/domain/neighbour.ts';
import { exampleHandOver } from '../channels/hand-over-example.ts';
import { capArea, capDocument, capInfo, geocode } from '../cap-document.ts';
import { NOON, openDesk, type AlertDesk } from '../alert-desk.ts';

const OWN = 'anlan@yjglj.example';
let desk: AlertDesk;
let app: Hono;
let audit: ReturnType<typeof createAuditLog>;
let clock: string;
/** As the command line printed it. */
let access: { from: string; secret: string };

beforeEach(async () => {
  clock = NOON;
  desk = await openDesk(NOON);
  const database = openDatabase(desk.pool);
  const sources = createSourceStore(database);
  audit = createAuditLog(database);
  const seal = textSeal(new Uint8Array(32).fill(3), 'neighbour secrets');
  const now = () => clock;
  let ids = 0;
  app = new Hono();
  app.route(
    '/api/operator',
    operatorNeighbourRoutes({
      sources,
      audit,
      seal,
      newSecret: newWebhookSecret,
      newId: () => `neighbour-${(ids += 1)}`,
      now,
      publicUrl: 'https://yjglj.example',
    }),
  );
  app.route('/', routes({ isDemonstration: false }));

  function routes({ isDemonstration }: { isDemonstration: boolean }) {
    return exchangePostRoutes({
      sources,
      alerts: { ...desk.deps, now },
      verify: verifySignature,
      secretsOf: (source, at) => secretsOf({ seal }, source, at),
      digest: (content) => createHash('sha256').update(content).digest('hex'),
      now,
      pace: createVisitorPace({ points: 60, durationSeconds: 600, now: () => Date.parse(clock) }),
      isDemonstration,
    });
  }
  access = await operate('POST', '/neighbours', { name: '塔城地区应急管理局' });
});

async function operate(method: string, path: string, body?: object) {
  const response = await app.request(`/api/operator${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { url, secret } = (await response.json()) as { url: string; secret: string };
  return { from: new URL(url).searchParams.get('from') ?? '', secret };
}

interface Wish {
  from?: string;
  secret?: string;
  id?: string;
  at?: string;
  type?: string;
  /** Sent instead of what was signed. */
  sent?: string;
}

async function post(body: string, wish: Wish = {}) {
  const { from = access.from, secret = access.secret, id = `m-${body.length}`, at = clock } = wish;
  const response = await app.request(
    `/api/exchange/alerts?from=${from}`,
    {
      method: 'POST',
      headers: { 'content-type': wish.type ?? 'application/cap+xml', ...signedHeaders(secret, id, body, at) },
      body: wish.sent ?? body,
    },
    { clientAddress: '203.0.113.7' },
  );
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
}

async function status(): Promise<SourceStatus> {
  const response = await app.request('/api/operator/neighbours');
  const { neighbours } = (await response.json()) as { neighbours: SourceStatus[] };
  return neighbours[0] as SourceStatus;
}

describe('a signed bulletin of a neighbour', () => {
  test('is relayed verbatim, and the way it came is on record', async () => {
    const xml = capDocument();
    expect(await post(xml)).toMatchObject({ status: 200, outcome: 'published', revision: 1 });
    const [alert] = await desk.current();
    expect(alert).toMatchObject({ origin: 'relayed', source: '裕民县气象台' });
    expect((await desk.documents())[0]?.body).toBe(xml);
    expect(await status()).toMatchObject({ accepted: 1, refused: 0, failures: 0, lastOkAt: NOON });
    const { rows } = await desk.pool.query('select alert_id, outcome from neighbour_item');
    expect(rows).toEqual([{ alert_id: alert?.alertId, outcome: 'accepted' }]);
  });

  test('again is there already: by its id, by its bytes, by its own key', async () => {
    const xml = capDocument();
    await post(xml, { id: 'one' });
    expect(await post(xml, { id: 'one' })).toMatchObject({ status: 200, outcome: 'already-there' });
    expect(await post(xml, { id: 'two' })).toMatchObject({ status: 200, outcome: 'already-there' });
    expect(await post(`${xml}\n`, { id: 'three' })).toMatchObject({ outcome: 'already-there' });
    expect((await desk.counts()).revisions).toBe(1);
    expect(await status()).toMatchObject({ accepted: 1, repeated: 3 });
  });

  test('under the id of another is refused: it would hide a warning', async () => {
    await post(capDocument(), { id: 'one' });
    expect(await post(capDocument({ identifier: 'other' }), { id: 'one' })).toMatchObject({
      status: 409,
      word: 'idempotency-key-reused',
    });
  });

  test('of ours, come back through a neighbour, is left alone', async () => {
    const ours = capDocument({ sender: OWN });
    expect(await post(ours)).toMatchObject({ status: 200, outcome: 'already-there', alertId: null });
    expect((await desk.counts()).revisions).toBe(0);
  });

  test('that we relayed from elsewhere is there already', async () => {
    await desk.ingest(capDocument());
    expect(await post(capDocument())).toMatchObject({ status: 200, outcome: 'already-there' });
    expect((await desk.counts()).revisions).toBe(1);
  });

  test('for somewhere else is refused clearly, and is no mistake of the neighbour’s', async () => {
    const elsewhere = capDocument({
      infos: [capInfo({ areas: [capArea('北京市', geocode('110000000000'))] })],
    });
    expect(await post(elsewhere)).toMatchObject({ status: 422, word: 'region-not-served' });
    expect(await status()).toMatchObject({ ignored: 1, refused: 0, failures: 0, lastProblem: null });
  });

  test('may be a hand-over of another portal of this kind', async () => {
    const cap = {
      mouth: 'cap' as const,
      language: 'zh-CN',
      mediaType: 'application/cap+xml',
      text: capDocument(),
    };
    const body = webhookBody(exampleHandOver({ texts: [cap] }));
    expect(await post(body, { type: 'application/json; charset=utf-8' })).toMatchObject({
      outcome: 'published',
    });
  });
});

describe('what is no warning is published nowhere', () => {
  test.each(['Exercise', 'Test', 'System', 'Draft'])('CAP %s', async (word) => {
    expect(await post(capDocument({ status: word }))).toMatchObject({
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
    expect(await post(body, { type: 'application/json' })).toMatchObject({ word: 'status-not-actual' });
    expect((await desk.counts()).revisions).toBe(0);
  });

  test('a test of the way is answered as one', async () => {
    const body = webhookBody(exampleHandOver({ kind: 'test', texts: [] }));
    expect(await post(body, { type: 'application/json' })).toMatchObject({
      status: 200,
      outcome: 'test-received',
    });
  });
});

describe('refused and counted', () => {
  test.each<[string, Wish, number, string]>([
    ['signed by another secret', { secret: newWebhookSecret() }, 401, 'signature-wrong'],
    ['changed on the way', { sent: capDocument({ identifier: 'forged' }) }, 401, 'signature-wrong'],
    ['recorded an hour ago', { at: '2026-07-01T03:00:00.000Z' }, 401, 'signature-expired'],
    ['from a clock ten minutes ahead', { at: '2026-07-01T04:10:00.000Z' }, 401, 'signature-expired'],
    ['of another media type', { type: 'text/html' }, 415, 'media-type-unsupported'],
  ])('%s', async (_name, wish, code, word) => {
    expect(await post(capDocument(), wish)).toMatchObject({ status: code, word });
    expect(await status()).toMatchObject({ refused: 1, accepted: 0, failures: 1, lastProblem: word });
    expect((await desk.counts()).revisions).toBe(0);
  });

  test('of nobody we know, like a wrong signature: a stranger learns nothing', async () => {
    expect(await post(capDocument(), { from: 'nobody' })).toMatchObject({
      status: 401,
      word: 'signature-wrong',
    });
  });

  test('without a signature', async () => {
    const response = await app.request(
      `/api/exchange/alerts?from=${access.from}`,
      { method: 'POST', body: capDocument(), headers: { 'content-type': 'application/xml' } },
      { clientAddress: '203.0.113.7' },
    );
    expect(response.status).toBe(401);
    expect(await status()).toMatchObject({ lastProblem: 'signature-missing' });
  });

  test.each([
    ['no XML', 'hello', 'xml-malformed'],
    ['a DOCTYPE', capDocument({ prolog: '<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>' }), 'doctype-forbidden'],
  ])('%s', async (_name, body, word) => {
    expect(await post(body)).toMatchObject({ word });
    expect(await status()).toMatchObject({ refused: 1, lastProblem: word });
  }); // prettier-ignore

  test('and may be sent again once mended, under the same id', async () => {
    await post('<alert>', { id: 'one' });
    expect(await post(capDocument(), { id: 'one' })).toMatchObject({ outcome: 'published' });
    expect(await status()).toMatchObject({ accepted: 1, refused: 1, failures: 0, lastProblem: null });
  });

  test('after too many in ten minutes', async () => {
    for (let i = 0; i < 60; i += 1) await post('x', { from: 'nobody' });
    expect((await post(capDocument())).status).toBe(429);
  });

  test('when larger than any bulletin', async () => {
    expect(await post('x'.repeat(2 * 1024 * 1024 + 1))).toMatchObject({ status: 413 });
  });
});

describe('a secret', () => {
  test('that was changed opens beside the new one for a day', async () => {
    const old = access.secret;
    const { secret } = await operate(
      'POST',
      `/neighbours/${encodeURIComponent('塔城地区应急管理局')}/rotate`,
    );
    expect(secret).not.toBe(old);
    expect(await post(capDocument(), { secret: old, id: 'old' })).toMatchObject({ outcome: 'published' });
    expect(await post(capDocument(), { secret, id: 'new' })).toMatchObject({ outcome: 'already-there' });
    clock = '2026-07-02T04:00:00.000Z';
    expect(await post(capDocument(), { secret: old })).toMatchObject({ word: 'signature-wrong' });
    expect(await post(capDocument(), { secret, id: 'later' })).toMatchObject({ outcome: 'already-there' });
  });

  test('lies sealed, and is in no answer and no log', async () => {
    const { rows } = await desk.pool.query('select * from neighbour_source');
    expect(JSON.stringify([rows, await status(), await audit.list(10, null)])).not.toContain('whsec_');
    expect(await audit.list(10, null)).toMatchObject([
      { action: 'neighbour-added', subject: '塔城地区应急管理局' },
    ]);
  });

  test('of a removed neighbour opens nothing', async () => {
    await app.request(`/api/operator/neighbours/${encodeURIComponent('塔城地区应急管理局')}`, {
      method: 'DELETE',
    });
    expect(await post(capDocument())).toMatchObject({ status: 401 });
  });
});
