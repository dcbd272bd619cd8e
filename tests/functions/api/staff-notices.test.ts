import { beforeEach, describe, expect, test } from 'vitest';
import type { NoticeWork } from '../../../functions/use-cases/notice-deps.ts';
import { workNotice } from '../../../functions/use-cases/publish-notice.ts';
import type { Notice, NoticeForm, NoticeRecord } from '../../../src/domain/notice.ts';
import { queuedJobs } from '../../support/database.ts';
import {
  ELSEWHERE,
  floodForm,
  LI,
  OFFICE,
  openOfficerDesk,
  TOWN,
  ZHANG,
  type OfficerDesk,
} from '../officer-desk.ts';

let desk: OfficerDesk;
beforeEach(async () => {
  desk = await openOfficerDesk();
});

const fireBan = (change: Partial<NoticeForm> = {}): NoticeForm => ({
  kind: '禁火令',
  title: '裕民县森林草原防火期禁火令',
  text: '防火期内，林区、草原禁止一切野外用火。',
  adcodes: ['654225'],
  source: OFFICE,
  startsAt: null,
  endsAt: '2026-10-31T16:00:00.000Z',
  ...change,
});
async function written(form: NoticeForm, member = ZHANG): Promise<NoticeRecord> {
  const { status, body } = await desk.ask(member, 'POST', '/notices', { form });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as NoticeRecord;
}
const act = (id: string, verb: string, body: object = { version: 1 }, member = ZHANG) =>
  desk.ask(member, 'POST', `/notices/${id}/${verb}`, body);
const shown = async (region = '') =>
  (await desk.ask(null, 'GET', `/api/notices${region === '' ? '' : `?region=${region}`}`)).body[
    'notices'
  ] as Notice[];

/** Runs every job of the notices' clock; what is not due does nothing. */
async function strike(instant: string): Promise<void> {
  desk.setNow(instant);
  for (const { data } of await queuedJobs(desk.pool, 'notice'))
    await workNotice(desk.notices, data as NoticeWork);
}

test('a notice stands in its own list and feed for its places, and nowhere among the warnings', async () => {
  const { id } = await written(fireBan());
  expect(await shown()).toEqual([]);
  const published = await act(id, 'publish');
  expect(published.body['state']).toBe('published');
  expect((await act(id, 'publish')).body).toEqual(published.body);
  expect(await shown('654225')).toMatchObject([{ id, kind: '禁火令', withdrawnReason: null }]);
  expect(await shown('654225100')).toHaveLength(1);
  expect(await shown('654202')).toEqual([]);
  const feed = (await desk.ask(null, 'GET', '/feeds/notices.atom')).body['text'];
  expect(feed).toContain(`<id>urn:anlan:notice:${id}</id>`);
  expect((await desk.ask(null, 'GET', '/api/alerts')).body['alerts']).toEqual([]);
  expect((await desk.ask(null, 'GET', '/alerts/feed.atom')).body['text']).not.toContain('禁火令');
  expect(await desk.revisions()).toBe(0);
  expect(await queuedJobs(desk.pool, 'deliver')).toEqual([]);
  expect(await desk.audit()).toEqual(['staff-zhang notice-created', 'staff-zhang notice-published']);
});

test('it is told to who asked for notices, once, under a topic of its own', async () => {
  const { id } = await written(fireBan());
  await act(id, 'publish');
  await strike('2026-07-01T04:00:01.000Z');
  expect(desk.told).toMatchObject([{ kind: 'notice', id, revision: 1, adcodes: ['654225'] }]);
  const { notification } = JSON.parse(desk.told[0]!.payload) as {
    notification: { title: string; tag: string; data: object };
  };
  expect(notification).toMatchObject({
    title: '通告·禁火令：裕民县森林草原防火期禁火令',
    tag: `notice:${id}`,
    data: { notice: id },
  });
});

test('one that begins later is shown and told then, and not when it was withdrawn before', async () => {
  const startsAt = '2026-07-03T00:00:00.000Z';
  const kept = await written(fireBan({ startsAt }));
  const taken = await written(fireBan({ startsAt, title: '写错了的通告' }));
  for (const { id } of [kept, taken]) await act(id, 'publish');
  const [due] = await queuedJobs(desk.pool, 'notice');
  expect(due?.startAfter.toISOString()).toBe(startsAt);
  await act(taken.id, 'withdraw', { version: 1, reason: '写错了' });
  await strike('2026-07-02T00:00:00.000Z');
  expect(await shown()).toEqual([]);
  expect((await desk.ask(null, 'GET', `/api/notices/${kept.id}`)).status).toBe(404);
  await strike(startsAt);
  expect((await shown()).map(({ id }) => id)).toEqual([kept.id]);
  // Of the withdrawn one only its withdrawal was offered, to those who had been told: nobody.
  expect(desk.told.filter(({ adcodes }) => adcodes.length > 0).map(({ id }) => id)).toEqual([kept.id]);
  expect((await desk.ask(null, 'GET', `/api/notices/${taken.id}`)).status).toBe(404);
});

test('one whose validity is over leaves the list and stays in the archive', async () => {
  const { id } = await written(fireBan({ endsAt: '2026-07-01T06:00:00.000Z' }));
  await act(id, 'publish');
  desk.setNow('2026-07-01T06:00:00.000Z');
  expect(await shown()).toEqual([]);
  expect((await desk.ask(null, 'GET', `/api/notices/${id}`)).body['notice']).toMatchObject({ id });
  expect((await act(id, 'withdraw', { version: 1, reason: '过期' })).body['word']).toBe('notice-withdrawn');
});

