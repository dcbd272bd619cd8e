import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runningClocks } from '../../src/domain/case-clock.ts';
import { WHO_MAY, type CaseCommand } from '../../src/domain/case-command.ts';
import { decideCase, type Actor } from '../../src/domain/case-decide.ts';
import { newCase, type CaseFile } from '../../src/domain/case-file.ts';
import { mayOpenIdentity } from '../../src/domain/case-identity.ts';
import { CASE_MOVES, IDENTITY_MOVES, PUBLICATION_MOVES, REWARD_MOVES } from '../../src/domain/case-state.ts';
import type { WorkCalendar } from '../../src/domain/deadline.ts';
import { addMs, DAY_MS } from '../../src/domain/instant.ts';
import { STAFF_ROLES, type StaffMember, type StaffRole } from '../../src/domain/staff.ts';

const calendar: WorkCalendar = { years: new Set([2026]), free: new Set(), worked: new Set() };
const START = '2026-03-02T02:00:00.000Z';

const member = (id: string, ...roles: StaffRole[]): StaffMember => ({
  id,
  name: id,
  email: `${id}@example.org`,
  roles,
  adcodes: ['654225'],
});
const intake = member('intake', 'intake');
const handler = member('handler', 'handler');
const approver = member('approver', 'approver');
const custodian = member('custodian', 'custodian');
const everything = member('everything', ...STAFF_ROLES);

const filed = (change: Partial<Parameters<typeof newCase>[0]> = {}): CaseFile =>
  newCase({
    id: 'c1',
    caseNo: '2026-000001',
    kind: 'hazard',
    category: 'mining',
    adcode: '654225100',
    sequence: 1,
    receivedAt: START,
    hasIdentity: true,
    isEvacuation: false,
    ...change,
  });

function run(file: CaseFile, steps: readonly [CaseCommand, Actor, number?][]): CaseFile {
  return steps.reduce((at, [command, actor, days = 0]) => {
    const result = decideCase(at, command, actor, addMs(START, days * DAY_MS), calendar);
    if (!result.ok) throw new Error(`${command.do}: ${result.problem.word}`);
    return result.value.file;
  }, file);
}
const refusal = (file: CaseFile, command: CaseCommand, actor: Actor, days = 0): string | null => {
  const result = decideCase(file, command, actor, addMs(START, days * DAY_MS), calendar);
  return result.ok ? null : result.problem.word;
};

const ACCEPTED: [CaseCommand, Actor, number?][] = [[{ do: 'accept', involvesDeath: false }, intake]];
const FOUND: [CaseCommand, Actor, number?][] = [
  ...ACCEPTED,
  [{ do: 'verify' }, handler, 1],
  [{ do: 'find', finding: 'substantiated', verifiers: ['handler', 'second'] }, handler, 2],
];
const CLOSED: [CaseCommand, Actor, number?][] = [
  ...FOUND,
  [{ do: 'order', dueDay: '2026-03-20' }, approver, 3],
  [{ do: 'recheck', isPut: true }, handler, 10],
  [{ do: 'close' }, handler, 11],
];
const assess: CaseCommand = { do: 'assess', fen: 300_000, profileId: 'national-2018', claimDays: 60 };
const NOTIFIED: [CaseCommand, Actor, number?][] = [
  ...CLOSED,
  [assess, handler, 12],
  [{ do: 'approve' }, approver, 13],
  [{ do: 'notify' }, 'system', 14],
];

