import type { RewardState } from './case-state.ts';
import type { Fen } from './money.ts';
import { balances, type RewardEntry } from './reward-ledger.ts';
import type { Instant } from './instant.ts';
import type { Adcode } from './region.ts';

/** One line of the ledger as people read it. No column of the reporter: there is none. */
export interface LedgerLine extends RewardEntry {
  /** Of the case; names nobody. */
  caseId: string;
  caseNo: string;
  adcode: Adcode | null;
  at: Instant;
}

/** What the ledger is compared with: how far each case's reward has come. */
export interface RewardedCase {
  id: string;
  caseNo: string;
  reward: RewardState;
  fen: Fen | null;
}

export interface LedgerFault {
  caseNo: string;
  fault: 'no-case' | 'committed-differs' | 'paid-differs' | 'paid-twice';
}

export const LEDGER_FAULT_NAME: Record<LedgerFault['fault'], string> = {
  'no-case': '台账里有，举报里没有这一件',
  'committed-differs': '待发金额和这一件的奖励对不上',
  'paid-differs': '已发金额和这一件的奖励对不上',
  'paid-twice': '发放了不止一次',
};

const COMMITTED: readonly RewardState[] = ['approved', 'notified', 'claimed'];

/** Every case whose lines do not say what the case says, in the order of case numbers; empty when the books are right. */
export function ledgerFaults(
  cases: readonly RewardedCase[],
  lines: readonly Pick<LedgerLine, 'caseId' | 'caseNo' | keyof RewardEntry>[],
): LedgerFault[] {
  const linesOf = Map.groupBy(lines, ({ caseId }) => caseId);
  const known = new Set(cases.map(({ id }) => id));
  const faults: LedgerFault[] = [];
  for (const [id, [first]] of linesOf)
    if (!known.has(id) && first !== undefined) faults.push({ caseNo: first.caseNo, fault: 'no-case' });
  for (const { id, caseNo, reward, fen } of cases) {
    const own = linesOf.get(id) ?? [];
    const { committed, paid } = balances(own);
    if (committed !== (COMMITTED.includes(reward) ? fen : 0))
      faults.push({ caseNo, fault: 'committed-differs' });
    if (paid !== (reward === 'paid' ? fen : 0)) faults.push({ caseNo, fault: 'paid-differs' });
    if (own.filter(({ kind }) => kind === 'pay').length > 1) faults.push({ caseNo, fault: 'paid-twice' });
  }
  return faults.toSorted((a, b) => (a.caseNo < b.caseNo ? -1 : 1));
}
