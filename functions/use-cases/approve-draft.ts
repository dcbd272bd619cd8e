import type { DeskDraft, DeskOutcome } from '../../src/domain/alert-desk.ts';
import { approvalRefusal, personOf } from '../../src/domain/officer-rules.ts';
import { failed } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { assembleDraft } from './assemble-draft.ts';
import { auditLine, draftChanged, isDeskId, type DeskDeps, type DeskResult } from './desk-deps.ts';
import { claimDraft, outcomeOf } from './issue-draft.ts';
import { publishDraft, refusalOf } from './publish-draft.ts';

/**
 * The second person's word: exactly the version they looked at goes out, judged once more, for time has passed since
 * the first asked. Who wrote it, changed it last or asked for it cannot be that person.
 */
export async function approveDraft(
  deps: DeskDeps,
  member: StaffMember,
  id: string,
  version: number,
): Promise<DeskResult<DeskOutcome>> {
  const stored = isDeskId(id) ? await deps.drafts.findDraft(id) : null;
  if (stored === null) return failed('draft-unknown', 'id');
  const { draft, sentAt } = stored;
  if (draft.version !== version) return draftChanged(draft);
  const refused = approvalRefusal(deps.settings, draft, member);
  if (refused !== null) return failed(refused, 'id');
  const done = outcomeOf(draft);
  if (done !== null) return { ok: true, value: done };
  if (draft.state === 'issuing' && sentAt !== null) return publishDraft(deps, { draft, sentAt }, member);
  if (draft.state !== 'awaiting-second') return failed('draft-not-awaiting', 'state', draft.state);

  const now = deps.alerts.now();
  const assembled = await assembleDraft(deps, draft, member, now);
  const refusal = refusalOf(deps, assembled, now);
  if (refusal !== null) return refusal;
  const claimed = await claimDraft(
    deps,
    draft,
    { approvedBy: personOf(member) },
    assembled.planned?.incoming.sentAt ?? now,
    [auditLine(now, member, 'alert-approved', id, { to: String(version) })],
  );
  // Taken, changed or approved by somebody else in between: decide again on what is stored.
  return claimed === null ? approveDraft(deps, member, id, version) : publishDraft(deps, claimed, member);
}

/** Sends it back to its writer with a reason; nothing of it is lost. */
export async function returnDraft(
  deps: DeskDeps,
  member: StaffMember,
  id: string,
  version: number,
  reason: string,
): Promise<DeskResult<DeskDraft>> {
  const stored = isDeskId(id) ? await deps.drafts.findDraft(id) : null;
  if (stored === null) return failed('draft-unknown', 'id');
  const { draft } = stored;
  if (draft.version !== version) return draftChanged(draft);
  if (draft.state !== 'awaiting-second') return failed('draft-not-awaiting', 'state', draft.state);
  const now = deps.alerts.now();
  const { problems } = await assembleDraft(deps, draft, member, now);
  const outside = problems.find(({ word }) => word === 'region-outside-tree');
  if (outside !== undefined) return failed(outside.word, outside.path, outside.message);
  const next: DeskDraft = { ...draft, state: 'returned', returnedReason: reason, updatedAt: now };
  const line = auditLine(now, member, 'alert-returned', id, { to: String(version), reason });
  const isDone = await deps.drafts.replaceDraft(draft, { draft: next, sentAt: null }, [line]);
  return isDone ? { ok: true, value: next } : returnDraft(deps, member, id, version, reason);
}
