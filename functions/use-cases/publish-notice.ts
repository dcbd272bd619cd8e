import type { NoticeRecord } from '../../src/domain/notice.ts';
import { noticePayload } from '../../src/domain/notice-payload.ts';
import { noticeRevision, publicNotice } from '../../src/domain/notice-rules.ts';
import { addMs, HOUR_MS } from '../../src/domain/instant.ts';
import { failed, ok } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { findNotice, noticeChanged } from './compose-notice.ts';
import { auditLine, refusedFor, type DeskResult } from './desk-deps.ts';
import { noticeJobs, noticeProblems } from './judge-notice.ts';
import type { NoticeDeps, NoticeWork } from './notice-deps.ts';

/** A withdrawal reaches a phone that was switched off for a while. */
const WITHDRAWAL_TOLD_HOURS = 24;

/** Publishes a notice from its start on. Twice gives the same answer. */
export async function publishNotice(
  deps: NoticeDeps,
  member: StaffMember,
  id: string,
  version: number,
): Promise<DeskResult<NoticeRecord>> {
  const found = await findNotice(deps, member, id);
  if (!found.ok) return found;
  const notice = found.value;
  if (notice.version !== version) return noticeChanged(notice);
  if (notice.state === 'published') return ok(notice);
  if (notice.state === 'withdrawn') return failed('notice-withdrawn', 'state');
  const now = deps.now();
  const refused = refusedFor(noticeProblems(deps, member, notice.form, now));
  if (refused !== null) return refused;
  const next: NoticeRecord = { ...notice, state: 'published', publishedAt: now, updatedAt: now };
  const isDone = await deps.notices.replaceNotice(notice, next, {
    audit: [auditLine(now, member, 'notice-published', id, { to: next.form.kind })],
    jobs: noticeJobs(next, now),
  });
  return isDone ? ok(next) : publishNotice(deps, member, id, version);
}

/** Takes a published notice back before its end; it stays in the archive with the reason. */
export async function withdrawNotice(
  deps: NoticeDeps,
  member: StaffMember,
  id: string,
  version: number,
  reason: string,
): Promise<DeskResult<NoticeRecord>> {
  const found = await findNotice(deps, member, id);
  if (!found.ok) return found;
  const notice = found.value;
  if (notice.version !== version) return noticeChanged(notice);
  if (notice.state === 'withdrawn') return ok(notice);
  if (notice.state !== 'published') return failed('notice-unknown', 'state', notice.state);
  const now = deps.now();
  if (notice.form.endsAt !== null && now >= notice.form.endsAt) return failed('notice-withdrawn', 'state');
  const next: NoticeRecord = { ...notice, state: 'withdrawn', withdrawnReason: reason, updatedAt: now };
  const isDone = await deps.notices.replaceNotice(notice, next, {
    audit: [auditLine(now, member, 'notice-withdrawn', id, { reason })],
    jobs: noticeJobs(next, now),
  });
  return isDone ? ok(next) : withdrawNotice(deps, member, id, version, reason);
}

/** Tells who asked for notices; of a withdrawal, who was told of the notice. Words that changed since are told instead. */
export async function workNotice(deps: NoticeDeps, { noticeId, version }: NoticeWork): Promise<void> {
  const record = await deps.notices.findNotice(noticeId);
  const notice = record === null ? null : publicNotice(record);
  if (record === null || notice === null || record.version !== version || record.isDemonstration) return;
  const now = deps.now();
  const isWithdrawn = notice.withdrawnReason !== null;
  if (!isWithdrawn && (now < notice.startsAt || now >= notice.endsAt)) return;
  await deps.tell({
    kind: 'notice',
    id: notice.id,
    revision: noticeRevision(record),
    adcodes: isWithdrawn ? [] : notice.adcodes,
    payload: JSON.stringify(
      noticePayload(notice, (adcode) => deps.places.gazetteer.find(adcode)?.name ?? null, deps.publicUrl),
    ),
    endsAt: isWithdrawn ? addMs(now, WITHDRAWAL_TOLD_HOURS * HOUR_MS) : notice.endsAt,
  });
}
