import { beforeEach, describe, expect, test } from 'vitest';
import { workDrill, type DrillWork } from '../../../functions/use-cases/run-drill.ts';
import type { DrillForm, DrillRecord } from '../../../src/domain/drill.ts';
import { DRILL_MARK } from '../../../src/domain/topic.ts';
import { readCap } from '../../../src/feeds/cap-read.ts';
import { queuedJobs } from '../../support/database.ts';
import { ELSEWHERE, floodForm, openOfficerDesk, TOWN, ZHANG, type OfficerDesk } from '../officer-desk.ts';

const START = '2026-07-01T06:00:00.000Z';
const END = '2026-07-01T08:00:00.000Z';

let desk: OfficerDesk;
beforeEach(async () => {
  desk = await openOfficerDesk();
});

const drillForm = (change: Partial<DrillForm> = {}): DrillForm => ({
  ...floodForm(),
  kind: 'drill',
  parts: [{ level: 'orange', adcodes: ['654225'], polygon: null }],
  onsetAt: null,
  expiresAt: null,
  ...change,
});

async function drill(
  change: Partial<DrillForm> = {},
  times: object = {},
  member = ZHANG,
): Promise<DrillRecord> {
  const wish = { form: drillForm(change), startAt: START, endAt: END, ...times };
  const { status, body } = await desk.ask(member, 'POST', '/drills', wish);
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as DrillRecord;
}
const act = (id: string, verb: string, body: object = { version: 1 }, member = ZHANG) =>
  desk.ask(member, 'POST', `/drills/${id}/${verb}`, body);

/** Runs every job of the drills' clock that is due. */
async function strike(instant: string): Promise<void> {
  desk.setNow(instant);
  for (const { data, startAfter } of await queuedJobs(desk.pool, 'drill'))
    if (startAfter.toISOString() <= instant) await workDrill(desk.drills, data as DrillWork);
}
const told = async () =>
  (await queuedJobs(desk.pool, 'deliver-opt-in')).map(
    ({ data }) => data as { kind: string; id: string; revision: number; adcodes: string[]; payload: string },
  );

test('a drill is scheduled, begins and ends by its own clock, and is told to who asked for drills', async () => {
  const { id } = await drill();
  expect(id).toMatch(/^drill-/);
  const scheduled = await act(id, 'schedule');
  expect(scheduled.body).toMatchObject({ state: 'scheduled', startAt: START });
  expect((await act(id, 'schedule')).body).toEqual(scheduled.body);
  expect(await queuedJobs(desk.pool, 'drill')).toHaveLength(1);
  expect(await told()).toEqual([]);

  await strike(START);
  await strike(START);
  expect((await desk.ask(null, 'GET', `/api/drills/${id}`)).body['drill']).toMatchObject({
    state: 'running',
    startedAt: START,
  });
  expect(await told()).toMatchObject([{ kind: 'drill', id, revision: 1, adcodes: ['654225'] }]);

  await strike(END);
  expect((await desk.ask(null, 'GET', `/api/drills/${id}`)).body['drill']).toMatchObject({ state: 'ended' });
  // The end goes to nobody but who was told of the beginning.
  expect((await told())[1]).toMatchObject({ kind: 'drill', id, revision: 2, adcodes: [] });
  expect((await queuedJobs(desk.pool, 'hand-over')).map(({ data }) => data)).toEqual([
    { topic: `drill:${id}`, revision: 1 },
    { topic: `drill:${id}`, revision: 2 },
  ]);
  expect(await queuedJobs(desk.pool, 'deliver')).toEqual([]);
  expect(await desk.revisions()).toBe(0);
  expect(await desk.audit()).toEqual([
    'staff-zhang drill-created',
    'staff-zhang drill-scheduled',
    'system drill-started',
    'system drill-ended',
  ]);
});

