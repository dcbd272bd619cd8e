import type { HandOver } from '../../../functions/channels/outlet-contract.ts';

/** An orange warning on its way to one institution; a test changes what it is about. */
export function exampleHandOver(change: Partial<HandOver> = {}): HandOver {
  const id = change.id ?? 'a1b2c3';
  const revision = change.revision ?? 1;
  return {
    key: `${id}/${revision}/gateway`,
    kind: 'alert',
    id,
    revision,
    action: 'issue',
    isWithdrawal: false,
    title: '山洪橙色预警 · 裕民县',
    source: '裕民县应急管理局',
    level: 'orange',
    parts: [
      {
        hazard: { code: '11A51', name: '山洪' },
        level: 'orange',
        adcodes: ['654225'],
        areaText: '裕民县',
        startsAt: null,
        endsAt: '2026-07-01T12:00:00.000Z',
      },
    ],
    sentAt: '2026-07-01T02:34:00.000Z',
    endsAt: '2026-07-01T12:00:00.000Z',
    pageUrl: `https://yjglj.example.gov.cn/alerts/${id}/`,
    texts: [
      {
        mouth: 'sms',
        language: 'zh-CN',
        mediaType: 'text/plain',
        text: '山洪橙色预警：住在沟口的人往高处走。',
      },
      { mouth: 'cap', language: 'zh-CN', mediaType: 'application/cap+xml', text: '<alert>1</alert>\n' },
    ],
    done: [],
    ...change,
  };
}

/** The bad words a bulletin of somebody else's may hold. */
export const HOSTILE =
  '红色\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script>\u202E\u0007../../etc/passwd';
