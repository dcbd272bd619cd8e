import type { DeskPerson } from './alert-desk.ts';
import type { Instant } from './instant.ts';
import type { Adcode } from './region.ts';

/**
 * 通告: something a place should know for a while (禁火令, 旅游安全提示). Never a warning: it stands in no list of alerts,
 * in no feed of theirs and not on `/now/`, and pushes only to who asked for notices.
 *
 *   GET    /api/staff/notices               → { notices: NoticeRecord[] }
 *   POST   /api/staff/notices               { form } → NoticeRecord (201, `editing`)
 *   PUT    /api/staff/notices/:id           { version, form } → NoticeRecord; of a published one: its words change everywhere
 *   POST   /api/staff/notices/:id/publish   { version } → NoticeRecord; twice → the same answer
 *   POST   /api/staff/notices/:id/withdraw  { version, reason } → NoticeRecord
 *   DELETE /api/staff/notices/:id           → 204; only while editing
 *   GET    /api/notices?region=654225       → { now, region, notices: Notice[] }      in force
 *   GET    /api/notices/:id                 → Notice
 *   GET    /feeds/notices.atom
 */
export type NoticeKind = '禁火令' | '旅游安全提示' | '重点时段提示' | '其他';
export const NOTICE_KINDS: readonly NoticeKind[] = ['禁火令', '旅游安全提示', '重点时段提示', '其他'];

export interface NoticeForm {
  kind: NoticeKind;
  title: string;
  text: string;
  adcodes: readonly Adcode[];
  source: string;
  /** Null: from its publication. */
  startsAt: Instant | null;
  /** Null: not chosen yet. Every notice ends. */
  endsAt: Instant | null;
}

/** As residents see it. The id begins with `notice-`. */
export interface Notice {
  id: string;
  kind: NoticeKind;
  title: string;
  text: string;
  adcodes: readonly Adcode[];
  source: string;
  startsAt: Instant;
  endsAt: Instant;
  publishedAt: Instant;
  /** Of its words; equal to `publishedAt` when they were never changed. */
  updatedAt: Instant;
  /** Why it was taken back before its end; then it is only in the archive. */
  withdrawnReason: string | null;
  isDemonstration: boolean;
}

export type NoticeState = 'editing' | 'published' | 'withdrawn';

/** As officers see it. */
export interface NoticeRecord {
  id: string;
  version: number;
  state: NoticeState;
  form: NoticeForm;
  createdBy: DeskPerson;
  updatedBy: DeskPerson;
  updatedAt: Instant;
  publishedAt: Instant | null;
  withdrawnReason: string | null;
  isDemonstration: boolean;
}

/** What public pages may read of notices. */
export interface NoticeReader {
  /** In force now, the newest first; those that concern `chosen`, or all. */
  notices(chosen: Adcode | null): Promise<readonly Notice[]>;
  findNotice(id: string): Promise<Notice | null>;
  /** Over or withdrawn, the newest first. */
  pastNotices(limit: number): Promise<readonly Notice[]>;
}

export const NOTICE_LIMITS = { title: 60, text: 4000, source: 60, regions: 500, reason: 500 } as const;

/** `upcoming` before its start: shown to nobody yet. */
export function noticePhase(notice: Notice, now: Instant): 'upcoming' | 'in-force' | 'over' {
  if (notice.withdrawnReason !== null || now >= notice.endsAt) return 'over';
  return now < notice.startsAt ? 'upcoming' : 'in-force';
}