test('【演练】 stands first in every text of every language and every mouth', async () => {
  const chinese = floodForm().bulletins[0]!;
  const { id } = await drill({
    bulletins: [
      chinese,
      {
        ...chinese,
        language: 'en',
        headline: 'Flash flood',
        instruction: 'Go uphill.',
        description: 'Rain.',
      },
      {
        ...chinese,
        language: 'ug',
        headline: 'كەلكۈن',
        instruction: 'ئېگىز يەرگە چىقىڭ',
        description: 'يامغۇر',
      },
    ],
  });
  const preview = await act(id, 'preview', {});
  expect(preview.body['problems']).toEqual([]);
  const mouths = preview.body['mouths'] as { mouth: string; language: string; text: string }[];
  expect(new Set(mouths.map(({ mouth }) => mouth))).toEqual(
    new Set(['push', 'sms', 'sms-long', 'loudspeaker', 'screen', 'notice', 'picture', 'cap', 'ebm']),
  );
  for (const { mouth, text } of mouths) {
    if (text === '') continue;
    if (mouth === 'cap' || mouth === 'ebm') expect(text, mouth).toContain(DRILL_MARK);
    else expect(text.startsWith(DRILL_MARK), `${mouth}: ${text.slice(0, 40)}`).toBe(true);
  }
  await act(id, 'schedule');
  const { drill: shown } = (await desk.ask(null, 'GET', `/api/drills/${id}`)).body as {
    drill: { parts: { bulletins: Record<string, string>[] }[] };
  };
  const texts = shown.parts.flatMap(({ bulletins }) =>
    bulletins.flatMap(({ headline, description, instruction }) => [headline, description, instruction]),
  );
  expect(texts).toHaveLength(9);
  expect(texts.filter((text) => !text?.startsWith(DRILL_MARK))).toEqual([]);
});

test('a drill’s feed, CAP and API are its own, and the alerts’ show nothing of it', async () => {
  const { id } = await drill();
  await act(id, 'schedule');
  await strike(START);
  const cap = (await desk.ask(null, 'GET', `/feeds/drills/${id}.cap.xml`)).body['text'] as string;
  expect(readCap(cap).message).toMatchObject({ status: 'Exercise', msgType: 'Alert' });
  const atom = (await desk.ask(null, 'GET', '/feeds/drills.atom')).body['text'] as string;
  expect([...atom.matchAll(/<title>([^<]+)/g)].map(([, title]) => title?.startsWith(DRILL_MARK))).toEqual([
    true,
    true,
  ]);
  expect((await desk.ask(null, 'GET', '/api/alerts')).body['alerts']).toEqual([]);
  expect((await desk.ask(null, 'GET', '/alerts/feed.atom')).body['text']).not.toContain('<entry>');
  expect((await desk.ask(null, 'GET', `/api/alerts/${id}`)).status).toBe(404);
});

test('without a start it begins at once, twice the same', async () => {
  const { id } = await drill({}, { startAt: null });
  const answers = await Promise.all([act(id, 'schedule'), act(id, 'schedule')]);
  expect(answers.map(({ body }) => body['state'])).toEqual(['running', 'running']);
  expect(await told()).toHaveLength(1);
});

test('a running drill is ended by hand; its clock then has nothing to do', async () => {
  const { id } = await drill({}, { startAt: null });
  await act(id, 'schedule');
  expect((await act(id, 'end')).body['state']).toBe('ended');
  expect((await act(id, 'end')).body['state']).toBe('ended');
  await strike(END);
  expect(await told()).toHaveLength(2);
  const cancel = await act(id, 'cancel', { version: 1, reason: '雨停了' });
  expect([cancel.status, cancel.body['word']]).toEqual([409, 'drill-over']);
});

test('a scheduled drill that is cancelled never begins and tells nobody', async () => {
  const { id } = await drill();
  await act(id, 'schedule');
  expect((await act(id, 'cancel', { version: 1, reason: '' })).status).toBe(422);
  const cancelled = await act(id, 'cancel', { version: 1, reason: '真有险情，演练改期' });
  expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelledReason: '真有险情，演练改期' });
  await strike(START);
  await strike(END);
  expect(await told()).toEqual([]);
});

