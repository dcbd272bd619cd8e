import type { DeskDraft, DraftChange, OfficerForm, RelayCompletion } from '../../src/domain/alert-desk.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { personOf } from '../../src/domain/officer-rules.ts';
import { failed, ok } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { historyOf } from './assemble-draft.ts';
import { auditLine, draftChanged, isDeskId, type DeskDeps, type DeskResult } from './desk-deps.ts';
import { reachProblem } from './desk-reach.ts';
import { piecesOf, readRelay } from './read-relay.ts';
import { isSame } from './same-content.ts';

/** A new draft of the officer's own, or of another authority's document, which stays as it came. */
export async function createDraft(
  deps: DeskDeps,
  member: StaffMember,
  wish: {
    form?: OfficerForm | undefined;
    document?: string | undefined;
    bulletin?: number | undefined;
  },
): Promise<DeskResult<DeskDraft>> {
  const now = deps.alerts.now();
  if (wish.form !== undefined) return store(deps, newDraft(deps, member, wish.form, now), member);
  const piece = piecesOf(deps.alerts, wish.document ?? '')[wish.bulletin ?? 0];
  if (piece === undefined) return failed('bulletin-unreadable', 'document');
  const read = await readRelay(deps.alerts, piece, {}, now);
  if (!read.ok) return read;
  if (read.value.isDrill) return failed('drill-not-alert', 'document');
  const { relay, form } = read.value;
  const draft = newDraft(deps, member, form, now);
  return store(deps, isOwnWords(deps, read.value) ? draft : { ...draft, relay }, member);
}

/** Our own office's bulletin may be edited like any form; a meteorological signal never, whoever is named. */
export function isOwnWords(
  deps: Pick<DeskDeps, 'settings'>,
  { relay, form }: { relay: { isMeteorological: boolean }; form: OfficerForm },
): boolean {
  return !relay.isMeteorological && deps.settings.offices.includes(form.source);
}

export function newDraft(deps: DeskDeps, member: StaffMember, form: OfficerForm, now: Instant): DeskDraft {
  return {
    id: deps.alerts.newId(),
    version: 1,
    state: 'editing',
    purpose: 'issue',
    alertId: null,
    baseRevision: null,
    revision: null,
    form,
    relay: null,
    reason: '',
    returnedReason: null,
    createdBy: personOf(member),
    createdAt: now,
    updatedBy: personOf(member),
    updatedAt: now,
    requestedBy: null,
    approvedBy: null,
    overrideReason: null,
  };
}

export async function store(
  deps: DeskDeps,
  draft: DeskDraft,
  member: StaffMember,
): Promise<DeskResult<DeskDraft>> {
  await deps.drafts.insertDraft(draft, [
    auditLine(draft.createdAt, member, 'draft-created', draft.id, { to: draft.purpose }),
  ]);
  return ok(draft);
}

/** One draft, for whoever began it or reaches its places. */
export async function readDraft(
  deps: DeskDeps,
  member: StaffMember,
  id: string,
): Promise<DeskResult<DeskDraft>> {
  const stored = isDeskId(id) ? await deps.drafts.findDraft(id) : null;
  if (stored === null) return failed('draft-unknown', 'id');
  const outside = await outsideOf(deps, member, stored.draft);
  return outside === null ? ok(stored.draft) : failed(outside.word, outside.path, outside.message);
}

async function outsideOf(deps: DeskDeps, member: StaffMember, draft: DeskDraft) {
  if (draft.createdBy.id === member.id) return null;
  const before = draft.alertId === null ? [] : await historyOf(deps, draft.alertId);
  const codes = before.flatMap(({ parts }) => parts.flatMap(({ adcodes }) => adcodes));
  const own = draft.form.parts.flatMap((part) => part.adcodes);
  return reachProblem(deps.alerts, member, [...own, ...codes], 'parts');
}

/** Most drafts are done with the same night; older ones are the archive's. */
const DRAFTS_LISTED = 200;

export async function listDrafts(deps: DeskDeps, member: StaffMember): Promise<readonly DeskDraft[]> {
  const drafts = await deps.drafts.listDrafts(DRAFTS_LISTED);
  return drafts.filter(
    (draft) =>
      draft.createdBy.id === member.id ||
      reachProblem(
        deps.alerts,
        member,
        draft.form.parts.flatMap((part) => part.adcodes),
        '',
      ) === null,
  );
}

/** Writes what a person changed. What waited for the second person is theirs to read anew: it is a draft again. */
export async function changeDraft(
  deps: DeskDeps,
  member: StaffMember,
  id: string,
  change: DraftChange,
): Promise<DeskResult<DeskDraft>> {
  const read = await readDraft(deps, member, id);
  if (!read.ok) return read;
  const draft = read.value;
  const changed = await changedContent(deps, draft, change);
  if (!changed.ok) return changed;
  // A repeated request after a lost answer, and a save without a change, make no new version.
  if (isSame(draft, changed.value)) return ok(draft);
  if (draft.version !== change.version) return draftChanged(draft);
  if (draft.state === 'issued' || draft.state === 'issuing')
    return failed('draft-not-editable', 'state', draft.state);
  const next: DeskDraft = {
    ...changed.value,
    version: draft.version + 1,
    state: 'editing',
    updatedBy: personOf(member),
    updatedAt: deps.alerts.now(),
    requestedBy: null,
  };
  const isDone = await deps.drafts.replaceDraft(draft, { draft: next, sentAt: null }, []);
  return isDone ? ok(next) : changeDraft(deps, member, id, change);
}

async function changedContent(
  deps: DeskDeps,
  draft: DeskDraft,
  { form, completion, reason, baseRevision }: DraftChange,
): Promise<DeskResult<DeskDraft>> {
  const next = { ...draft, reason: reason ?? draft.reason, baseRevision: baseRevision ?? draft.baseRevision };
  if (draft.relay === null) {
    if (completion !== undefined) return failed('field-invalid', 'completion');
    return ok({ ...next, form: form ?? draft.form });
  }
  if (form !== undefined && !isSame(form, draft.form)) return failed('relay-only', 'form');
  const given: RelayCompletion = completion ?? draft.relay.completion;
  const locked = Object.keys(given).find((field) => !draft.relay?.unread.some((open) => open === field));
  if (locked !== undefined) return failed('relay-only', `completion.${locked}`);
  const read = await readRelay(deps.alerts, draft.relay.document, given, draft.createdAt);
  if (!read.ok) return read;
  return ok({ ...next, form: read.value.form, relay: read.value.relay });
}

export async function deleteDraft(
  deps: DeskDeps,
  member: StaffMember,
  id: string,
): Promise<DeskResult<null>> {
  const read = await readDraft(deps, member, id);
  if (!read.ok) return read;
  const draft = read.value;
  if (draft.state !== 'editing' && draft.state !== 'returned')
    return failed('draft-not-editable', 'state', draft.state);
  const line = auditLine(deps.alerts.now(), member, 'draft-deleted', id, { from: String(draft.version) });
  return (await deps.drafts.deleteDraft(draft, [line])) ? ok(null) : deleteDraft(deps, member, id);
}
