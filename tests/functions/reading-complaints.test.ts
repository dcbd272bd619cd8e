import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { alertDocumentRoutes } from '../../functions/api/alert-documents.ts';
import { alertSummaryRoutes } from '../../functions/api/alert-summary.ts';
import { alertRoutes } from '../../functions/api/alerts.ts';
import { jsonFeedRoutes } from '../../functions/api/json-feeds.ts';
import { placeFeedRoutes } from '../../functions/api/subscriptions-feeds.ts';
import { alertSource } from '../../functions/use-cases/alert-source.ts';
import { keyOf } from '../../functions/use-cases/alert-watch.ts';
import { alertMarks } from '../../src/domain/alert-change.ts';
import { bulletinView } from '../../src/domain/bulletin-view.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import { TEXTS } from '../feeds/mouth-fixture.ts';
import { openDesk, refused, taken, type AlertDesk } from './alert-desk.ts';
import { capArea, capDocument, capInfo, geocode, referenceTo } from './cap-document.ts';

/**
 * What people who read warnings elsewhere complained of, each as a rule for ours. The reports are named where they were
 * seen: repository and number, or the public failure.
 */
async function openReading() {
  const desk = await openDesk();
  const source = alertSource(desk.store, () => desk.deps.now());
  const app = new Hono();
  const base = 'https://yjglj.example';
  const summary = async () => {
    const now = desk.deps.now();
    const alerts = alertMarks(await source.current(null), now);
    return { key: keyOf(alerts), changedAt: now, keptSince: null, alerts };
  };
  app.route('/', alertSummaryRoutes({ summary }));
  app.route('/', alertRoutes(source));
  app.route('/', alertDocumentRoutes(source, base, TEXTS));
  app.route('/', jsonFeedRoutes({ source, texts: TEXTS, isKnownRegion: () => true }));
  app.route(
    '/',
    placeFeedRoutes(source, () => '裕民县', base),
  );
  const text = async (path: string): Promise<string> => (await app.request(path)).text();
  const json = async (path: string) => JSON.parse(await text(path)) as Record<string, unknown>;
  const listed = async (query = '?region=654225') =>
    (await json(`/api/alerts${query}`))['alerts'] as Record<string, unknown>[];
  return {
    desk,
    source,
    text,
    json,
    listed,
    status: async (path: string) => (await app.request(path)).status,
  };
}

const alertOf = async (desk: AlertDesk, words: Parameters<typeof capDocument>[0] = {}): Promise<string> =>
  taken(await desk.ingest(capDocument(words))).alertId ?? '';
const follow = (msgType: 'Update' | 'Cancel', sent: string, infos?: string[]) =>
  capDocument({ identifier: `${msgType}-${sent}`, msgType, sent, references: referenceTo({}), ...(infos === undefined ? {} : { infos }) }); // prettier-ignore
const TOMORROW = '2026-07-02T08:00:00+08:00';
const starting = (onset: string): string =>
  capInfo({ expires: '2026-07-02T20:00:00+08:00' }).replace('<expires>', `<onset>${onset}</onset><expires>`);
const atomIds = (xml: string): string[] =>
  [...xml.matchAll(/<id>urn:anlan:alert:([^<]+)<\/id>/g)].map(([, id]) => id ?? '');

// bundesAPI/nina-api#32
test('a warning begins at its onset, not when it was sent, on the page, in the list, in the calendar', async () => {
  const { desk, source, listed, text } = await openReading();
  const id = await alertOf(desk, { infos: [starting(TOMORROW)] });
  const onset = '2026-07-02T00:00:00.000Z';
  expect(await listed()).toMatchObject([{ id, onset, sent: '2026-07-01T02:34:00.000Z' }]);
  expect(await text('/now/654225/calendar.ics')).toContain('DTSTART:20260702T000000Z');
  const [revision] = await source.current(null);
  const part = revision?.parts[0];
  if (revision === undefined || part === undefined) throw new Error('nothing current');
  expect(bulletinView(revision, part, desk.deps.now(), () => null, () => null).startsAt).toBe(onset); // prettier-ignore
});

// bundesAPI/nina-api#32, the other way round
test('a warning whose authority wrote no onset is not given one', async () => {
  const { desk, listed } = await openReading();
  await alertOf(desk);
  expect((await listed())[0]?.['onset']).toBeNull();
});

// nucleus-ffm/foss_warn#239, JulianNorton/weather-10kb-wxkb#97, weather-gov/weather.gov#1157
test('an expired warning is on no list of current ones at the very moment of its end', async () => {
  const { desk, listed, json, text } = await openReading();
  const id = await alertOf(desk);
  desk.setNow('2026-07-01T11:59:59.999Z');
  expect(await listed()).toHaveLength(1);
  desk.setNow('2026-07-01T12:00:00.000Z');
  expect(await listed('')).toEqual([]);
  expect((await json('/api/alerts/digest'))['alerts']).toEqual([]);
  expect(await text('/feeds/alerts/654225.json')).not.toContain(id);
});