describe('a case', () => {
  it('goes from receipt to the money in hand', () => {
    const paid = run(filed(), [
      ...NOTIFIED,
      [{ do: 'claim' }, 'reporter', 20],
      [{ do: 'pay' }, approver, 21],
    ]);
    expect([paid.state, paid.reward, paid.identity]).toEqual(['closed', 'paid', 'sealed']);
    expect(refusal(paid, { do: 'pay' }, approver, 22)).toBe('case-move-refused');
  });

  it('is not closed before it was accepted and found out', () => {
    expect(refusal(filed(), { do: 'close' }, handler)).toBe('case-move-refused');
    expect(refusal(run(filed(), ACCEPTED), { do: 'close' }, handler)).toBe('case-move-refused');
    expect(refusal(run(filed(), FOUND), { do: 'close' }, handler)).toBe('case-move-refused');
  });

  it('needs two people for a finding, one of them not the one who took it in', () => {
    const verifying = run(filed(), [...ACCEPTED, [{ do: 'verify' }, handler, 1]]);
    const find = (verifiers: string[]): CaseCommand => ({ do: 'find', finding: 'partly', verifiers });
    expect(refusal(verifying, find(['handler']), handler)).toBe('second-person-needed');
    expect(refusal(verifying, find(['handler', 'handler']), handler)).toBe('second-person-needed');
    expect(refusal(verifying, find(['handler', 'second']), handler)).toBeNull();
  });

  it('is nobody’s outside their region', () => {
    const accept: CaseCommand = { do: 'accept', involvesDeath: false };
    expect(refusal(filed(), accept, { ...intake, adcodes: ['654202'] })).toBe('role-missing');
  });

  it('may be extended once, by another person, before it is due', () => {
    const open = run(filed(), ACCEPTED);
    const ask: CaseCommand = { do: 'ask-extension', days: 30, reason: '情况复杂' };
    const asked = run(open, [[ask, handler, 50]]);
    expect(refusal(open, ask, handler, 61)).toBe('extension-refused');
    expect(refusal(open, { ...ask, days: 31 }, handler, 50)).toBe('extension-refused');
    expect(refusal(asked, { do: 'grant-extension' }, { ...everything, id: 'handler' }, 51)).toBe(
      'second-person-needed',
    );
    const extended = run(asked, [[{ do: 'grant-extension' }, approver, 51]]);
    expect(runningClocks(extended, calendar).find(({ name }) => name === 'handle')?.dueAt).toBe(
      '2026-05-31T16:00:00.000Z',
    );
    expect(refusal(extended, ask, handler, 70)).toBe('extension-refused');
  });

  it('may be claimed to the last second of the last day and not a second later', () => {
    const notified = run(filed(), NOTIFIED);
    const due = runningClocks(notified, calendar).find(({ name }) => name === 'claim')?.dueAt ?? '';
    const at = (instant: string) => decideCase(notified, { do: 'claim' }, 'reporter', instant, calendar).ok;
    expect([at(addMs(due, -1000)), at(due), at(addMs(due, 1000))]).toEqual([true, false, false]);
    expect(decideCase(notified, { do: 'lapse' }, 'system', addMs(due, -1), calendar).ok).toBe(false);
    expect(decideCase(notified, { do: 'lapse' }, 'system', due, calendar).ok).toBe(true);
  });

  it('of a disaster or a duplicate has no reward', () => {
    const situation = run(filed({ kind: 'situation' }), FOUND);
    expect(refusal(situation, assess, handler)).toBe('case-move-refused');
    const second = run(filed(), [...FOUND, [{ do: 'link', duplicateOf: 'c0' }, handler, 3]]);
    expect(refusal(second, assess, handler)).toBe('case-move-refused');
  });

  it('opens its identity only to who asked, after the custodian granted it, while it lasts', () => {
    const asked = run(filed(), [...ACCEPTED, [{ do: 'ask-identity', reason: '需要当面核实' }, handler, 1]]);
    const until = addMs(START, 3 * DAY_MS);
    expect(mayOpenIdentity(asked, 'handler', addMs(START, DAY_MS))).toBe(false);
    expect(refusal(asked, { do: 'grant-identity', until }, { ...custodian, id: 'handler' }, 1)).toBe(
      'second-person-needed',
    );
    const granted = run(asked, [[{ do: 'grant-identity', until }, custodian, 1]]);
    expect(mayOpenIdentity(granted, 'handler', addMs(until, -1))).toBe(true);
    expect(mayOpenIdentity(granted, 'handler', until)).toBe(false);
    expect(mayOpenIdentity(granted, 'custodian', addMs(START, DAY_MS))).toBe(false);
  });

  it('keeps no identity longer than its clock, never purges sooner, and never on hold', () => {
    const lapsed = run(filed(), [...NOTIFIED, [{ do: 'lapse' }, 'system', 75]]);
    expect(refusal(lapsed, { do: 'purge' }, 'system', 165)).toBe('case-move-refused');
    expect(refusal(lapsed, { do: 'purge' }, 'system', 167)).toBeNull();
    const held = run(lapsed, [[{ do: 'hold', isOn: true, reason: '诉讼' }, approver, 80]]);
    expect(refusal(held, { do: 'purge' }, 'system', 400)).toBe('case-move-refused');
  });
});

