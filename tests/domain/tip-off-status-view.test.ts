import { describe, expect, test } from 'vitest';
import { newCase, type CaseFile } from '../../src/domain/case-file.ts';
import { DECLINE_REASONS, REWARD_STATE_NAME } from '../../src/domain/case-state.ts';
import {
  AFTER_DECLINE,
  BY_HAND_TEXT,
  CLOCK_TEXT,
  REWARD_TEXT,
} from '../../src/domain/tip-off-status-words.ts';
import {
  dayText,
  firstCountedDay,
  statusView,
  type ReporterCase,
} from '../../src/domain/tip-off-status-view.ts';

const RECEIVED = '2026-03-01T02:00:00.000Z';
const CALENDAR = { years: new Set([2026]), free: new Set<string>(), worked: new Set<string>() };
const KEY = { id: 'k1', recipient: 'age1x' };

const opened = (change: Partial<CaseFile> = {}, more: Partial<ReporterCase> = {}): ReporterCase => ({
  file: {
    ...newCase({
      id: 'id',
      caseNo: '2026-000001',
      kind: 'hazard',
      category: 'mining',
      adcode: '654225',
      sequence: 1,
      receivedAt: RECEIVED,
      hasIdentity: false,
      isEvacuation: false,
    }),
    ...change,
  },
  events: [{ event: 'received', at: RECEIVED }],
  notes: [],
  photos: 0,
  hasClaimSecret: true,
  claimTries: 0,
  followUp: null,
  ...more,
});
const notified: Partial<CaseFile> = {
  state: 'closed',
  closedAt: RECEIVED,
  reward: 'notified',
  notifiedAt: RECEIVED,
  assessment: { fen: 300_000, profileId: 'national-2018', by: 'x', at: RECEIVED },
};

describe('deadlines as the reporter reads them', () => {
  test('the day it began does not count, the last day counts whole: accepted on 1 March, 60 days, 30 April', () => {
    const view = statusView(opened({ state: 'accepted', acceptedAt: RECEIVED }), null, CALENDAR, RECEIVED);
    const clock = view.clocks.find(({ name }) => name === 'handle');
    expect(clock).toMatchObject({ startDay: '2026-03-01', lastDay: '2026-04-30', isLate: false });
    expect(clock && firstCountedDay(clock)).toBe('2026-03-02');
    expect(clock?.basis).toContain('60 日');
  });

  test('is late from the first instant of the next day on', () => {
    const at = (now: string) =>
      statusView(opened({ state: 'accepted', acceptedAt: RECEIVED }), null, CALENDAR, now).clocks[0]?.isLate;
    expect([at('2026-04-30T15:59:59.999Z'), at('2026-04-30T16:00:00.000Z')]).toEqual([false, true]);
  });

  test('24 hours for a blocked stair run at once and are told as a day, not as an hour', () => {
    const view = statusView(opened({ kind: 'fire', isEvacuation: true }), null, CALENDAR, RECEIVED);
    const clock = view.clocks.find(({ name }) => name === 'first-check');
    expect(clock).toMatchObject({ isInHours: true, startDay: '2026-03-01', lastDay: '2026-03-02' });
    expect(clock && firstCountedDay(clock)).toBe('2026-03-01');
    expect(clock?.basis).toContain('24 小时');
  });

  test('an extension is told with its reason and counts in the day', () => {
    const extension = { days: 30, reason: '要等检测', approvedBy: 'a', at: RECEIVED };
    const view = statusView(
      opened({ state: 'accepted', acceptedAt: RECEIVED, extension }),
      null,
      CALENDAR,
      RECEIVED,
    );
    expect(view.extension).toEqual({ days: 30, reason: '要等检测' });
    expect(view.clocks.find(({ name }) => name === 'handle')).toMatchObject({ lastDay: '2026-05-30' });
  });

  test('a year whose free days are not announced is said to be unknown', () => {
    const lateInYear = '2026-12-29T02:00:00.000Z';
    const view = statusView(opened({ receivedAt: lateInYear }), null, CALENDAR, lateInYear);
    expect(view.isCalendarKnown).toBe(false);
  });
});

describe('the reward as the reporter reads it', () => {
  const rewardOf = (change: Partial<CaseFile>, more: Partial<ReporterCase> = {}, now = RECEIVED) =>
    statusView(opened({ ...notified, ...change }, more), KEY, CALENDAR, now).reward;

  test.each([
    ['with the secret', {}, { by: 'secret', triesLeft: 5, key: KEY }],
    ['with two tries left', { claimTries: 3 }, { by: 'secret', triesLeft: 2, key: KEY }],
    ['by hand when no secret was set', { hasClaimSecret: false }, { by: 'hand', why: 'no-secret' }],
    ['by hand after five wrong ones', { claimTries: 5 }, { by: 'hand', why: 'locked' }],
  ])('is claimed %s', (_, more, claim) => {
    expect(rewardOf({}, more)).toMatchObject({ fen: 300_000, lastDay: '2026-04-30', claim });
  });

  test('is not claimed on screen without a custodian’s key, nor after its last day', () => {
    expect(statusView(opened(notified), null, CALENDAR, RECEIVED).reward?.claim).toEqual({
      by: 'hand',
      why: 'no-key',
    });
    expect(rewardOf({}, {}, '2026-04-30T16:00:00.000Z')).toMatchObject({ isLate: true, claim: null });
  });

  test.each([
    ['none', null, null],
    ['assessing', 'assessing', null],
    ['approved', 'assessing', null],
    ['claimed', 'claimed', 300_000],
    ['paid', 'paid', 300_000],
    ['lapsed', 'lapsed', 300_000],
    ['denied', 'denied', null],
    ['revoked', 'revoked', null],
  ] as const)('%s is told as %s with the sum %s', (reward, state, fen) => {
    const told = rewardOf({ reward });
    expect([told?.state ?? null, told?.fen ?? null]).toEqual([state, fen]);
  });
});

test('the reporter’s own words are never shown, the office’s are', () => {
  const notes = [
    { author: 'staff-1', text: '几号楼？', at: RECEIVED },
    { author: 'reporter', text: '我是三号楼的', at: RECEIVED },
    { author: 'system', text: '已转给水利局', at: RECEIVED },
  ];
  const view = statusView(opened({}, { notes }), null, CALENDAR, RECEIVED);
  expect(view.messages.map(({ by, text }) => [by, text])).toEqual([
    ['office', '几号楼？'],
    ['reporter', null],
    ['office', '已转给水利局'],
  ]);
  expect(JSON.stringify(view)).not.toMatch(/staff-1|三号楼/);
});

test('a day is said without its year, unless it is another', () => {
  expect([dayText('2026-07-03', RECEIVED), dayText('2027-01-05', RECEIVED)]).toEqual([
    '7月3日',
    '2027年1月5日',
  ]);
});

test('every state, reason and clock has its words, each a whole sentence that ends', () => {
  const sentences = [
    ...Object.values(REWARD_TEXT),
    ...Object.values(AFTER_DECLINE),
    ...Object.values(BY_HAND_TEXT),
  ];
  for (const sentence of sentences) expect(sentence).toMatch(/^[\u4e00-\u9fff].*。$/);
  expect(Object.keys(AFTER_DECLINE)).toEqual(Object.keys(DECLINE_REASONS));
  expect(Object.keys(REWARD_TEXT)).toEqual(Object.keys(REWARD_STATE_NAME));
  expect(Object.values(CLOCK_TEXT).every((text) => text !== '')).toBe(true);
});
