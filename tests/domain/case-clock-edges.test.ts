import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCasePeriods } from '../../src/content/case-periods.ts';
import { readHolidays } from '../../src/content/reward-rules.ts';
import { DEFAULT_PERIODS, runningClocks, urgencyOf, type ClockName } from '../../src/domain/case-clock.ts';
import { decideCase } from '../../src/domain/case-decide.ts';
import { newCase, type CaseFile } from '../../src/domain/case-file.ts';
import type { WorkCalendar } from '../../src/domain/deadline.ts';
import { addMs, SECOND_MS, type Instant } from '../../src/domain/instant.ts';

const yaml = readFileSync('content/tip-off/periods.yaml', 'utf8');
const calendar: WorkCalendar = {
  ...readHolidays(readFileSync('content/tip-off/holidays.yaml', 'utf8')),
  periods: readCasePeriods(yaml).periods,
};
/** A Sunday; half past midnight in Beijing is still Saturday in UTC. */
const START = '2026-02-28T16:30:00.000Z';
const at = (beijing: string): Instant => new Date(`${beijing}+08:00`).toISOString();

function caseFile(change: Partial<CaseFile> = {}): CaseFile {
  return {
    ...newCase({
      id: 'c1',
      caseNo: '2026-000001',
      kind: 'hazard',
      category: 'mining',
      adcode: '654225',
      sequence: 1,
      receivedAt: START,
      hasIdentity: true,
      isEvacuation: false,
    }),
    ...change,
  };
}

const finding = { finding: 'substantiated', at: START, verifiers: ['a', 'b'] } as const;
const dueOf = (file: CaseFile, name: ClockName, by = calendar) =>
  runningClocks(file, by).find((clock) => clock.name === name);

/** The last second in time and the first late one, on the Beijing wall clock. */
function turnsAt(file: CaseFile, name: ClockName, midnight: string, by = calendar): void {
  const clock = dueOf(file, name, by);
  if (clock === undefined) throw new Error(`no clock ${name}`);
  expect(clock.dueAt).toBe(at(midnight));
  expect(urgencyOf(clock, addMs(at(midnight), -SECOND_MS))).not.toBe('late');
  expect(urgencyOf(clock, addMs(at(midnight), SECOND_MS))).toBe('late');
}

describe('the periods of the content', () => {
  it('are those the rules fall back on', () => {
    const plain = Object.entries(readCasePeriods(yaml).periods).map(([name, { amount, unit }]) => [name, { amount, unit }]); // prettier-ignore
    expect(Object.fromEntries(plain)).toEqual(DEFAULT_PERIODS);
  });

  it('are refused with the field when one is missing, negative or kept shorter than it may be', () => {
    expect(() => readCasePeriods(yaml.replace('amount: 60', 'amount: -60'))).toThrow(/handle/);
    expect(() => readCasePeriods(yaml.replace(/^ {2}accept:.*$/m, ''))).toThrow(/accept/);
    expect(() => readCasePeriods(yaml.replace('amount: 1826', 'amount: 30'))).toThrow(/record/);
  });
});

describe('a clock of a case runs out at midnight in Beijing', () => {
  it('acceptance: five working days', () => {
    turnsAt(caseFile(), 'accept', '2026-03-07T00:00:00');
  });

  it('acceptance goes around the Spring Festival and counts the weekend days worked', () => {
    // Friday; 14 February is worked, 15 to 23 are free, 28 is worked.
    turnsAt(caseFile({ receivedAt: at('2026-02-13T10:00:00') }), 'accept', '2026-02-28T00:00:00');
  });

  it('handling: sixty days, and thirty more once they are granted', () => {
    const accepted = caseFile({ state: 'accepted', acceptedAt: at('2026-03-01T09:00:00') });
    turnsAt(accepted, 'handle', '2026-05-01T00:00:00');
    const extension = { days: 30, reason: 'r', approvedBy: 'b', at: START };
    turnsAt({ ...accepted, extension }, 'handle', '2026-05-31T00:00:00');
    const rolled = {
      ...calendar,
      periods: { ...DEFAULT_PERIODS, handle: { amount: 60, unit: 'days', isRolled: true } as const },
    };
    // 30 May 2026 is a Saturday.
    turnsAt({ ...accepted, extension }, 'handle', '2026-06-02T00:00:00', rolled);
  });

  it('claiming: sixty days of the rule that was applied, and what was added', () => {
    const notified = caseFile({ state: 'closed', closedAt: START, finding, reward: 'notified', notifiedAt: START }); // prettier-ignore
    turnsAt(notified, 'claim', '2026-05-01T00:00:00');
    turnsAt({ ...notified, claimDays: 10 }, 'claim', '2026-03-12T00:00:00');
    turnsAt({ ...notified, claimExtendedDays: 30 }, 'claim', '2026-05-31T00:00:00');
    const claim = (now: Instant) => decideCase(notified, { do: 'claim' }, 'reporter', now, calendar).ok;
    expect([claim(at('2026-04-30T23:59:59')), claim(at('2026-05-01T00:00:01'))]).toEqual([true, false]);
  });

  it('the reward is assessed within twenty days of the finding, which holds also after closing', () => {
    turnsAt(caseFile({ state: 'closed', closedAt: START, finding }), 'reward-notice', '2026-03-22T00:00:00');
  });
});