// finity69x2/nws_alerts#8 and #45
test('an update takes the place of what it updates, a cancellation that of both', async () => {
  const { desk, listed, text } = await openReading();
  const id = await alertOf(desk);
  await desk.ingest(follow('Update', '2026-07-01T11:00:00+08:00'));
  expect((await listed()).map((one) => [one['id'], one['revision']])).toEqual([[id, 2]]);
  expect(atomIds(await text('/alerts/feed.atom'))).toEqual([id]);
  await desk.ingest(follow('Cancel', '2026-07-01T11:30:00+08:00'));
  expect((await listed()).map((one) => [one['id'], one['state']])).toEqual([[id, 'all-clear']]);
  expect(atomIds(await text('/alerts/feed.atom'))).toEqual([id]);
});

// amitfin/oref_alert#306, bundesAPI/nina-api#31
test('an all-clear comes, with the id of what it ends, and stays to be seen for hours', async () => {
  const { desk, json, listed, text } = await openReading();
  const id = await alertOf(desk);
  await desk.ingest(follow('Cancel', '2026-07-01T11:59:00+08:00'));
  expect(await listed()).toMatchObject([{ id, state: 'all-clear' }]);
  expect((await json('/api/alerts/digest'))['alerts']).toMatchObject([{ id, state: 'all-clear' }]);
  const { message } = readCap(await text(`/alerts/${id}.cap.xml`));
  expect(message).toMatchObject({ msgType: 'Cancel', references: [{ identifier: 'yumin-1' }] });
  desk.setNow('2026-07-01T09:58:59.999Z');
  expect(await listed()).toHaveLength(1);
  desk.setNow('2026-07-01T09:59:00.000Z');
  expect(await listed()).toEqual([]);
});

// bundesAPI/nina-api#31
test('a warning without a stated end is not shown for ever, and says that the end is ours', async () => {
  const { desk, listed } = await openReading();
  const endless = capInfo().replace(/<expires>.*<\/expires>/, '');
  await alertOf(desk, { infos: [endless] });
  expect(await listed()).toMatchObject([{ isEndStated: false, expires: '2026-07-02T02:34:00.000Z' }]);
  desk.setNow('2026-07-02T02:34:00.000Z');
  expect(await listed()).toEqual([]);
});

// wmo-raf/climweb#816
test('two low warnings that last for weeks never stand before a graver one', async () => {
  const { desk, listed, text } = await openReading();
  const grave = await alertOf(desk, { infos: [capInfo({ severity: 'Extreme', headline: '裕民县气象台发布暴雨红色预警信号' })] }); // prettier-ignore
  for (const identifier of ['low-1', 'low-2'])
    await alertOf(desk, { identifier, sent: '2026-07-01T11:50:00+08:00', infos: [capInfo({ event: '干旱', eventCode: '11B22', severity: 'Minor', headline: '干旱蓝色预警', expires: '2026-08-20T20:00:00+08:00' })] }); // prettier-ignore
  expect((await listed()).map((one) => one['level'])).toEqual(['red', 'blue', 'blue']);
  expect((await listed())[0]?.['id']).toBe(grave);
  expect(atomIds(await text('/alerts/feed.atom'))).toContain(grave);
});

// home-assistant/core#83992
test('one warning for ten townships is one warning, on the list, in the feed and as one change', async () => {
  const { desk, source, listed, text } = await openReading();
  const codes = ['100', '200', '201', '202', '203', '204'].map((end) => `654225${end}`);
  const areas = codes.map((code) => capArea(code, geocode(code)));
  const id = await alertOf(desk, { infos: [capInfo({ areas })] });
  expect(await listed()).toMatchObject([{ id, regionsInAll: codes.length }]);
  expect(atomIds(await text('/alerts/feed.atom'))).toEqual([id]);
  expect(alertMarks(await source.current(null), desk.deps.now())).toHaveLength(1);
});

// maorcc/oref-map#167
test('a warning without a level is given none, and stands behind those that have one', async () => {
  const { desk, listed } = await openReading();
  await alertOf(desk, { identifier: 'plain', infos: [capInfo({ event: '其他', eventCode: '99X99', severity: 'Unknown', headline: '关于防范强降雨的提示' })] }); // prettier-ignore
  await alertOf(desk);
  expect((await listed()).map((one) => one['level'])).toEqual(['orange', null]);
});

// home-assistant/core#66926
test('the instruction travels with the headline', async () => {
  const { desk, listed, text, json } = await openReading();
  const id = await alertOf(desk);
  const words = '住在沟口的人马上往两侧高处走。';
  expect(await listed()).toMatchObject([{ do: words }]);
  expect(JSON.stringify(await json(`/api/alerts/${id}`))).toContain(words);
  for (const feed of ['/alerts/feed.atom', '/feeds/alerts.json', '/now/654225/feed.atom'])
    expect([feed, (await text(feed)).includes(words)]).toEqual([feed, true]);
});

