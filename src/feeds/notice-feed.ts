import type { Instant } from '../domain/instant.ts';
import type { Notice } from '../domain/notice.ts';
import { writePlainAtom } from './plain-atom.ts';

/** The notices' own feed: never a warning, and none of theirs in the alerts'. */
export function writeNoticeAtom(notices: readonly Notice[], baseUrl: string, now: Instant): string {
  const base = baseUrl.replace(/\/+$/, '');
  const feed = {
    selfUrl: `${base}/feeds/notices.atom`,
    pageUrl: `${base}/notices/`,
    title: '安澜 · 通告',
    now,
  };
  return writePlainAtom(
    feed,
    notices.map((notice) => {
      const id = encodeURIComponent(notice.id);
      return {
        id: `urn:anlan:notice:${id}`,
        title: `${notice.isDemonstration ? '【演示数据】' : ''}${notice.kind}：${notice.title}`,
        updatedAt: notice.updatedAt,
        author: notice.source,
        pageUrl: `${base}/notices/${id}/`,
        category: { scheme: 'urn:anlan:notice', term: notice.kind, label: notice.kind },
        text: notice.text,
      };
    }),
  );
}
