import { describe, expect, test } from 'vitest';
import {
  judgeNews,
  newsOfSummary,
  readNews,
  type News,
  type PageState,
} from '../../src/browser/live-news.ts';
import { alertMarks, type AlertChange } from '../../src/domain/alert-change.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

const change: AlertChange = {
  id: 'a1',
  revision: 1,
  state: 'in-force',
  level: 'red',
  regions: ['654225201'],
};
const page = (some: Partial<PageState> = {}): PageState => ({
  key: 'k1',
  renderedAt: '2026-07-01T04:00:00.000Z',
  isStoredCopy: false,
  saysOutage: false,
  alertIds: [],
  isOneAlert: false,
  place: null,
  ...some,
});
const news = (some: Partial<News> = {}): News => ({
  now: '2026-07-01T04:10:00.000Z',
  key: 'k2',
  changedAt: '2026-07-01T04:09:00.000Z',
  changes: [change],
  keptSince: null,
  ...some,
});

describe('a page asks again only when it is concerned', () => {
  test.each([
    ['no place chosen', page(), 'ask'],
    ['the county of that township', page({ place: '654225' }), 'ask'],
    ['that very township', page({ place: '654225201' }), 'ask'],
    ['a village in it', page({ place: '654225201207' }), 'ask'],
    ['another county', page({ place: '654202' }), 'behind'],
    ['another township of the county', page({ place: '654225100' }), 'behind'],
    ['another place, but the alert is on the page', page({ place: '654202', alertIds: ['a1'] }), 'ask'],
    ["that alert's own page", page({ isOneAlert: true, alertIds: ['a1'] }), 'ask'],
    ["another alert's page", page({ isOneAlert: true, alertIds: ['b7'] }), 'behind'],
  ] as const)('%s', (_, state, verdict) => {
    expect(judgeNews(state, news(), 'k1')).toBe(verdict);
  });

  test('the same state again is no news', () => {
    expect(judgeNews(page({ key: 'k2' }), news(), 'k1')).toBe('nothing');
  });
});

describe('a page that missed something asks, rather once too often', () => {
  test('nobody knows what it missed', () => {
    expect(judgeNews(page({ place: '654202' }), news({ changes: null }), 'k1')).toBe('ask');
  });
  test('the changes are not counted from what it shows', () => {
    expect(judgeNews(page({ place: '654202' }), news(), 'k0')).toBe('ask');
  });
  test('it was made before the last change and was told nothing yet', () => {
    expect(judgeNews(page({ key: null }), news({ changes: null }), null)).toBe('ask');
    expect(
      judgeNews(page({ key: null, renderedAt: '2026-07-01T04:09:00.001Z' }), news({ changes: null }), null),
    ).toBe('nothing');
  });
  test('it is an offline copy, whatever the state', () => {
    expect(judgeNews(page({ key: 'k2', isStoredCopy: true }), news(), 'k1')).toBe('ask');
  });
  test('it says nothing of an outage that is, or still speaks of one that is over', () => {
    const away = { keptSince: '2026-07-01T04:05:00.000Z' };
    expect(judgeNews(page({ key: 'k2' }), news(away), 'k1')).toBe('ask');
    expect(judgeNews(page({ key: 'k2', saysOutage: true }), news(away), 'k1')).toBe('nothing');
    expect(judgeNews(page({ key: 'k2', saysOutage: true }), news(), 'k1')).toBe('ask');
  });
});

test('an event in another form is no news, and breaks nothing', () => {
  for (const data of [
    '',
    'null',
    '[]',
    '{}',
    '{"now":1,"key":"k"}',
    '<html>',
    '{"now":"x","key":{}}',
    undefined,
  ])
    expect(readNews(data)).toBeNull();
  expect(readNews('{"now":"n","key":"k"}')).toEqual({ now: 'n', key: 'k', changedAt: null, changes: null, keptSince: null }); // prettier-ignore
});

test('two summaries one after the other say what changed between them', () => {
  const now = '2026-07-01T04:00:00.000Z';
  const summary = (...revisions: ReturnType<typeof exampleRevision>[]) =>
    JSON.stringify({ key: 'k', changedAt: now, keptSince: null, alerts: alertMarks(revisions, now) });
  const first = newsOfSummary(summary(exampleRevision()), now, null);
  expect(first?.news.changes).toBeNull();
  const moved = exampleRevision({ revision: 2, parts: [examplePart({ adcodes: ['654202'], level: 'red' })] });
  const second = newsOfSummary(summary(moved), now, first?.marks ?? null);
  expect(second?.news.changes).toEqual([
    { id: 'a1b2c3', revision: 2, state: 'in-force', level: 'red', regions: ['654202', '654225'] },
  ]);
  expect(newsOfSummary(summary(), now, second?.marks ?? null)?.news.changes).toMatchObject([
    { id: 'a1b2c3', state: 'ended' },
  ]);
  expect(newsOfSummary('<html>', now, null)).toBeNull();
});
