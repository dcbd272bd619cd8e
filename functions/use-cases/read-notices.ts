import type { Instant } from '../../src/domain/instant.ts';
import { noticePhase, type Notice, type NoticeReader, type NoticeRecord } from '../../src/domain/notice.ts';
import { publicNotice } from '../../src/domain/notice-rules.ts';
import { concerns } from '../../src/domain/region.ts';
import { isDeskId } from './desk-deps.ts';
import { keptList } from './kept-list.ts';
import type { NoticeDeps } from './notice-deps.ts';

/** Notices as anyone may see them; `forget` once any has changed. */
export function noticeReader(
  deps: Pick<NoticeDeps, 'notices' | 'now'>,
  report: (error: unknown) => void,
): NoticeReader & { forget(): void } {
  const shown = (records: readonly NoticeRecord[]): Notice[] =>
    records.flatMap((record) => publicNotice(record) ?? []);
  const ahead = keptList(() => deps.notices.listNoticesNotOver(deps.now()), deps.now, report);
  return {
    forget: ahead.forget,
    notices: async (chosen) => {
      const records = await ahead.read();
      const now = deps.now();
      return shown(records).filter(
        (notice) =>
          noticePhase(notice, now) === 'in-force' &&
          (chosen === null || notice.adcodes.some((code) => concerns(code, chosen))),
      );
    },
    findNotice: async (id) => {
      const record = isDeskId(id) ? await deps.notices.findNotice(id) : null;
      const notice = record === null ? null : publicNotice(record);
      return notice !== null && hasBegun(notice, deps.now()) ? notice : null;
    },
    pastNotices: async (limit) => {
      const now = deps.now();
      return shown(await deps.notices.listPastNotices(now, limit)).filter((notice) => hasBegun(notice, now));
    },
  };
}

/** An announced ban is not yet one, and one withdrawn before its start never was. */
function hasBegun({ startsAt, updatedAt, withdrawnReason }: Notice, now: Instant): boolean {
  return startsAt <= (withdrawnReason === null ? now : updatedAt);
}
