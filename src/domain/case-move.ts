import type { CaseFile } from './case-file.ts';
import {
  CASE_MOVES,
  IDENTITY_MOVES,
  PUBLICATION_MOVES,
  REWARD_MOVES,
  type CaseState,
  type IdentityState,
  type PublicationState,
  type RewardState,
} from './case-state.ts';
import type { Problem } from './problem.ts';

export type Change = Partial<CaseFile>;
/** What a command changes and the audit log's line about it, or why it is refused. */
export type Judged = { change: Change; from?: string; to?: string; reason?: string } | Problem['word'];

export function toState(file: CaseFile, to: CaseState, change: Change, reason?: string): Judged {
  if (!CASE_MOVES[file.state].includes(to)) return 'case-move-refused';
  return {
    change: { ...change, state: to },
    from: file.state,
    to,
    ...(reason === undefined ? {} : { reason }),
  };
}

export function toReward(file: CaseFile, to: RewardState, change: Change, reason?: string): Judged {
  if (!REWARD_MOVES[file.reward].includes(to)) return 'case-move-refused';
  return {
    change: { ...change, reward: to },
    from: file.reward,
    to,
    ...(reason === undefined ? {} : { reason }),
  };
}

export function toIdentity(file: CaseFile, to: IdentityState, change: Change, reason?: string): Judged {
  if (!IDENTITY_MOVES[file.identity].includes(to)) return 'case-move-refused';
  return {
    change: { ...change, identity: to },
    from: file.identity,
    to,
    ...(reason === undefined ? {} : { reason }),
  };
}

export function toPublication(file: CaseFile, to: PublicationState): Judged {
  if (!PUBLICATION_MOVES[file.publication].includes(to)) return 'case-move-refused';
  return { change: { publication: to }, from: file.publication, to };
}
