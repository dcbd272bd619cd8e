import { MOST_EXTENSION_DAYS, runningClocks } from './case-clock.ts';
import { WHO_MAY, type CaseCommand } from './case-command.ts';
import type { ActorId, CaseFile } from './case-file.ts';
import { judgeIdentity } from './case-identity.ts';
import { toIdentity, toPublication, toState, type Judged } from './case-move.ts';
import { judgeReward } from './case-reward.ts';
import { isSubstantiated } from './case-state.ts';
import type { WorkCalendar } from './deadline.ts';
import type { Instant } from './instant.ts';
import { failed, ok, type Result } from './problem.ts';
import { reaches, type StaffMember } from './staff.ts';

export type Actor = StaffMember | 'reporter' | 'system';

/** One line for the audit log: from where to where on the axis that moved. Reasons are codes or the office's words. */
export interface CaseStep {
  action: CaseCommand['do'];
  actor: ActorId;
  from: string | null;
  to: string | null;
  reason: string | null;
}

export interface Decision {
  file: CaseFile;
  step: CaseStep;
}

/**
 * Applies one command to a case or refuses it. Pure: who asks, what the case is and what time it is decide. Nothing
 * outside the tables of case-state.ts can happen, no one does both ends of a two-person rule, and each decision is
 * one line of the audit log.
 */
export function decideCase(
  file: CaseFile,
  command: CaseCommand,
  actor: Actor,
  now: Instant,
  calendar: WorkCalendar,
): Result<Decision> {
  if (!mayDo(file, command, actor)) return failed('role-missing');
  const by = typeof actor === 'string' ? actor : actor.id;
  const judged = judge(file, command, by, now, calendar);
  if (typeof judged === 'string') return failed(judged);
  const { change, from = null, to = null, reason = null } = judged;
  return ok({
    file: { ...file, ...change, version: file.version + 1 },
    step: { action: command.do, actor: by, from, to, reason },
  });
}

/** A case of no known region is everybody's: it must not lie unseen. */
function mayDo(file: CaseFile, command: CaseCommand, actor: Actor): boolean {
  const allowed = WHO_MAY[command.do];
  if (typeof actor === 'string') return allowed.includes(actor);
  return (
    actor.roles.some((role) => allowed.includes(role)) &&
    (file.adcode === null || reaches(actor, file.adcode))
  );
}

