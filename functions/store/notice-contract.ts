import type { Instant } from '../../src/domain/instant.ts';
import type { NoticeRecord, NoticeState } from '../../src/domain/notice.ts';
import type { AuditEntry } from './audit-contract.ts';
import type { OutgoingJob } from './store.ts';

export interface ExpectedNotice {
  id: string;
  version: number;
  state: NoticeState;
}

/** 通告. A change, its jobs and its lines of the audit log are one transaction. */
export interface NoticeStore {
  insertNotice(notice: NoticeRecord, audit: readonly AuditEntry[]): Promise<void>;
  findNotice(id: string): Promise<NoticeRecord | null>;
  /** The newest change first. */
  listNotices(limit: number): Promise<readonly NoticeRecord[]>;
  /** Published and not over at `now`, also those that begin later; the newest first. */
  listNoticesNotOver(now: Instant): Promise<readonly NoticeRecord[]>;
  /** Withdrawn, or over at `now`; the newest first. */
  listPastNotices(now: Instant, limit: number): Promise<readonly NoticeRecord[]>;
  /** Writes `next` when exactly the expected version and state are stored; else nothing, and false. */
  replaceNotice(
    expected: ExpectedNotice,
    next: NoticeRecord,
    effects: { audit: readonly AuditEntry[]; jobs: readonly OutgoingJob[] },
  ): Promise<boolean>;
  deleteNotice(expected: ExpectedNotice, audit: readonly AuditEntry[]): Promise<boolean>;
}
