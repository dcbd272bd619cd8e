import type { DeskDraft, DeskOutcome } from '../../src/domain/alert-desk.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { personOf } from '../../src/domain/officer-rules.ts';
import { failed } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { AuditEntry } from '../store/audit-contract.ts';
import type { StoredDraft } from '../store/desk-contract.ts';
import { assembleDraft } from './assemble-draft.ts';
import { auditLine, draftChanged, isDeskId, type DeskDeps, type DeskResult } from './desk-deps.ts';
import { needsSecond } from './preview-draft.ts';
import { publishDraft, refusalOf } from './publish-draft.ts';

export interface IssueWish {
  version: number;
  /** Go out on one person's word; the reason stands in the audit log. */
  override?: { reason: string } | undefined;
}

/** Of so many officers on one draft at once each in turn gets an answer; more is no desk. */
const MAX_TRIES = 20;

/**
 * Issues a draft, or asks for the second person. A double click, two officers at once and a repeated request after a
 * lost answer all end in one revision and the same answer.
 */
export async function issueDraft(
  deps: DeskDeps,
  member: StaffMember,
  id: string,
  wish: IssueWish,
): Promise<DeskResult<DeskOutcome>> {
  for (let triesLeft = MAX_TRIES; triesLeft > 0; triesLeft -= 1) {
    const stored = isDeskId(id) ? await deps.drafts.findDraft(id) : null;
    if (stored === null) return failed('draft-unknown', 'id');
    const { draft, sentAt } = stored;
    if (draft.version !== wish.version) return draftChanged(draft);
    const done = outcomeOf(draft);
    if (done !== null) return { ok: true, value: done };
    if (draft.state === 'issuing' && sentAt !== null) return publishDraft(deps, { draft, sentAt }, member);

    const now = deps.alerts.now();
    const assembled = await assembleDraft(deps, draft, member, now);
    const refusal = refusalOf(deps, assembled, now);
    if (refusal !== null) return refusal;
    const isSecondNeeded = needsSecond(deps, assembled);
    if (isSecondNeeded && wish.override === undefined) {
      const waiting: DeskOutcome = { state: 'awaiting-second', draftId: id, version: draft.version };
      if (draft.state === 'awaiting-second' || (await askForSecond(deps, draft, member, now)))
        return { ok: true, value: waiting };
      continue;
    }
    const reason = isSecondNeeded ? (wish.override?.reason ?? null) : null;
    const claimed = await claimDraft(
      deps,
      draft,
      {
        requestedBy: draft.state === 'awaiting-second' ? draft.requestedBy : personOf(member),
        overrideReason: reason,
      },
      assembled.planned?.incoming.sentAt ?? now,
      reason === null ? [] : [auditLine(now, member, 'override-used', id, { reason })],
    );
    if (claimed !== null) return publishDraft(deps, claimed, member);
  }
  return failed('draft-changed', 'state');
}

/** Of a draft that is out; null for every other. */
export function outcomeOf(draft: DeskDraft): DeskOutcome | null {
  if (draft.state !== 'issued' || draft.alertId === null || draft.revision === null) return null;
  const { id: draftId, version, alertId, revision } = draft;
  return { state: 'issued', draftId, version, alertId, revision };
}

/** Takes the draft for publication at `sentAt`; null when somebody else changed or took it first. */
export async function claimDraft(
  deps: DeskDeps,
  draft: DeskDraft,
  change: Partial<DeskDraft>,
  sentAt: Instant,
  audit: readonly AuditEntry[],
): Promise<(StoredDraft & { sentAt: Instant }) | null> {
  const next = { draft: { ...draft, ...change, state: 'issuing' as const }, sentAt };
  return (await deps.drafts.replaceDraft(draft, next, audit)) ? next : null;
}

function askForSecond(deps: DeskDeps, draft: DeskDraft, member: StaffMember, now: Instant): Promise<boolean> {
  const next: DeskDraft = {
    ...draft,
    state: 'awaiting-second',
    requestedBy: personOf(member),
    returnedReason: null,
  };
  const line = auditLine(now, member, 'alert-approval-asked', draft.id, { to: String(draft.version) });
  return deps.drafts.replaceDraft(draft, { draft: next, sentAt: null }, [line]);
}
