import type { FieldProblem } from '../../domain/alert-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { checkNotice } from '../../domain/notice-rules.ts';
import type { NoticeForm, NoticeRecord } from '../../domain/notice.ts';
import { fullClockText } from '../../domain/spoken-time.ts';
import type { Answer, Ask } from './desk-answer.ts';
import type { Unit } from './draft-differences.ts';
import type { DraftPort, Stored } from './draft-saver.ts';

export const emptyNotice = (source: string): NoticeForm => ({
  kind: '其他',
  title: '',
  text: '',
  adcodes: [],
  source,
  startsAt: null,
  endsAt: null,
});

export function storedNotice(record: NoticeRecord): Stored<NoticeForm, NoticeRecord> {
  const { id, version, form, updatedBy } = record;
  return { id, version, value: form, record, by: updatedBy.name };
}

function asStored(answer: Answer<NoticeRecord>): Answer<Stored<NoticeForm, NoticeRecord>> {
  if (answer.outcome === 'done') return { outcome: 'done', value: storedNotice(answer.value) };
  if (answer.outcome === 'changed') return { outcome: 'changed', theirs: storedNotice(answer.theirs) };
  return answer;
}

export function noticePort(ask: Ask): DraftPort<NoticeForm, NoticeRecord> {
  return {
    create: async (form) => asStored(await ask<NoticeRecord>('POST', 'notices', { form })),
    save: async (id, version, form) =>
      asStored(await ask<NoticeRecord>('PUT', `notices/${id}`, { version, form })),
  };
}

export function noticeUnits(nameOf: (adcode: string) => string): readonly Unit<NoticeForm>[] {
  const unit = <K extends keyof NoticeForm>(
    key: K,
    label: string,
    show: (part: NoticeForm[K]) => string,
  ): Unit<NoticeForm> => ({
    key,
    label,
    get: (form) => form[key],
    set: (form, part) => ({ ...form, [key]: part }),
    show: (part) => show(part as NoticeForm[K]) || '没有填',
  });
  const time = (at: Instant | null): string => (at === null ? '' : fullClockText(at));
  return [
    unit('kind', '类别', (kind) => kind),
    unit('title', '标题', (title) => title),
    unit('text', '内容', (text) => text),
    unit('adcodes', '区域', (adcodes) => adcodes.map(nameOf).join('、')),
    unit('source', '发布单位', (source) => source),
    unit('startsAt', '开始', time),
    unit('endsAt', '结束', time),
  ];
}

/** What is missing or wrong, in words; the server judges places and offices besides. */
export function noticeMistakes(form: NoticeForm, now: Instant): readonly FieldProblem[] {
  return checkNotice(form, now).map((problem) =>
    problem.message === '' ? { ...problem, message: '通告里不能写预警，要发预警请到“预警”里发。' } : problem,
  );
}

export function isNoticeForm(value: unknown): value is NoticeForm {
  const form = value as Partial<NoticeForm> | null;
  return typeof form?.title === 'string' && typeof form.text === 'string' && Array.isArray(form.adcodes);
}
