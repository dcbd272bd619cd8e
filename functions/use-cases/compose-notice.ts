import type { NoticeForm, NoticeRecord } from '../../src/domain/notice.ts';
import { personOf } from '../../src/domain/officer-rules.ts';
import { failed, ok } from '../../src/domain/problem.ts';
import { normaliseAdcode } from '../../src/domain/region.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { auditLine, isDeskId, refusedFor, type DeskRefusal, type DeskResult } from './desk-deps.ts';
import { reachProblem } from './desk-reach.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { noticeJobs, noticeProblems } from './judge-notice.ts';
import { isSame } from './same-content.ts';

const NOTICES_LISTED = 200;

export const noticeChanged = (notice: NoticeRecord): DeskRefusal => ({
  ok: false,
  problem: { word: 'draft-changed', path: 'version', detail: String(notice.version) },
  notice,
});

export async function createNotice(
  deps: NoticeDeps,
  member: StaffMember,
  form: NoticeForm,
): Promise<DeskResult<NoticeRecord>> {
  const now = deps.now();
  const record: NoticeRecord = {
    id: `notice-${deps.newId()}`,
    version: 1,
    state: 'editing',
    form: shortest(form),
    createdBy: personOf(member),
    updatedBy: personOf(member),
    updatedAt: now,
    publishedAt: null,
    withdrawnReason: null,
    isDemonstration: deps.isDemonstration,
  };
  await deps.notices.insertNotice(record, [auditLine(now, member, 'notice-created', record.id)]);
  return ok(record);
}

/** Of a published one the words change everywhere, so they must be right at once. */
export async function changeNotice(
  deps: NoticeDeps,
  member: StaffMember,
  id: string,
  change: { version: number; form: NoticeForm },
): Promise<DeskResult<NoticeRecord>> {
  const found = await findNotice(deps, member, id);
  if (!found.ok) return found;
  const notice = found.value;
  const form = shortest(change.form);
  if (isSame(notice.form, form)) return ok(notice);
  if (notice.version !== change.version) return noticeChanged(notice);
  const now = deps.now();
  const isOver = notice.state === 'published' && now >= (notice.form.endsAt ?? now);
  if (notice.state === 'withdrawn' || isOver) return failed('notice-withdrawn', 'state');
  const isPublic = notice.state === 'published';
  const refused = isPublic ? refusedFor(noticeProblems(deps, member, form, now)) : null;
  if (refused !== null) return refused;
  const next: NoticeRecord = {
    ...notice,
    form,
    version: notice.version + 1,
    updatedBy: personOf(member),
    updatedAt: now,
  };
  const isDone = await deps.notices.replaceNotice(notice, next, {
    audit: isPublic ? [auditLine(now, member, 'notice-changed', id, { to: String(next.version) })] : [],
    jobs: isPublic ? noticeJobs(next, now) : [],
  });
  return isDone ? ok(next) : changeNotice(deps, member, id, change);
}

export async function deleteNotice(
  deps: NoticeDeps,
  member: StaffMember,
  id: string,
): Promise<DeskResult<null>> {
  const found = await findNotice(deps, member, id);
  if (!found.ok) return found;
  const notice = found.value;
  if (notice.state !== 'editing') return failed('draft-not-editable', 'state', notice.state);
  const line = auditLine(deps.now(), member, 'notice-deleted', id);
  return (await deps.notices.deleteNotice(notice, [line])) ? ok(null) : deleteNotice(deps, member, id);
}

/** For whoever wrote it or reaches its places. */
export async function findNotice(
  deps: NoticeDeps,
  member: StaffMember,
  id: string,
): Promise<DeskResult<NoticeRecord>> {
  const notice = isDeskId(id) ? await deps.notices.findNotice(id) : null;
  if (notice === null) return failed('notice-unknown', 'id');
  const outside = outsideOf(deps, member, notice);
  return outside === null ? ok(notice) : failed(outside.word, outside.path, outside.message);
}

export async function listNotices(deps: NoticeDeps, member: StaffMember): Promise<readonly NoticeRecord[]> {
  const notices = await deps.notices.listNotices(NOTICES_LISTED);
  return notices.filter((notice) => outsideOf(deps, member, notice) === null);
}

function outsideOf(deps: NoticeDeps, member: StaffMember, notice: NoticeRecord) {
  // What is out concerns its places, whoever wrote it.
  if (notice.state === 'editing' && notice.createdBy.id === member.id) return null;
  return reachProblem(deps.places, member, notice.form.adcodes, 'adcodes');
}

/** Codes at their shortest, each once; what is none is left for the check to name. */
function shortest(form: NoticeForm): NoticeForm {
  return { ...form, adcodes: [...new Set(form.adcodes.map((code) => normaliseAdcode(code) ?? code))] };
}
