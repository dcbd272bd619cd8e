import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { acknowledgementRoutes } from '../../../functions/api/acknowledgements.ts';
import { createAcknowledgementStore } from '../../../functions/store/acknowledgement-queries.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import type { AcknowledgementStore } from '../../../functions/store/subscriber-contract.ts';
import { purgeMarks } from '../../../functions/use-cases/acknowledge.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import { freshStore, type FreshStore } from '../../support/database.ts';

let fresh: FreshStore;
let app: Hono;
let acknowledgements: AcknowledgementStore;
let nowMs: number;
const now = () => new Date(nowMs).toISOString();

beforeEach(async () => {
  fresh = await freshStore();
  nowMs = Date.parse('2026-07-01T03:00:00.000Z');
  acknowledgements = createAcknowledgementStore(openDatabase(fresh.pool));
  const known = ['654225', '654225100', '654225101', '231200'];
  app = acknowledgementRoutes({
    store: fresh.store,
    acknowledgements,
    gazetteer: {
      find: (adcode) => (known.includes(adcode) ? { adcode, name: adcode, tier: 'county' } : null),
    },
    now,
  });
  await fresh.store.saveRevision(exampleRevision(), { mediaType: 'text/plain', body: '' });
});

const newMark = () => randomBytes(16).toString('base64url');
const press = (change: object = {}) => ({
  alertId: 'a1b2c3',
  kind: 'safe',
  mark: newMark(),
  adcode: '654225100201',
  ...change,
});
async function send(method: string, body: unknown) {
  const headers = { 'content-type': 'application/json' };
  const response = await app.request('/api/acknowledgements', {
    method,
    headers,
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
async function totals() {
  const response = await app.request('/api/acknowledgements/a1b2c3');
  return (await response.json()) as { totals: object; counts: { adcode: string; count: number }[] };
}

describe('an answer', () => {
  test('is counted for its township, once, however often it is sent', async () => {
    const mine = press();
    expect((await send('POST', mine)).body).toEqual({ isNew: true });
    expect((await send('POST', mine)).body).toEqual({ isNew: false });
    await Promise.all(Array.from({ length: 5 }, () => send('POST', mine)));
    await send('POST', press({ kind: 'told', adcode: '654225' }));
    expect(await totals()).toEqual({
      totals: { known: 0, safe: 1, told: 1 },
      counts: [
        { revision: 1, adcode: '654225', kind: 'told', count: 1, firstAt: now(), lastAt: now() },
        { revision: 1, adcode: '654225100', kind: 'safe', count: 1, firstAt: now(), lastAt: now() },
      ],
    });
  });

  test('of one device after an update is still one, and stays where it was counted', async () => {
    const mine = press();
    await send('POST', mine);
    await fresh.store.saveRevision(exampleRevision({ revision: 2, action: 'update' }), {
      mediaType: 'text/plain',
      body: '',
    });
    await send('POST', mine);
    await send('POST', press());
    const revisions = (await acknowledgements.countsOf('a1b2c3')).map(({ revision, count }) => [
      revision,
      count,
    ]);
    expect(revisions).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  test('can be taken back, once', async () => {
    const mine = press();
    const { adcode: _, ...which } = mine;
    await send('POST', mine);
    expect((await send('DELETE', which)).body).toEqual({ wasCounted: true });
    expect((await send('DELETE', which)).body).toEqual({ wasCounted: false });
    expect((await totals()).counts).toEqual([]);
    expect((await send('POST', mine)).body).toEqual({ isNew: true });
  });

  test('leaves nothing behind that tells one device from another, and in the end not even its mark', async () => {
    const mine = press();
    await send('POST', mine);
    const { rows } = await fresh.pool.query('select * from acknowledgement_mark');
    expect(JSON.stringify(rows)).not.toContain(mine.mark);
    nowMs += 31 * 86_400_000;
    expect(await purgeMarks({ acknowledgements, now })).toBe(1);
    expect((await totals()).totals).toEqual({ known: 0, safe: 1, told: 0 });
  });

  test('may come a night late, and not a week', async () => {
    nowMs += 20 * 3_600_000;
    expect(await send('POST', press())).toMatchObject({ status: 200 });
    nowMs += 7 * 86_400_000;
    expect(await send('POST', press())).toMatchObject({ status: 409, body: { word: 'alert-ended' } });
  });

  test.each<[string, object, number, string]>([
    ['about an alert nobody issued', { alertId: 'zzz' }, 404, 'alert-unknown'],
    ['from a place the alert is not about', { adcode: '231200' }, 422, 'region-unknown'],
    ['from no place', { adcode: '' }, 422, 'region-unknown'],
    ['of a kind there is not', { kind: 'angry' }, 422, 'field-invalid'],
    ['with a mark that is none', { mark: 'abc' }, 422, 'field-invalid'],
    ['with a mark of words', { mark: '张三张三张三张三张三张三张三张三张三张三张三' }, 422, 'field-invalid'],
    ['with an id of another shape', { alertId: '../../etc' }, 422, 'field-invalid'],
  ])('%s is refused', async (_what, change, status, word) => {
    expect(await send('POST', press(change))).toMatchObject({ status, body: { word } });
    expect((await totals()).counts).toEqual([]);
  });
});

test('a demonstration is never answered', async () => {
  const demonstration = await freshStore({ isDemonstration: true });
  await demonstration.store.saveRevision(exampleRevision({ isDemonstration: true }), {
    mediaType: 'text/plain',
    body: '',
  });
  const routes = acknowledgementRoutes({
    store: demonstration.store,
    acknowledgements: createAcknowledgementStore(openDatabase(demonstration.pool)),
    gazetteer: { find: (adcode) => ({ adcode, name: adcode, tier: 'county' }) },
    now,
  });
  const response = await routes.request('/api/acknowledgements', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(press()),
  });
  expect(response.status).toBe(404);
});
