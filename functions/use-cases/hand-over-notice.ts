import { addMs, DAY_MS } from '../../src/domain/instant.ts';
import type { MouthId, MouthTexts } from '../../src/domain/mouth.ts';
import type { NoticeRecord } from '../../src/domain/notice.ts';
import { noticeRevision, publicNotice } from '../../src/domain/notice-rules.ts';
import { oneLine } from '../../src/domain/short-text.ts';
import { fullClockText } from '../../src/domain/spoken-time.ts';
import { NOTICE_MARK } from '../../src/domain/topic.ts';
import type { Subject } from './hand-over-subject.ts';

/** A withdrawal is worth telling for a day. */
const WITHDRAWAL_TOLD_MS = DAY_MS;
/** Of a single message of Chinese text. */
const SMS_CHARACTERS = 70;
/** Mouths that are words for people; a notice has no CAP and no EBM, which machines broadcast. */
const SPOKEN: readonly MouthId[] = ['push', 'sms-long', 'loudspeaker', 'screen', 'notice'];

/** 通告: no warning, no level. Null while it is being written. */
export function noticeSubject(record: NoticeRecord, texts: MouthTexts): Subject | null {
  const notice = publicNotice(record);
  if (notice === null) return null;
  const { kind, adcodes, source, startsAt, endsAt, withdrawnReason } = notice;
  const isEnd = withdrawnReason !== null;
  const areaText = adcodes.map((code) => texts.nameOf(code) ?? code).join('、');
  const title = `${NOTICE_MARK}${isEnd ? '已撤回：' : ''}${oneLine(notice.title)}`;
  const said = isEnd
    ? [title, `撤回原因：${oneLine(withdrawnReason)}`]
    : [title, notice.text.trim(), `有效至${fullClockText(endsAt)}。范围：${areaText}。`];
  const whole = [...said, `${oneLine(source)}。这是通告，不是预警。`].join('\n');
  const short = `${title}（${oneLine(source)}，不是预警）`;
  return {
    kind: 'notice',
    revision: noticeRevision(record),
    isDemonstration: notice.isDemonstration,
    isEnd,
    parts: [{ level: null, adcodes }],
    languages: ['zh-CN'],
    until: (now) => (isEnd ? addMs(now, WITHDRAWAL_TOLD_MS) : endsAt),
    facts: () => ({
      id: notice.id,
      action: isEnd ? 'cancel' : record.version > 1 ? 'update' : 'issue',
      isWithdrawal: isEnd,
      title,
      source: oneLine(source),
      parts: [{ hazard: { code: null, name: kind }, level: null, adcodes, areaText, startsAt, endsAt }],
      sentAt: notice.updatedAt,
      pageUrl: new URL(`/notices/${encodeURIComponent(notice.id)}/`, texts.publicUrl).href,
    }),
    textsIn: (language) => [
      { mouth: 'sms', language, mediaType: 'text/plain', text: short.length <= SMS_CHARACTERS ? short : '' },
      ...SPOKEN.map((mouth) => ({ mouth, language, mediaType: 'text/plain', text: whole })),
    ],
  };
}
