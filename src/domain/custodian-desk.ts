import type { ClaimGround } from './claim-check.ts';
import type { CustodianKeyState } from './custodian-key.ts';
import type { IdentityState, RewardState } from './case-state.ts';
import type { Instant } from './instant.ts';
import type { Fen } from './money.ts';
import type { Result } from './problem.ts';
import type { StaffMember } from './staff.ts';

/** How long an identity may be open at most; a working day is enough for a call. */
export const MOST_GRANT_HOURS = 72;
export const GRANT_HOURS = [1, 4, 8, 24, 72] as const;

/** One thing sealed to the custodian, without its bytes. */
export interface SealedEntry {
  sequence: number;
  kind: 'identity' | 'claim' | 'original';
  keyId: string;
  sizeBytes: number;
  at: Instant;
}

/** A case as its custodian or the one who asks sees it: no word of what was reported. */
export interface CustodyView {
  id: string;
  caseNo: string;
  version: number;
  identity: IdentityState;
  reward: RewardState;
  /** The reward's sum, when one was assessed. */
  fen: Fen | null;
  access: {
    byName: string;
    isOwn: boolean;
    reason: string;
    until: Instant | null;
    /** The asker's own key for this request; null when the request came without. */
    recipient: string | null;
  } | null;
  /** Empty for everybody but the custodian. */
  items: readonly SealedEntry[];
  isTagged: boolean;
  check: { ground: ClaimGround; byName: string; at: Instant } | null;
}

/** What waits for the custodian. */
export interface CustodyTask {
  id: string;
  caseNo: string;
  what: 'asked' | 'granted' | 'claimed';
  byName: string | null;
  reason: string | null;
  until: Instant | null;
}

/** What the pages under /staff/custodian/ may read. */
export interface CustodianPages {
  custodianKeys(): Promise<readonly CustodianKeyState[]>;
  custodyTasks(member: StaffMember): Promise<readonly CustodyTask[]>;
  custodyOf(member: StaffMember, id: string): Promise<Result<CustodyView>>;
}
