import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '../../src/domain/case-command.ts';
import { decideCase, type Actor } from '../../src/domain/case-decide.ts';
import { newCase } from '../../src/domain/case-file.ts';
import type { WorkCalendar } from '../../src/domain/deadline.ts';
import { addMs, DAY_MS } from '../../src/domain/instant.ts';
import { ledgerFaults, type LedgerLine } from '../../src/domain/reward-check.ts';
import { balances, ledgerEntry } from '../../src/domain/reward-ledger.ts';
import type { StaffMember } from '../../src/domain/staff.ts';

const START = '2026-03-02T02:00:00.000Z';
const calendar: WorkCalendar = { years: new Set([2026]), free: new Set(), worked: new Set() };
const member = (id: string, role: 'handler' | 'approver'): StaffMember => ({
  id,
  name: id,
  email: '',
  roles: [role],
  adcodes: ['65'],
});
const handler = member('handler', 'handler');
const approver = member('approver', 'approver');
const assess = (fen: number): CaseCommand => ({ do: 'assess', fen, profileId: 'p', claimDays: 60 });
/** Each with who may do it. */
const moves: [CaseCommand, Actor][] = [
  [assess(300_000), handler],
  [{ do: 'approve' }, approver],
  [{ do: 'notify' }, 'system'],
  [{ do: 'claim' }, 'reporter'],
  [{ do: 'pay' }, approver],
];
const others: [CaseCommand, Actor][] = [
  [assess(70_000), handler],
  [{ do: 'approve' }, { ...approver, id: 'handler' }],
  [{ do: 'pay' }, { ...approver, id: 'handler' }],
  [{ do: 'lower', fen: 50_000, reason: 'r' }, approver],
  [{ do: 'lower', fen: 100_000, reason: 'r' }, approver],
  [{ do: 'lapse' }, 'system'],
  [{ do: 'waive' }, 'reporter'],
  [{ do: 'deny', reason: 'r' }, approver],
  [{ do: 'revoke', reason: 'r' }, approver],
];

describe('the ledger of many cases', () => {
  it('balances and agrees with them after whatever is done in whatever order, and each is paid at most once', () => {
    // Mostly what comes next, else hardly anything would ever be paid.
    const move = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...moves) },
      { weight: 1, arbitrary: fc.constantFrom(...others) },
    );
    const step = fc.tuple(fc.nat(2), move, fc.nat(20));
    let paid = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const files = ['a', 'b', 'c'].map((id, sequence) => ({
          ...newCase({
            id,
            caseNo: `2026-00000${sequence}`,
            kind: 'hazard',
            category: 'mining',
            adcode: '654225',
            sequence,
            receivedAt: START,
            hasIdentity: true,
            isEvacuation: false,
          }),
          state: 'verified' as const,
          finding: { finding: 'substantiated' as const, at: START, verifiers: ['x', 'y'] },
        }));
        const lines: LedgerLine[] = [];
        let at = START;
        for (const [which, [command, actor], days] of steps) {
          at = addMs(at, days * DAY_MS);
          const before = files[which];
          if (before === undefined) throw new Error('no case');
          const result = decideCase(before, command, actor, at, calendar);
          if (!result.ok) continue;
          const after = result.value.file;
          const entry = ledgerEntry(before, after);
          if (entry !== null)
            lines.push({ ...entry, caseId: after.id, caseNo: after.caseNo, adcode: after.adcode, at });
          if (command.do === 'lower') expect(after.assessment?.fen).toBeLessThan(before.assessment?.fen ?? 0);
          Object.assign(files, { [which]: after });
        }
        const { budget, committed, paid: held } = balances(lines);
        expect(budget + committed + held).toBe(0);
        expect(Math.min(committed, held)).toBeGreaterThanOrEqual(0);
        const cases = files.map(({ id, caseNo, reward, assessment }) => ({
          id,
          caseNo,
          reward,
          fen: assessment?.fen ?? null,
        }));
        expect(ledgerFaults(cases, lines)).toEqual([]);
        for (const { caseId, kind } of lines)
          if (kind !== 'lower')
            expect(lines.filter((line) => line.caseId === caseId && line.kind === kind)).toHaveLength(1);
        paid += lines.filter(({ kind }) => kind === 'pay').length;
      }),
      { numRuns: 300 },
    );
    expect(paid).toBeGreaterThan(0);
  });

  it('is wrong when a line is missing, doubled, changed or of no case', () => {
    const line: LedgerLine = {
      kind: 'approve', from: 'budget', to: 'committed', fen: 100, caseId: 'a', caseNo: '1', adcode: null, at: START,
    }; // prettier-ignore
    const pay: LedgerLine = { ...line, kind: 'pay', from: 'committed', to: 'paid' };
    const approved = [{ id: 'a', caseNo: '1', reward: 'approved' as const, fen: 100 }];
    const paid = [{ id: 'a', caseNo: '1', reward: 'paid' as const, fen: 100 }];
    const faults = (cases: typeof approved | typeof paid, lines: LedgerLine[]) =>
      ledgerFaults(cases, lines).map(({ fault }) => fault);
    expect(faults(approved, [line])).toEqual([]);
    expect(faults(approved, [])).toEqual(['committed-differs']);
    expect(faults(approved, [{ ...line, fen: 99 }])).toEqual(['committed-differs']);
    expect(faults(paid, [line, pay])).toEqual([]);
    expect(faults(paid, [line, pay, pay])).toContain('paid-twice');
    expect(faults([], [line])).toEqual(['no-case']);
  });
});
