import { cleanLine, cleanLines } from '../../domain/tip-off-text.ts';
import {
  MAX_CONTACT_LENGTH,
  MAX_PLACE_LENGTH,
  MAX_TEXT_LENGTH,
  type TipOffKind,
} from '../../domain/tip-off.ts';

export const STEPS = ['what', 'where', 'evidence', 'contact', 'check'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Record<Step, string> = {
  what: '什么事',
  where: '在哪里',
  evidence: '照片',
  contact: '联系您',
  check: '核对',
};

/** What the form holds. Lives in this tab and, as a draft, on this device; nowhere else until it is sent. */
export interface Report {
  kind: TipOffKind;
  category: string;
  text: string;
  adcode: string;
  place: string;
  contact: string;
}

export type ReportField = keyof Report;
/** The sentence to show at a field, and at which. */
export interface FieldMistake {
  field: ReportField;
  text: string;
}

export const EMPTY_REPORT: Report = {
  kind: 'hazard',
  category: '',
  text: '',
  adcode: '',
  place: '',
  contact: '',
};

/** Which step asks for a field: where a refusal of the server sends the person back to. */
export function stepOf(field: string): Step {
  if (field.startsWith('photos')) return 'evidence';
  if (field === 'place' || field === 'adcode') return 'where';
  if (field === 'contact') return 'contact';
  return field === 'kind' || field === 'category' || field === 'text' ? 'what' : 'check';
}

/** The first thing wrong on a step, judged by the rules the server uses; null: go on. */
export function mistakeOn(step: Step, report: Report): FieldMistake | null {
  if (step === 'what') {
    if (report.category === '') return { field: 'category', text: '请选一个类别，拿不准就选“其他”。' };
    const text = cleanLines(report.text, MAX_TEXT_LENGTH, 'text');
    if (!text.ok) return { field: 'text', text: sentence(text.problem.word, MAX_TEXT_LENGTH) };
    return text.value === '' ? { field: 'text', text: '请写明发现了什么，一两句话就行。' } : null;
  }
  if (step === 'where') return lineMistake('place', report.place, MAX_PLACE_LENGTH);
  if (step === 'contact') return lineMistake('contact', report.contact, MAX_CONTACT_LENGTH);
  return null;
}

/** The first step that something is wrong on; null: ready to be sent. */
export function firstMistake(report: Report): { step: Step; mistake: FieldMistake } | null {
  for (const step of STEPS) {
    const mistake = mistakeOn(step, report);
    if (mistake !== null) return { step, mistake };
  }
  return null;
}

function lineMistake(field: 'place' | 'contact', typed: string, maxLength: number): FieldMistake | null {
  const line = cleanLine(typed, maxLength, field);
  return line.ok ? null : { field, text: sentence(line.problem.word, maxLength) };
}

function sentence(word: string, maxLength: number): string {
  return word === 'text-too-long'
    ? `太长了，最多 ${maxLength} 个字。`
    : '里面有不能识别的字符，请删掉后重写那几个字。';
}
