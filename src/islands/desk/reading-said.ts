import type { DeskReading, UnreadField } from '../../domain/alert-desk.ts';

const FIELD_NAME: Record<UnreadField, string> = {
  source: '发布单位',
  hazard: '灾种',
  level: '级别',
  adcodes: '区域',
  issuedAt: '发布时间',
  action: '发布、更新还是解除',
};

/** What came of the reading, in a sentence: what to look at now. */
export function readingSaid({ unread, notices, bulletinsInAll }: DeskReading): string {
  return [
    unread.length === 0
      ? '读好了，请逐项核对。'
      : `读好了，还有没读出的，请补：${unread.map((field) => FIELD_NAME[field]).join('、')}。`,
    bulletinsInAll > 1 ? `原文里有 ${bulletinsInAll} 条，只填了第一条，其余请分别粘贴。` : '',
    ...notices.map(({ message }) => message),
  ].join('');
}