function judge(
  file: CaseFile,
  command: CaseCommand,
  by: ActorId,
  now: Instant,
  calendar: WorkCalendar,
): Judged {
  switch (command.do) {
    case 'accept':
      return toState(file, 'accepted', {
        acceptedAt: now,
        intakeBy: by,
        involvesDeath: command.involvesDeath,
      });
    case 'decline':
      return toState(
        file,
        'declined',
        { declineReason: command.reason, intakeBy: by, closedAt: now },
        command.reason,
      );
    case 'transfer':
      return toState(
        file,
        'transferred',
        { transferredTo: command.to, transferredAt: now, intakeBy: by },
        command.to,
      );
    case 'take-back':
      return file.state === 'transferred' ? toState(file, 'received', {}) : 'case-move-refused';
    case 'ask':
      // While it is being checked a question changes nothing but that the reporter is asked.
      return file.state === 'received' ? toState(file, 'needs-info', {}) : stay(file, isOpen(file));
    case 'answer':
      return file.state === 'needs-info'
        ? toState(file, 'received', { heardAt: now })
        : { change: { heardAt: now } };
    case 'verify':
      return toState(file, 'verifying', { firstCheckAt: file.firstCheckAt ?? now });
    case 'find': {
      const verifiers = [...new Set(command.verifiers)];
      if (verifiers.length < 2 || !verifiers.some((id) => id !== file.intakeBy))
        return 'second-person-needed';
      return toState(
        file,
        'verified',
        { finding: { finding: command.finding, at: now, verifiers } },
        command.finding,
      );
    }
    case 'order':
      if (!isSubstantiated(file.finding?.finding ?? null)) return 'case-move-refused';
      return toState(file, 'rectifying', {
        rectification: { orderedAt: now, dueDay: command.dueDay, leader: by, recheckedAt: null },
      });
    case 'recheck':
      if (file.state !== 'rectifying' || file.rectification === null) return 'case-move-refused';
      if (!command.isPut) return stay(file, true);
      return toState(file, 'rectified', { rectification: { ...file.rectification, recheckedAt: now } });
    case 'close':
      return close(file, now);
    case 'reopen':
      return toState(file, 'reopened', { closedAt: null, acceptedAt: file.acceptedAt ?? now });
    case 'ask-extension':
    case 'grant-extension':
    case 'refuse-extension':
      return extend(file, command, by, now, calendar);
    case 'note':
      // Words alone: for colleagues, or to the reporter also after the case has ended.
      return { change: {} };
    case 'link':
      return command.duplicateOf === file.id
        ? 'case-move-refused'
        : { change: { duplicateOf: command.duplicateOf } };
    case 'ask-identity':
    case 'grant-identity':
    case 'refuse-identity':
    case 'end-identity':
      return judgeIdentity(file, command, by, now);
    case 'hold':
      return { change: { isOnHold: command.isOn }, reason: command.reason };
    case 'count':
      return file.closedAt === null ? 'case-move-refused' : toPublication(file, 'counted');
    case 'publish':
      return file.state === 'closed' ? toPublication(file, 'published') : 'case-move-refused';
    case 'unpublish':
      return toPublication(file, 'counted');
    case 'purge':
      return purge(file, now, calendar);
    case 'assess':
    case 'approve':
    case 'deny':
    case 'notify':
    case 'claim':
    case 'lower':
    case 'extend-claim':
    case 'pay':
    case 'lapse':
    case 'waive':
    case 'revoke':
      return judgeReward(file, command, by, now, calendar);
  }
}

const isOpen = (file: CaseFile): boolean => !['closed', 'declined', 'transferred'].includes(file.state);
const stay = (file: CaseFile, isAllowed: boolean): Judged =>
  isAllowed ? { change: {}, from: file.state, to: file.state } : 'case-move-refused';

/** What is wrong must be put right before the case ends; what was not found so ends with its finding. */
function close(file: CaseFile, now: Instant): Judged {
  const isWrong = isSubstantiated(file.finding?.finding ?? null);
  if (file.state === 'verified' && isWrong) return 'case-move-refused';
  return toState(file, 'closed', { closedAt: now });
}

function extend(
  file: CaseFile,
  command: Extract<CaseCommand, { do: 'ask-extension' | 'grant-extension' | 'refuse-extension' }>,
  by: ActorId,
  now: Instant,
  calendar: WorkCalendar,
): Judged {
  const due = runningClocks(file, calendar).find(({ name }) => name === 'handle')?.dueAt;
  if (due === undefined || now >= due || file.extension !== null) return 'extension-refused';
  if (command.do === 'ask-extension') {
    const isWhole = Number.isSafeInteger(command.days) && command.days >= 1;
    if (!isWhole || command.days > MOST_EXTENSION_DAYS || command.reason.trim() === '')
      return 'extension-refused';
    return {
      change: { extensionAsked: { days: command.days, reason: command.reason, by } },
      reason: command.reason,
    };
  }
  const asked = file.extensionAsked;
  if (asked === null) return 'case-move-refused';
  if (asked.by === by) return 'second-person-needed';
  if (command.do === 'refuse-extension') return { change: { extensionAsked: null } };
  const { days, reason } = asked;
  return { change: { extension: { days, reason, approvedBy: by, at: now }, extensionAsked: null }, reason };
}

/** Only when its clock has run out; the texts' key is destroyed with it, so there is no way back. */
function purge(file: CaseFile, now: Instant, calendar: WorkCalendar): Judged {
  const due = runningClocks(file, calendar).find(({ name }) => name === 'purge')?.dueAt;
  if (due === undefined || now < due) return 'case-move-refused';
  return toIdentity(file, 'purged', { access: null });
}
