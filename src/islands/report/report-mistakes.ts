import { cleanLine, cleanLines } from '../../domain/tip-off-text.ts';
import { MAX_PLACE_LENGTH, MAX_RESPONDENT_LENGTH, MAX_TEXT_LENGTH } from '../../domain/tip-off.ts';
import { readCoordinates } from './coordinates.ts';
import { stepsFor, type FieldMistake, type Report, type Step } from './report-state.ts';

/** Together they fit in the identity's fixed size, whatever is written in them. */
export const MAX_NAME_LENGTH = 40;
export const MAX_REACH_LENGTH = 100;
const EARLIEST = '2000-01-01T00:00';

/** The first thing wrong on a step, judged by the rules the server uses; null: go on. `now`: Beijing wall time. */
export function mistakeOn(step: Step, report: Report, now: string): FieldMistake | null {
  if (step === 'what') return mistakeInWhat(report);
  if (step === 'where') return mistakeInWhere(report, now);
  if (step === 'who') return lineMistake('respondent', report.respondent, MAX_RESPONDENT_LENGTH);
  return step === 'contact' ? mistakeInContact(report) : null;
}

/** The first step that something is wrong on; null: ready to be sent. */
export function firstMistake(report: Report, now: string): { step: Step; mistake: FieldMistake } | null {
  for (const step of stepsFor(report.kind)) {
    const mistake = mistakeOn(step, report, now);
    if (mistake !== null) return { step, mistake };
  }
  return null;
}

function mistakeInWhat(report: Report): FieldMistake | null {
  if (report.category === '') return { field: 'category', text: '请选一个类别，拿不准就选“其他”。' };
  const text = cleanLines(report.text, MAX_TEXT_LENGTH, 'text');
  if (!text.ok) return { field: 'text', text: sentence(text.problem.word, MAX_TEXT_LENGTH) };
  return text.value === '' ? { field: 'text', text: '请写明发现了什么，一两句话就行。' } : null;
}

function mistakeInWhere(report: Report, now: string): FieldMistake | null {
  const place = lineMistake('place', report.place, MAX_PLACE_LENGTH);
  if (place !== null) return place;
  if (report.seenAt !== '' && (report.seenAt < EARLIEST || report.seenAt > now))
    return { field: 'seenAt', text: '看到的时间不能晚于现在。请重新选，或者不填。' };
  if (report.coordinates.trim() === '') return null;
  const read = readCoordinates(report.coordinates);
  if (!read.ok) return { field: 'coordinates', text: read.text };
  return report.datum === '' ? { field: 'datum', text: '请选坐标是从哪里看来的：差一种能差几百米。' } : null;
}

function mistakeInContact(report: Report): FieldMistake | null {
  if (!/^(\d{6,12})?$/.test(report.claimSecret.normalize('NFKC').trim()))
    return { field: 'claimSecret', text: '领奖密码要 6 到 12 位数字，不设就留空。' };
  if (report.anonymity === 'anonymous') return null;
  const long =
    lineMistake('name', report.name, MAX_NAME_LENGTH) ??
    lineMistake('contact', report.contact, MAX_REACH_LENGTH) ??
    lineMistake('note', report.note, MAX_REACH_LENGTH);
  if (long !== null) return long;
  const [name, contact] = [report.name.trim(), report.contact.trim()];
  if (report.anonymity === 'named' && name === '')
    return { field: 'name', text: '实名要写姓名。不想写，请改选匿名或隐名。' };
  return contact === '' ? { field: 'contact', text: '请写怎么联系到您。不想留，请改选匿名。' } : null;
}

function lineMistake(
  field: 'place' | 'respondent' | 'name' | 'contact' | 'note',
  typed: string,
  maxLength: number,
): FieldMistake | null {
  const line = cleanLine(typed, maxLength, field);
  return line.ok ? null : { field, text: sentence(line.problem.word, maxLength) };
}

function sentence(word: string, maxLength: number): string {
  return word === 'text-too-long'
    ? `太长了，最多 ${maxLength} 个字。`
    : '里面有不能识别的字符，请删掉后重写那几个字。';
}