test('a running drill that is cancelled tells who was told', async () => {
  const { id } = await drill({}, { startAt: null });
  await act(id, 'schedule');
  await act(id, 'cancel', { version: 1, reason: '真有险情' });
  const payload = JSON.parse((await told())[1]!.payload) as { notification: { title: string; body: string } };
  expect(payload.notification.title).toMatch(/^【演练】演练取消/);
  expect(payload.notification.body).toContain('真有险情');
});

test('a change of a scheduled drill takes it off the clock until it is scheduled anew', async () => {
  const { id } = await drill();
  await act(id, 'schedule');
  const change = { version: 1, form: drillForm(), startAt: START, endAt: '2026-07-01T09:00:00.000Z' };
  const put = await desk.ask(ZHANG, 'PUT', `/drills/${id}`, change);
  expect(put.body).toMatchObject({ state: 'editing', version: 2 });
  await strike(START);
  expect(await told()).toEqual([]);
  const stale = await desk.ask(ZHANG, 'PUT', `/drills/${id}`, { ...change, endAt: END });
  expect([stale.status, stale.body['word']]).toEqual([409, 'draft-changed']);
  expect(stale.body['drill']).toMatchObject({ version: 2 });
});

test('a server that was away over the whole drill does not begin it afterwards', async () => {
  const { id } = await drill();
  await act(id, 'schedule');
  await strike('2026-07-01T09:00:00.000Z');
  expect((await desk.ask(null, 'GET', `/api/drills/${id}`)).body['drill']).toMatchObject({
    state: 'cancelled',
  });
  expect(await told()).toEqual([]);
});

test('a drill may play a weather signal: every word of it says that it is none', async () => {
  const { id } = await drill({ hazard: { code: '11B03', name: '暴雨' } });
  expect((await act(id, 'schedule')).body['state']).toBe('scheduled');
});

describe('refused', () => {
  test.each<[string, Partial<DrillForm>, object, string]>([
    ['without an end', {}, { endAt: null }, 'validity-invalid'],
    ['that ends before it begins', {}, { endAt: '2026-07-01T05:00:00.000Z' }, 'validity-invalid'],
    ['that began this morning', {}, { startAt: '2026-07-01T00:00:00.000Z' }, 'validity-invalid'],
    ['of a month', {}, { endAt: '2026-08-01T05:00:00.000Z' }, 'validity-invalid'],
    ['in another bureau’s name', { source: '某某市应急管理局' }, {}, 'source-not-own'],
    ['nowhere', { parts: [] }, {}, 'field-invalid'],
  ])('a drill %s', async (_name, change, times, word) => {
    const { id } = await drill(change, times);
    expect((await act(id, 'schedule')).body['word']).toBe(word);
    expect(await queuedJobs(desk.pool, 'drill')).toEqual([]);
  });

  test('a drill outside the own tree, by code and by drawing', async () => {
    const { id } = await drill({}, {}, TOWN);
    const { status, body } = await act(id, 'schedule', { version: 1 }, TOWN);
    expect([status, body['word']]).toEqual([403, 'region-outside-tree']);
    const own = await drill();
    await act(own.id, 'schedule');
    for (const verb of ['end', 'cancel'])
      expect((await act(own.id, verb, { version: 1, reason: 'x' }, ELSEWHERE)).status).not.toBe(200);
    expect((await act(own.id, 'cancel', { version: 1, reason: 'x' }, TOWN)).status).toBe(403);
  });

  test('a warning’s form as a drill', async () => {
    const wish = { form: floodForm(), startAt: START, endAt: END };
    expect((await desk.ask(ZHANG, 'POST', '/drills', wish)).status).toBe(422);
  });
});

test('a demonstration server plays drills and tells nobody', async () => {
  desk = await openOfficerDesk({}, true);
  const { id } = await drill({}, { startAt: null });
  expect((await act(id, 'schedule')).body).toMatchObject({ state: 'running', isDemonstration: true });
  await act(id, 'end');
  expect(await told()).toEqual([]);
  expect(await queuedJobs(desk.pool, 'hand-over')).toEqual([]);
});
