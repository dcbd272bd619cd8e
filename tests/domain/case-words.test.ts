import { describe, expect, test } from 'vitest';
import { actsFor, whoseTurn } from '../../src/domain/case-acts.ts';
import { newCase, type CaseFile } from '../../src/domain/case-file.ts';
import { isSameUnit } from '../../src/domain/case-near.ts';
import { clockLeft } from '../../src/domain/case-words.ts';
import { auditActionName } from '../../src/domain/audit-action.ts';
import { CASE_ACTS } from '../../src/domain/case-acts.ts';
import type { WorkCalendar } from '../../src/domain/deadline.ts';
import type { StaffRole } from '../../src/domain/staff.ts';
import { staffMember } from '../support/staff.ts';

const calendar: WorkCalendar = { years: new Set([2026]), free: new Set(), worked: new Set() };
const NOW = '2026-07-01T02:00:00.000Z';
/** The end of 3 July in Beijing. */
const DAYS = {
  name: 'accept',
  startedAt: '2026-06-26T02:00:00.000Z',
  dueAt: '2026-07-03T16:00:00.000Z',
} as const;
const HOURS = { name: 'first-check', startedAt: '2026-07-01T01:30:00.000Z', dueAt: '2026-07-02T01:30:00.000Z' } as const; // prettier-ignore

describe('a clock says in words how long there is', () => {
  test.each([
    ['2026-07-01T02:00:00.000Z', '还剩2天'],
    ['2026-07-02T15:59:00.000Z', '明天到期'],
    ['2026-07-02T16:00:00.000Z', '今天到期'],
    ['2026-07-03T15:59:59.999Z', '今天到期'],
    ['2026-07-03T16:00:00.000Z', '已超期不到1分钟'],
    ['2026-07-04T01:00:00.000Z', '已超期9小时'],
    ['2026-07-06T02:00:00.000Z', '已超期3天'],
  ])('of days, at %s: %s', (now, left) => {
    expect(clockLeft(DAYS, now)).toBe(left);
  });

  test.each([
    ['2026-07-01T02:00:00.000Z', '还剩23小时30分'],
    ['2026-07-02T01:30:00.000Z', '已超期不到1分钟'],
    ['2026-07-02T03:30:00.000Z', '已超期2小时'],
  ])('of hours, at %s: %s', (now, left) => {
    expect(clockLeft(HOURS, now)).toBe(left);
  });
});

const file = (change: Partial<CaseFile> = {}): CaseFile => ({
  ...newCase({
    id: 'c1', caseNo: '2026-000001', kind: 'hazard', category: 'mining', adcode: '654225', sequence: 1,
    receivedAt: NOW, hasIdentity: false, isEvacuation: false,
  }),
  ...change,
}); // prettier-ignore

describe('buttons are what the rules allow this person now', () => {
  const acts = (role: StaffRole, change: Partial<CaseFile> = {}, adcode = '654225') =>
    actsFor(file(change), staffMember({ id: 'me', roles: [role], adcodes: [adcode] }), NOW, calendar);

  test('of each role and state', () => {
    expect(acts('intake')).toEqual(['accept', 'decline', 'transfer', 'ask', 'note', 'link']);
    expect(acts('handler')).toEqual(['ask', 'note', 'link']);
    expect(acts('auditor')).toEqual([]);
    expect(acts('intake', {}, '659007')).toEqual([]);
    expect(acts('handler', { state: 'accepted', acceptedAt: NOW })).toEqual([
      'verify', 'ask', 'note', 'ask-extension', 'link',
    ]); // prettier-ignore
    const asked = { days: 10, reason: '等检测', by: 'other' };
    const wish = { state: 'accepted', acceptedAt: NOW, extensionAsked: asked } as const;
    expect(acts('approver', wish)).toEqual(['note', 'grant-extension', 'refuse-extension', 'hold']);
    expect(acts('handler', wish)).not.toContain('ask-extension');
    expect(acts('approver', { ...wish, extensionAsked: { ...asked, by: 'me' } })).not.toContain(
      'grant-extension',
    );
  });

  test('and it is told whose turn it is', () => {
    expect(whoseTurn(file(), NOW, calendar)).toBe('举报受理员');
    expect(whoseTurn(file({ state: 'accepted' }), NOW, calendar)).toBe('核查员');
    expect(whoseTurn(file({ state: 'closed' }), NOW, calendar)).toBe('');
    expect(whoseTurn(file({ adcode: null }), NOW, calendar)).toBe('举报受理员');
  });

  test('every act has its name in the log', () => {
    for (const act of CASE_ACTS) expect(auditActionName(`case-${act}`)).not.toBe(`case-${act}`);
  });
});

test.each([
  ['新疆某某矿业有限责任公司', '某某矿业', true],
  ['某某矿业（一分厂）', '某某矿业', true],
  ['某某矿业', '别家矿业', false],
  ['', '', false],
  ['公司', '某某公司', false],
])('%s and %s are the same unit: %s', (a, b, isSame) => {
  expect(isSameUnit(a, b)).toBe(isSame);
});
