import type { DeclineReason, Finding } from './case-state.ts';
import type { Day } from './deadline.ts';
import type { Instant } from './instant.ts';
import type { Fen } from './money.ts';
import type { StaffRole } from './staff.ts';

/** What can be done to a case. Texts are for the record or the reporter; they are stored sealed with the tip's own key. */
export type CaseCommand =
  | { do: 'accept'; involvesDeath: boolean }
  | { do: 'decline'; reason: DeclineReason }
  | { do: 'transfer'; to: string }
  | { do: 'take-back' }
  | { do: 'ask' }
  | { do: 'answer' }
  | { do: 'verify' }
  | { do: 'find'; finding: Finding; verifiers: readonly string[] }
  | { do: 'order'; dueDay: Day }
  | { do: 'recheck'; isPut: boolean }
  | { do: 'close' }
  | { do: 'reopen' }
  | { do: 'ask-extension'; days: number; reason: string }
  | { do: 'grant-extension' }
  | { do: 'refuse-extension' }
  | { do: 'note' }
  | { do: 'link'; duplicateOf: string | null }
  | { do: 'assess'; fen: Fen; profileId: string; claimDays: number }
  | { do: 'approve' }
  | { do: 'deny'; reason: string }
  | { do: 'notify' }
  | { do: 'claim' }
  | { do: 'lower'; fen: Fen; reason: string }
  | { do: 'extend-claim'; days: number; reason: string }
  | { do: 'pay' }
  | { do: 'lapse' }
  | { do: 'waive' }
  | { do: 'revoke'; reason: string }
  | { do: 'ask-identity'; reason: string }
  | { do: 'grant-identity'; until: Instant }
  | { do: 'refuse-identity' }
  | { do: 'end-identity' }
  | { do: 'hold'; isOn: boolean; reason: string }
  | { do: 'count' }
  | { do: 'publish' }
  | { do: 'unpublish' }
  | { do: 'purge' };

export type CommandName = CaseCommand['do'];

/** Who may do what. `reporter`: by receipt alone. `system`: by a clock. No role does both ends of a two-person rule. */
export const WHO_MAY: Record<CommandName, readonly (StaffRole | 'reporter' | 'system')[]> = {
  accept: ['intake'],
  decline: ['intake'],
  transfer: ['intake'],
  'take-back': ['intake'],
  ask: ['intake', 'handler'],
  answer: ['reporter'],
  verify: ['handler'],
  find: ['handler'],
  order: ['approver'],
  recheck: ['handler'],
  close: ['handler', 'approver'],
  reopen: ['approver'],
  'ask-extension': ['handler'],
  'grant-extension': ['approver'],
  'refuse-extension': ['approver'],
  note: ['intake', 'handler', 'approver'],
  link: ['intake', 'handler'],
  assess: ['handler'],
  approve: ['approver'],
  deny: ['approver'],
  notify: ['approver', 'system'],
  claim: ['reporter'],
  lower: ['approver'],
  'extend-claim': ['approver'],
  pay: ['approver'],
  lapse: ['system'],
  waive: ['reporter'],
  revoke: ['approver'],
  'ask-identity': ['handler'],
  'grant-identity': ['custodian'],
  'refuse-identity': ['custodian'],
  'end-identity': ['custodian', 'system'],
  hold: ['approver'],
  count: ['system', 'handler'],
  publish: ['editor', 'approver'],
  unpublish: ['editor', 'approver'],
  purge: ['system'],
};
