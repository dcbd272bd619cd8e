import type { CaseFile } from './case-file.ts';
import type { RewardState } from './case-state.ts';
import type { Fen } from './money.ts';

/** 预算、已批准待发、已发放. A line takes from one and gives to another: the sum over all accounts never changes. */
export type RewardAccount = 'budget' | 'committed' | 'paid';
export type RewardEntryKind = 'approve' | 'lower' | 'pay' | 'release' | 'reclaim';

export interface RewardEntry {
  kind: RewardEntryKind;
  from: RewardAccount;
  to: RewardAccount;
  fen: Fen;
}

const ENDED: readonly RewardState[] = ['denied', 'lapsed', 'waived', 'revoked'];
const COMMITTED: readonly RewardState[] = ['approved', 'notified', 'claimed'];

/** The line a move of the reward's axis writes, or null: only approving, lowering, paying and ending move money. */
export function ledgerEntry(before: CaseFile, after: CaseFile): RewardEntry | null {
  const fen = after.assessment?.fen;
  if (fen === undefined) return null;
  if (before.reward === after.reward) {
    const cut = (before.assessment?.fen ?? fen) - fen;
    return COMMITTED.includes(after.reward) && cut > 0
      ? { kind: 'lower', from: 'committed', to: 'budget', fen: cut }
      : null;
  }
  if (after.reward === 'approved') return { kind: 'approve', from: 'budget', to: 'committed', fen };
  if (after.reward === 'paid') return { kind: 'pay', from: 'committed', to: 'paid', fen };
  if (!ENDED.includes(after.reward)) return null;
  if (COMMITTED.includes(before.reward)) return { kind: 'release', from: 'committed', to: 'budget', fen };
  return before.reward === 'paid' ? { kind: 'reclaim', from: 'paid', to: 'budget', fen } : null;
}

/** What each account holds; the budget as spent, so below nothing. */
export function balances(entries: readonly RewardEntry[]): Record<RewardAccount, number> {
  const held: Record<RewardAccount, number> = { budget: 0, committed: 0, paid: 0 };
  for (const { from, to, fen } of entries) {
    held[from] -= fen;
    held[to] += fen;
  }
  return held;
}
