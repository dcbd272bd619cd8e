import type { FieldProblem } from './alert-desk.ts';
import { addMs, DAY_MS, type Instant } from './instant.ts';
import { NOTICE_LIMITS, type Notice, type NoticeForm, type NoticeRecord } from './notice.ts';
import { normaliseAdcode } from './region.ts';

/** A ban on fires lasts a season; more is a wrong year. */
export const LONGEST_NOTICE_DAYS = 366;

/** A title that announces a level is a warning, and belongs where warnings are issued. */
const WARNING_TITLE = /[红橙黄蓝]色?预警|预警信号|[ⅠⅡⅢⅣ一二三四]级预警/u;

/** The mistakes of a notice that can be told without the divisions; the server judges places and offices. */
export function checkNotice(form: NoticeForm, now: Instant): FieldProblem[] {
  const { title, text, adcodes, source, startsAt, endsAt } = form;
  const found: FieldProblem[] = [];
  const say = (path: string, word: FieldProblem['word'], message: string): void =>
    void found.push({ path, word, message });
  if (title.trim() === '') say('title', 'field-invalid', '请填写标题。');
  if (WARNING_TITLE.test(title.normalize('NFKC').replace(/\s+/g, ''))) say('title', 'notice-is-warning', '');
  if (text.trim() === '') say('text', 'field-invalid', '请填写内容。');
  if (source.trim() === '') say('source', 'field-invalid', '请选择发布单位。');
  if (adcodes.length === 0) say('adcodes', 'field-invalid', '请选择地区。');
  if (adcodes.length > NOTICE_LIMITS.regions)
    say('adcodes', 'regions-too-many', `最多选 ${NOTICE_LIMITS.regions} 个地区，请选上一级。`);
  const wrong = adcodes.find((adcode) => normaliseAdcode(adcode) === null);
  if (wrong !== undefined) say('adcodes', 'region-unknown', `${wrong} 不是区划代码。`);
  const begins = startsAt !== null && startsAt > now ? startsAt : now;
  if (endsAt === null) say('endsAt', 'validity-invalid', '请填写有效期到什么时候。');
  else if (endsAt <= begins) say('endsAt', 'validity-invalid', '有效期要晚于开始时间和现在。');
  else if (endsAt > addMs(begins, LONGEST_NOTICE_DAYS * DAY_MS))
    say('endsAt', 'validity-invalid', '有效期超过一年，请核对年份。');
  return found;
}

/** Each version of the words is one revision, and its withdrawal the one after: even numbers end what odd ones said. */
export function noticeRevision({ version, state }: Pick<NoticeRecord, 'version' | 'state'>): number {
  return version * 2 - (state === 'withdrawn' ? 0 : 1);
}

/** A notice as anyone may see it; null while it is being written. */
export function publicNotice(record: NoticeRecord): Notice | null {
  const { id, state, form, publishedAt, updatedAt, withdrawnReason, isDemonstration } = record;
  if (state === 'editing' || publishedAt === null || form.endsAt === null) return null;
  const { kind, title, text, adcodes, source, startsAt, endsAt } = form;
  return {
    id,
    kind,
    title,
    text,
    adcodes,
    source,
    startsAt: startsAt ?? publishedAt,
    endsAt,
    publishedAt,
    updatedAt,
    withdrawnReason,
    isDemonstration,
  };
}
