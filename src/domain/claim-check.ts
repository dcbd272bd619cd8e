import type { ActorId } from './case-file.ts';
import type { Instant } from './instant.ts';

/**
 * Whether the rules shut a claimant out (安监总财〔2018〕19号: 有安全生产管理、监管、监察职责的工作人员及其近亲属或其授意他人).
 * Nothing finds this out by itself: a person compares and decides, and the decision is kept. `duty`: whose duty it was to
 * report, where the local rule says so.
 */
export const CLAIM_GROUNDS = {
  clear: '没有发现不得领奖的情形',
  staff: '负有安全生产管理、监管、监察职责的工作人员',
  relative: '上述工作人员的近亲属',
  agent: '受上述工作人员授意',
  duty: '本来就有报告职责，当地办法规定不奖励',
  other: '当地办法规定的其他情形',
} as const;
export type ClaimGround = keyof typeof CLAIM_GROUNDS;

export interface ClaimCheck {
  ground: ClaimGround;
  decidedBy: ActorId;
  at: Instant;
}

export function isClaimGround(value: string): value is ClaimGround {
  return Object.hasOwn(CLAIM_GROUNDS, value);
}