test('a withdrawal takes it from the list, says why in the archive, and reaches who was told', async () => {
  const { id } = await written(fireBan());
  await act(id, 'publish');
  await strike('2026-07-01T04:00:01.000Z');
  expect((await act(id, 'withdraw', { version: 1, reason: ' ' })).status).toBe(422);
  const { body } = await act(id, 'withdraw', { version: 1, reason: '降雨后火险解除' });
  expect(body).toMatchObject({ state: 'withdrawn', withdrawnReason: '降雨后火险解除' });
  await strike('2026-07-01T04:00:02.000Z');
  expect(await shown()).toEqual([]);
  expect(desk.told.at(-1)).toMatchObject({ id, revision: 2, adcodes: [] });
  const put = await desk.ask(ZHANG, 'PUT', `/notices/${id}`, { version: 1, form: fireBan({ text: '新' }) });
  expect([put.status, put.body['word']]).toEqual([409, 'notice-withdrawn']);
});

test('changed words stand everywhere at once and are told anew; a wrong change is refused', async () => {
  const { id } = await written(fireBan());
  await act(id, 'publish');
  const wrong = await desk.ask(ZHANG, 'PUT', `/notices/${id}`, { version: 1, form: fireBan({ text: '' }) });
  expect([wrong.status, wrong.body['path']]).toEqual([422, 'text']);
  const form = fireBan({ text: '禁火令延长到十一月底。' });
  expect((await desk.ask(ZHANG, 'PUT', `/notices/${id}`, { version: 1, form })).body['version']).toBe(2);
  expect((await shown())[0]?.text).toBe('禁火令延长到十一月底。');
  await strike('2026-07-01T04:00:01.000Z');
  expect(desk.told.map(({ revision }) => revision)).toEqual([3]);
  const stale = await desk.ask(LI, 'PUT', `/notices/${id}`, { version: 1, form: fireBan({ text: '旧' }) });
  expect([stale.status, stale.body['word']]).toEqual([409, 'draft-changed']);
  expect(stale.body['notice']).toMatchObject({ version: 2 });
});

describe('refused', () => {
  test.each<[string, Partial<NoticeForm>, string, string]>([
    ['a warning in the title', { title: '裕民县山洪红色预警' }, 'notice-is-warning', 'title'],
    ['a signal in the title', { title: '暴雨预警信号发布' }, 'notice-is-warning', 'title'],
    ['no title', { title: '' }, 'field-invalid', 'title'],
    ['no place', { adcodes: [] }, 'field-invalid', 'adcodes'],
    ['a place that is none', { adcodes: ['659999'] }, 'region-outside-tree', 'adcodes'],
    ['a place elsewhere', { adcodes: ['654202'] }, 'region-outside-tree', 'adcodes'],
    ['no end', { endsAt: null }, 'validity-invalid', 'endsAt'],
    ['an end that is over', { endsAt: '2026-06-01T00:00:00.000Z' }, 'validity-invalid', 'endsAt'],
    ['an end before its start', { startsAt: '2026-12-01T00:00:00.000Z' }, 'validity-invalid', 'endsAt'],
    ['an end in another century', { endsAt: '2126-01-01T00:00:00.000Z' }, 'validity-invalid', 'endsAt'],
    ['another bureau’s name', { source: '某某市人民政府' }, 'source-not-own', 'source'],
  ])('%s', async (_name, change, word, path) => {
    const { id } = await written(fireBan(change));
    const { body } = await act(id, 'publish');
    expect([body['word'], body['path']]).toEqual([word, path]);
    expect(await shown()).toEqual([]);
  });

  test('a kind that is none, 501 places, a million characters, an unknown field', async () => {
    for (const form of [
      { ...fireBan(), kind: '预警' },
      fireBan({ adcodes: Array.from({ length: 501 }, () => '654225') }),
      fireBan({ title: '火'.repeat(1_000_000) }),
      { ...fireBan(), level: 'red' },
    ])
      expect([413, 422]).toContain((await desk.ask(ZHANG, 'POST', '/notices', { form })).status);
  });

  test('whoever does not reach the place', async () => {
    const { id } = await written(fireBan());
    await act(id, 'publish');
    for (const member of [TOWN, ELSEWHERE]) {
      expect((await act(id, 'withdraw', { version: 1, reason: 'x' }, member)).status).toBe(403);
      const form = fireBan({ text: 'x' });
      expect((await desk.ask(member, 'PUT', `/notices/${id}`, { version: 1, form })).status).toBe(403);
      expect((await desk.ask(member, 'GET', '/notices')).body['notices']).toEqual([]);
    }
    expect((await desk.ask(null, 'GET', '/notices')).status).toBe(401);
  });
});

test('only what was never published can be deleted', async () => {
  const { id } = await written(fireBan());
  const other = await written(fireBan());
  await act(id, 'publish');
  expect((await desk.ask(ZHANG, 'DELETE', `/notices/${id}`)).status).toBe(409);
  expect((await desk.ask(ZHANG, 'DELETE', `/notices/${other.id}`)).status).toBe(204);
});

test('a demonstration server shows notices marked and tells nobody', async () => {
  desk = await openOfficerDesk({}, true);
  const { id } = await written(fireBan());
  await act(id, 'publish');
  expect(await shown()).toMatchObject([{ isDemonstration: true }]);
  expect(await queuedJobs(desk.pool, 'notice')).toEqual([]);
});

test('a demonstration server issues marked warnings that are owed to nobody', async () => {
  desk = await openOfficerDesk({}, true);
  const id = await desk.issued(floodForm());
  expect((await desk.store.findHistory(id))?.revisions[0]?.isDemonstration).toBe(true);
  expect(await queuedJobs(desk.pool, 'deliver')).toEqual([]);
});
