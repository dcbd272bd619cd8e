import type { CaseCommand } from './case-command.ts';
import type { ActorId, CaseFile } from './case-file.ts';
import { toIdentity, type Judged } from './case-move.ts';
import type { Instant } from './instant.ts';

/** The sealed identity's axis: asked for with a reason, granted by the custodian for a time, never by who asked. */
export function judgeIdentity(
  file: CaseFile,
  command: Extract<
    CaseCommand,
    { do: 'ask-identity' | 'grant-identity' | 'refuse-identity' | 'end-identity' }
  >,
  by: ActorId,
  now: Instant,
): Judged {
  if (command.do === 'ask-identity') {
    if (command.reason.trim() === '') return 'case-move-refused';
    const access = { by, reason: command.reason, grantedBy: null, until: null };
    return toIdentity(file, 'access-requested', { access }, command.reason);
  }
  if (command.do === 'grant-identity') {
    if (file.access === null || file.access.by === by) return 'second-person-needed';
    if (command.until <= now) return 'case-move-refused';
    return toIdentity(file, 'access-granted', {
      access: { ...file.access, grantedBy: by, until: command.until },
    });
  }
  return toIdentity(file, 'sealed', { access: null });
}

/** Whether this person may have the sealed identity opened for them now. */
export function mayOpenIdentity(file: CaseFile, by: ActorId, now: Instant): boolean {
  const { access } = file;
  return (
    file.identity === 'access-granted' &&
    access !== null &&
    access.by === by &&
    access.until !== null &&
    now < access.until
  );
}
