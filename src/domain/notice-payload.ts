import { beijingParts, type Instant } from './instant.ts';
import type { Notice } from './notice.ts';
import { fitList, fitText, oneLine } from './short-text.ts';
import { noticeTopic } from './topic.ts';

/** What a device that asked for notices gets: the form of a push with no level, no hazard and no alert in it. */
export interface NoticePayload {
  web_push: 8030;
  notification: {
    title: string;
    body: string;
    lang: 'zh-CN';
    dir: 'auto';
    tag: string;
    navigate: string;
    requireInteraction: false;
    data: { notice: string };
  };
  mutable: true;
}

const ROOM = { title: 200, area: 150, text: 500, reason: 200, source: 75 };

export function noticePayload(
  notice: Notice,
  nameOf: (adcode: string) => string | null,
  publicUrl: string,
): NoticePayload {
  const isWithdrawn = notice.withdrawnReason !== null;
  const kind = notice.kind === '其他' ? '通告' : `通告·${notice.kind}`;
  const where = fitList(
    notice.adcodes.map((adcode) => nameOf(adcode) ?? adcode),
    ROOM.area,
  );
  const lines = isWithdrawn
    ? [`这条通告已撤回：${fitText(oneLine(notice.withdrawnReason ?? ''), ROOM.reason)}`]
    : [fitText(oneLine(notice.text), ROOM.text), `有效至 ${clock(notice.endsAt)}`];
  return {
    web_push: 8030,
    notification: {
      title: `${isWithdrawn ? '【撤回】' : ''}${kind}：${fitText(oneLine(notice.title), ROOM.title)}`,
      body: [...lines, `范围：${where}`, fitText(oneLine(notice.source), ROOM.source)].join('\n'),
      lang: 'zh-CN',
      dir: 'auto',
      tag: noticeTopic(notice.id),
      navigate: new URL(`/notices/${encodeURIComponent(notice.id)}/`, publicUrl).href,
      requireInteraction: false,
      data: { notice: notice.id },
    },
    mutable: true,
  };
}

function clock(at: Instant): string {
  const { year, month, day, hour, minute } = beijingParts(at);
  return `${year}年${month}月${day}日 ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