describe('whatever is tried in whatever order', () => {
  const people: Actor[] = [intake, handler, approver, custodian, everything, 'reporter', 'system'];
  const command = fc.constantFrom<CaseCommand>(
    { do: 'accept', involvesDeath: false }, { do: 'decline', reason: 'other' }, { do: 'transfer', to: '某局' },
    { do: 'take-back' }, { do: 'ask' }, { do: 'answer' }, { do: 'verify' },
    { do: 'find', finding: 'substantiated', verifiers: ['handler', 'x'] },
    { do: 'find', finding: 'unsubstantiated', verifiers: ['handler', 'x'] },
    { do: 'order', dueDay: '2026-03-20' }, { do: 'recheck', isPut: true }, { do: 'close' }, { do: 'reopen' },
    { do: 'ask-extension', days: 10, reason: 'r' }, { do: 'grant-extension' }, assess, { do: 'approve' },
    { do: 'deny', reason: 'r' }, { do: 'lower', fen: 100_000, reason: 'r' }, { do: 'notify' }, { do: 'claim' }, { do: 'pay' }, { do: 'lapse' }, { do: 'waive' },
    { do: 'revoke', reason: 'r' }, { do: 'ask-identity', reason: 'r' },
    { do: 'grant-identity', until: addMs(START, 500 * DAY_MS) }, { do: 'end-identity' }, { do: 'count' },
    { do: 'publish' }, { do: 'purge' },
  ); // prettier-ignore
  const tries = fc.array(fc.tuple(command, fc.constantFrom(...people), fc.integer({ min: 0, max: 20 })), {
    maxLength: 60,
    // Without it the library makes about ten, and hardly ever comes as far as money.
    size: 'max',
  });

  it('nothing happens outside the tables, money is paid at most once and never by who set the sum', () => {
    fc.assert(
      fc.property(tries, (tried) => {
        let file = filed();
        let at = START;
        let paid = 0;
        let steps = 0;
        for (const [what, who, days] of tried) {
          at = addMs(at, days * DAY_MS);
          const result = decideCase(file, what, who, at, calendar);
          if (!result.ok) continue;
          const { file: next, step } = result.value;
          steps += 1;
          expect(next.version).toBe(file.version + 1);
          if (next.state !== file.state) expect(CASE_MOVES[file.state]).toContain(next.state);
          if (next.reward !== file.reward) expect(REWARD_MOVES[file.reward]).toContain(next.reward);
          if (next.identity !== file.identity && what.do !== 'claim')
            expect(IDENTITY_MOVES[file.identity]).toContain(next.identity);
          if (next.publication !== file.publication)
            expect(PUBLICATION_MOVES[file.publication]).toContain(next.publication);
          if (next.paidAt !== file.paidAt) {
            paid += 1;
            expect(step.actor).not.toBe(next.assessment?.by);
          }
          if (what.do === 'approve') expect(step.actor).not.toBe(next.assessment?.by);
          if (next.acceptedAt === null)
            expect(['received', 'needs-info', 'declined', 'transferred', 'closed', 'reopened']).toContain(
              next.state,
            );
          const roles = typeof who === 'string' ? [who] : who.roles;
          expect(roles.some((role) => WHO_MAY[what.do].includes(role))).toBe(true);
          if (next.identity === 'access-granted') expect(next.access?.grantedBy).not.toBe(next.access?.by);
          file = next;
        }
        expect(paid).toBeLessThanOrEqual(1);
        expect(steps).toBe(file.version - 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('no handler and nobody outside reaches an identity that was not granted', () => {
    fc.assert(
      fc.property(tries, (tried) => {
        let file = filed();
        for (const [what, who] of tried) {
          const result = decideCase(file, what, who, START, calendar);
          if (result.ok) file = result.value.file;
        }
        if (file.access?.grantedBy === null || file.access === null)
          for (const who of [handler, intake, approver, everything])
            expect(mayOpenIdentity(file, who.id, START)).toBe(false);
      }),
    );
  });
});
