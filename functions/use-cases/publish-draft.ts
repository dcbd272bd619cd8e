import type { DeskDraft, DeskOutcome } from '../../src/domain/alert-desk.ts';
import { addMs, MINUTE_MS, type Instant } from '../../src/domain/instant.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { AuditEntry } from '../store/audit-contract.ts';
import type { StoredDraft } from '../store/desk-contract.ts';
import type { Accepted } from './alert-deps.ts';
import { assembleDraft, type Assembled } from './assemble-draft.ts';
import { auditLine, refusedFor, type DeskDeps, type DeskRefusal, type DeskResult } from './desk-deps.ts';
import { publishReading } from './ingest-text.ts';
import { publishRevision } from './publish-revision.ts';
import { spoken } from './preview-draft.ts';

/** Longer than any publication takes, shorter than any validity. */
const RESUMED_WITHIN_MINUTES = 10;

/** Why it may not go out as it stands; null when it may. All mouths must say the same. */
export function refusalOf(deps: DeskDeps, assembled: Assembled, now: Instant): DeskRefusal | null {
  const refused = refusedFor(assembled.problems);
  if (refused !== null) return refused;
  const { disagreements } = spoken(deps, assembled, now);
  const [clash] = disagreements;
  if (clash === undefined) return null;
  return {
    ...failed('mouths-disagree', `${clash.mouth}.${clash.fact}`, `${clash.expected} / ${clash.found}`),
    disagreements,
  };
}

/**
 * Publishes a draft that is `issuing`, once: whoever comes second, or again after a crash, stores the same message and
 * gets the same answer. A refusal puts the draft back on the desk.
 */
export async function publishDraft(
  deps: DeskDeps,
  stored: StoredDraft & { sentAt: Instant },
  member: StaffMember,
): Promise<DeskResult<DeskOutcome>> {
  const { draft, sentAt } = stored;
  const assembled = await assembleDraft(deps, draft, member, sentAt);
  const refusal = assembled.isKnown ? null : refusalNow(deps, assembled, sentAt);
  const published = refusal ?? (await publishAssembled(deps, assembled));
  if (!published.ok) {
    // Somebody who may not do this does not stop a colleague who may and is at it.
    if (published.problem.word === 'region-outside-tree') return published;
    // A parallel caller may have published it while this one was judging.
    const now = await assembleDraft(deps, draft, member, sentAt);
    if (!now.isKnown || now.revision === null) return giveBack(deps, draft, published);
    return finish(deps, stored, now.revision.alertId, now.revision.revision);
  }
  const { alertId, revision } = published.value;
  if (alertId === null || revision === null)
    return giveBack(deps, draft, failed('bulletin-incomplete', 'adcodes'));
  return finish(deps, stored, alertId, revision);
}

/** What was begun and cut off so long ago is looked at anew: its hours were counted from then. */
function refusalNow(deps: DeskDeps, assembled: Assembled, sentAt: Instant): DeskRefusal | null {
  const now = deps.alerts.now();
  if (assembled.planned?.kind === 'own' && now > addMs(sentAt, RESUMED_WITHIN_MINUTES * MINUTE_MS))
    return failed('draft-changed', 'state');
  return refusalOf(deps, assembled, now);
}

async function publishAssembled(deps: DeskDeps, { planned }: Assembled): Promise<Result<Accepted>> {
  if (planned === null) return failed('bulletin-incomplete');
  if (planned.kind !== 'text') return publishRevision(deps.alerts, planned.incoming);
  const result = await publishReading(deps.alerts, planned.text, planned.reading);
  // It became one of the intake's own drafts; the desk already holds one of this bulletin.
  if (result.ok && result.value.draftId !== null) await deps.alerts.store.deleteDraft(result.value.draftId);
  return result;
}

async function finish(
  deps: DeskDeps,
  { draft, sentAt }: StoredDraft,
  alertId: string,
  revision: number,
): Promise<DeskResult<DeskOutcome>> {
  const at = deps.alerts.now();
  const next: DeskDraft = { ...draft, state: 'issued', alertId, revision, updatedAt: at };
  const line = issuedLine(draft, alertId, revision, at);
  // Whoever is first writes the audit line; a parallel caller finds it done, or put back by one who judged too early.
  for (let now: DeskDraft | undefined = draft; now?.version === draft.version && now.state !== 'issued';) {
    if (await deps.drafts.replaceDraft(now, { draft: next, sentAt }, [line])) break;
    now = (await deps.drafts.findDraft(draft.id))?.draft;
  }
  return {
    ok: true,
    value: { state: 'issued', draftId: draft.id, version: draft.version, alertId, revision },
  };
}

function issuedLine(draft: DeskDraft, alertId: string, revision: number, at: Instant): AuditEntry {
  const own = {
    issue: 'alert-issued',
    update: 'alert-updated',
    correct: 'alert-corrected',
    cancel: 'alert-cancelled',
  };
  const actor = draft.requestedBy ?? draft.updatedBy;
  return auditLine(at, actor, draft.relay === null ? own[draft.purpose] : 'alert-relayed', alertId, {
    from: revision === 1 ? null : String(revision - 1),
    to: String(revision),
    reason: draft.reason === '' ? null : draft.reason,
  });
}

async function giveBack(deps: DeskDeps, draft: DeskDraft, refusal: DeskRefusal): Promise<DeskRefusal> {
  const back: DeskDraft = {
    ...draft,
    state: 'editing',
    requestedBy: null,
    approvedBy: null,
    overrideReason: null,
  };
  await deps.drafts.replaceDraft(draft, { draft: back, sentAt: null }, []);
  return refusal;
}