describe('the conclusion is told to the reporter', () => {
  it('and what follows from it within ten days of the finding', () => {
    turnsAt(caseFile({ state: 'verified', acceptedAt: START, finding }), 'feedback', '2026-03-12T00:00:00');
    expect(dueOf(caseFile({ state: 'closed', closedAt: START, finding }), 'feedback')).toBeUndefined();
  });
});

describe('a transfer', () => {
  it('keeps the clocks: taken back, the case has the time it had', () => {
    const before = runningClocks(caseFile({ kind: 'fire' }), calendar);
    const transferred = caseFile({ kind: 'fire', state: 'transferred', transferredTo: '某局', transferredAt: at('2026-03-03T10:00:00') }); // prettier-ignore
    const back = decideCase(
      transferred,
      { do: 'take-back' },
      { id: 'i', name: '', email: '', roles: ['intake'], adcodes: ['65'] },
      at('2026-03-20T10:00:00'),
      calendar,
    );
    expect(back.ok && runningClocks(back.value.file, calendar)).toEqual(before);
  });
});

describe('what is kept', () => {
  const closed = caseFile({ state: 'closed', closedAt: START, finding: { ...finding, finding: 'unsubstantiated' } }); // prettier-ignore
  const day = (beijing: string) => at(`${beijing}T10:00:00`);

  it('is purged ninety days after the last of closing, the reward’s end and the reporter’s last word', () => {
    turnsAt(closed, 'purge', '2026-05-31T00:00:00');
    turnsAt({ ...closed, heardAt: day('2026-03-11') }, 'purge', '2026-06-10T00:00:00');
    const paid = { ...closed, finding, reward: 'paid', rewardEndedAt: day('2026-03-21') } as const;
    turnsAt(paid, 'purge', '2026-06-20T00:00:00');
    turnsAt({ ...paid, heardAt: day('2026-03-31') }, 'purge', '2026-06-30T00:00:00');
  });

  it('is kept while the case is handled again, and reopening never shortens it', () => {
    const denied = { ...closed, reward: 'denied', rewardEndedAt: day('2026-03-02') } as const;
    const reopened = { ...denied, state: 'reopened', closedAt: null, acceptedAt: START } as const;
    expect(dueOf(reopened, 'purge')).toBeUndefined();
    turnsAt({ ...reopened, state: 'closed', closedAt: day('2026-04-01') }, 'purge', '2026-07-01T00:00:00');
  });

  it('is kept on hold, and while something is owed to the reporter', () => {
    expect(dueOf({ ...closed, isOnHold: true }, 'purge')).toBeUndefined();
    for (const reward of ['assessing', 'approved', 'notified', 'claimed'] as const)
      expect(dueOf({ ...closed, finding, reward }, 'purge')).toBeUndefined();
  });

  it('ends after five years also where nobody decided on a reward or the other office never answered', () => {
    turnsAt({ ...closed, finding }, 'purge', '2031-03-02T00:00:00');
    const away = caseFile({ state: 'transferred', transferredAt: START, transferredTo: '某局' });
    turnsAt(away, 'purge', '2031-03-02T00:00:00');
  });
});
