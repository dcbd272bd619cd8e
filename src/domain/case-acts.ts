import { WHO_MAY, type CaseCommand } from './case-command.ts';
import { decideCase } from './case-decide.ts';
import type { CaseFile } from './case-file.ts';
import type { WorkCalendar } from './deadline.ts';
import type { Instant } from './instant.ts';
import { STAFF_ROLE_NAME, type StaffMember, type StaffRole } from './staff.ts';

/** What an officer can do on a case's page, in the order of the page. */
export const CASE_ACTS = [
  'accept',
  'decline',
  'transfer',
  'take-back',
  'verify',
  'find',
  'order',
  'recheck',
  'close',
  'ask',
  'note',
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'link',
  'hold',
  'reopen',
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** A command of each kind that fails for nothing but the case and the person. */
const SAMPLE: { [Act in CaseAct]: (file: CaseFile) => Extract<CaseCommand, { do: Act }> } = {
  accept: () => ({ do: 'accept', involvesDeath: false }),
  decline: () => ({ do: 'decline', reason: 'other' }),
  transfer: () => ({ do: 'transfer', to: '-' }),
  'take-back': () => ({ do: 'take-back' }),
  verify: () => ({ do: 'verify' }),
  find: () => ({ do: 'find', finding: 'substantiated', verifiers: ['-1', '-2'] }),
  order: () => ({ do: 'order', dueDay: '9999-01-01' }),
  recheck: () => ({ do: 'recheck', isPut: true }),
  close: () => ({ do: 'close' }),
  ask: () => ({ do: 'ask' }),
  note: () => ({ do: 'note' }),
  'ask-extension': () => ({ do: 'ask-extension', days: 1, reason: '-' }),
  'grant-extension': () => ({ do: 'grant-extension' }),
  'refuse-extension': () => ({ do: 'refuse-extension' }),
  link: () => ({ do: 'link', duplicateOf: '-' }),
  hold: ({ isOnHold }) => ({ do: 'hold', isOn: !isOnHold, reason: '-' }),
  reopen: () => ({ do: 'reopen' }),
};

/** What this person may do to this case now: the rules themselves are asked, so that a button is never a lie. */
export function actsFor(
  file: CaseFile,
  member: StaffMember,
  now: Instant,
  calendar: WorkCalendar,
): readonly CaseAct[] {
  // While an extension is asked for, asking again would only overwrite it.
  const isOpenWish = (act: CaseAct): boolean => act !== 'ask-extension' || file.extensionAsked === null;
  return CASE_ACTS.filter(
    (act) => isOpenWish(act) && decideCase(file, SAMPLE[act](file), member, now, calendar).ok,
  );
}

/** The steps that carry a case on; from them it is told whose turn it is. */
const FORWARD: readonly CaseAct[] = ['accept', 'verify', 'find', 'order', 'recheck', 'close'];

/** `核查员` when a verifier has to act next; empty when nobody has to. */
export function whoseTurn(file: CaseFile, now: Instant, calendar: WorkCalendar): string {
  const everybody: StaffMember = {
    id: '-',
    name: '',
    email: '',
    roles: ['intake', 'handler', 'approver'],
    adcodes: [file.adcode ?? ''],
  };
  if (file.state === 'closed' || file.state === 'declined' || file.state === 'transferred') return '';
  const next = FORWARD.find((act) => actsFor(file, everybody, now, calendar).includes(act));
  const roles = next === undefined ? [] : WHO_MAY[next];
  return roles
    .filter((role): role is StaffRole => role !== 'reporter' && role !== 'system')
    .map((role) => (role === 'approver' ? '负责人' : STAFF_ROLE_NAME[role]))
    .join('或');
}