// bundesAPI/nina-api#22
test('every warning on a list can be opened, as JSON and as CAP', async () => {
  const { desk, listed, status } = await openReading();
  for (let i = 0; i < 5; i += 1) await alertOf(desk, { identifier: `many-${i}` });
  for (const { id } of await listed())
    expect([await status(`/api/alerts/${String(id)}`), await status(`/alerts/${String(id)}.cap.xml`)]).toEqual([200, 200]); // prettier-ignore
});

// rolfberkenbosch/meteoalert-api#6
test('each feed holds as many current warnings as the site, however many', async () => {
  const { desk, listed, text, json } = await openReading();
  for (let i = 0; i < 55; i += 1) await alertOf(desk, { identifier: `many-${i}` });
  expect(await listed()).toHaveLength(55);
  expect(atomIds(await text('/alerts/feed.atom'))).toHaveLength(55);
  expect(atomIds(await text('/now/654225/feed.atom'))).toHaveLength(55);
  for (const feed of ['/feeds/alerts.json', '/feeds/alerts/654225.json'])
    expect((await json(feed))['items']).toHaveLength(55);
  expect((await json('/api/alerts/digest'))['alerts']).toHaveLength(55);
});

// finity69x2/nws_alerts#124, nucleus-ffm/foss_warn#127
test('the address of a warning answers for years after it, whatever became of it', async () => {
  const { desk, json, status } = await openReading();
  const id = await alertOf(desk);
  await desk.ingest(follow('Update', '2026-07-01T11:00:00+08:00'));
  await desk.ingest(follow('Cancel', '2026-07-01T11:30:00+08:00'));
  desk.setNow('2029-01-01T00:00:00.000Z');
  expect((await json(`/api/alerts/${id}`))['revisions']).toHaveLength(3);
  expect(await status(`/alerts/${id}.cap.xml`)).toBe(200);
});

// alphagov/emergency-alerts-govuk, as read: identifiers made anew at each rendering
test('the document of a warning keeps its identifiers, however often it is asked for', async () => {
  const { desk, text } = await openReading();
  const id = await alertOf(desk);
  const first = await text(`/alerts/${id}.cap.xml`);
  desk.setNow('2026-07-05T00:00:00.000Z');
  expect(await text(`/alerts/${id}.cap.xml`)).toBe(first);
});

// bundesAPI/nina-api#16, wmo-raf/cap-composer#113
test('a warning in two languages is told in both, and each stays with its own', async () => {
  const { desk, json, text } = await openReading();
  const uyghur = capInfo({ language: 'ug', headline: 'يامغۇر ئاگاھلاندۇرۇشى', description: 'قاتتىق يامغۇر', instruction: 'ئېگىز جايغا چىقىڭ' }); // prettier-ignore
  const id = await alertOf(desk, { infos: [capInfo(), uyghur] });
  const { revisions } = (await json(`/api/alerts/${id}`)) as unknown as {
    revisions: { parts: { bulletins: { language: string; headline: string }[] }[] }[];
  };
  const told = revisions[0]?.parts.flatMap(({ bulletins }) => bulletins) ?? [];
  expect(told.map(({ language }) => language).toSorted()).toEqual(['ug', 'zh-CN']);
  const { message } = readCap(await text(`/alerts/${id}.cap.xml`));
  expect(message?.infos.map(({ language }) => language)).toEqual(expect.arrayContaining(['ug', 'zh-CN']));
});

// Taipei 2025-09-17, Koto ward 2019
test('a test or an exercise is on no list, in no feed and at no address', async () => {
  const { desk, listed, text } = await openReading();
  for (const state of ['Test', 'Exercise', 'System', 'Draft'])
    expect(refused(await desk.ingest(capDocument({ identifier: state, status: state })))).toBe('status-not-actual');
  expect(await listed('')).toEqual([]);
  expect(atomIds(await text('/alerts/feed.atom'))).toEqual([]);
}); // prettier-ignore

// 2024-10, a wrong bulletin corrected twenty minutes later
test('a correction of a wrong bulletin replaces it everywhere under the same id', async () => {
  const { desk, listed, text } = await openReading();
  const id = await alertOf(desk);
  const right = capInfo({ headline: '裕民县气象台更正暴雨黄色预警信号', severity: 'Moderate' });
  await desk.ingest(follow('Update', '2026-07-01T10:50:00+08:00', [right]));
  expect((await listed()).map((one) => [one['id'], one['level']])).toEqual([[id, 'yellow']]);
  expect(await text('/alerts/feed.atom')).not.toContain('裕民县气象台发布暴雨橙色预警信号');
});
