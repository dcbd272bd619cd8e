import type { CaseFile } from './case-file.ts';
import type { Instant } from './instant.ts';
import type { ProblemWord, Result } from './problem.ts';
import type { Adcode } from './region.ts';
import type { CapUse } from './reward-caps.ts';
import type { LedgerFault, LedgerLine } from './reward-check.ts';
import type { Condition } from './reward-eligibility.ts';
import { NOTHING_ASSESSED, type AssessTyped } from './reward-form.ts';
import type { RewardAccount, RewardEntryKind } from './reward-ledger.ts';
import type { RewardProfile } from './reward-profile.ts';
import type { Assessment } from './reward.ts';
import type { StaffMember, StaffRole } from './staff.ts';

/** Who works on rewards; the handler assesses, the approver decides and pays. */
export const REWARD_WORKERS: readonly StaffRole[] = ['handler', 'approver'];
/** Who reads the ledger. It has no column of the reporter. */
export const LEDGER_READERS: readonly StaffRole[] = ['approver', 'auditor'];

/** What people do here; the reporter claims and waives, a clock lapses. */
export const REWARD_ACTIONS = [
  'assess',
  'approve',
  'notify',
  'pay',
  'lower',
  'extend-claim',
  'deny',
  'revoke',
] as const;
export type RewardAction = (typeof REWARD_ACTIONS)[number];

/** An office note about the reward: how it was reckoned, what was decided and why. */
export interface RewardRecord {
  text: string;
  author: string;
  at: Instant;
}

/** The reward of one case, for who works on it. */
export interface RewardView {
  file: CaseFile;
  regionName: string;
  profile: RewardProfile;
  /** The standards that may hold for the case's region, the chosen one among them. */
  profiles: readonly { id: string; name: string }[];
  conditions: readonly Condition[];
  isInsider: boolean | null;
  records: readonly RewardRecord[];
  caps: readonly CapUse[];
  isCleared: boolean;
  claimDueAt: Instant | null;
  /** For each action `null`: this person may do it now; else the word that says why not. */
  actions: Readonly<Record<RewardAction, ProblemWord | null>>;
  nameOf: Readonly<Record<string, string>>;
  now: Instant;
}

/** What was typed into any form of the page. */
export interface RewardTyped extends AssessTyped {
  /** The standard that was chosen; empty: the region's own. */
  rule: string;
  reason: string;
  sum: string;
  days: string;
}
export const NOTHING_TYPED: RewardTyped = { ...NOTHING_ASSESSED, rule: '', reason: '', sum: '', days: '' };

/** What became of a form: done, reckoned without being kept, or refused. */
export interface RewardAnswer {
  /** Which button was pressed; `reckon` keeps nothing. */
  action: RewardAction | 'reckon' | null;
  result: Result<Assessment | null>;
  typed: RewardTyped;
}

/** One case that waits for somebody. */
export interface RewardTask {
  caseId: string;
  caseNo: string;
  regionName: string;
  /** What is to be done next, in words. */
  what: string;
  fen: number | null;
  dueAt: Instant | null;
}

export interface LedgerView {
  /** `YYYY-MM` or empty for all. */
  month: string;
  /** A county's code, `none` or empty for all. */
  office: string;
  offices: readonly { adcode: Adcode; name: string }[];
  lines: readonly LedgerLine[];
  /** How many lines there are; more than are listed here when the list is cut. */
  count: number;
  sums: Readonly<Record<RewardEntryKind, number>>;
  balances: Readonly<Record<RewardAccount, number>>;
  /** What the offices of the filter may spend this year; empty: nobody entered a budget. */
  budgets: readonly { name: string; year: number; fen: number; usedFen: number }[];
  /** Of the whole ledger, whatever is filtered: nothing when it agrees with the cases. */
  faults: readonly LedgerFault[];
}

/** What the pages about rewards read and do. In `Astro.locals.rewards`. */
export interface RewardDesk {
  regionName(adcode: Adcode | null): string;
  open(member: StaffMember, id: string, rule: string | null): Promise<Result<RewardView>>;
  act(member: StaffMember, id: string, request: Request): Promise<RewardAnswer>;
  tasks(member: StaffMember): Promise<readonly RewardTask[]>;
  /** Null for who may not read it. */
  ledger(member: StaffMember, asked: URLSearchParams): Promise<LedgerView | null>;
}
