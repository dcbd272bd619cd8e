import type { TipOffKind } from '../../domain/tip-off.ts';

export const STEPS = ['what', 'where', 'who', 'evidence', 'contact', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** Three characters at most: six of them stand side by side on a small phone. */
export const STEP_NAMES: Record<Step, string> = {
  what: '什么事',
  where: '在哪里',
  who: '是谁',
  evidence: '照片',
  contact: '联系',
  check: '核对',
};

export const STEP_TITLES: Record<Step, string> = {
  what: '发现了什么',
  where: '在哪里，什么时候',
  who: '是哪个单位',
  evidence: '有照片吗',
  contact: '怎么联系您',
  check: '看一遍，再提交',
};

/** A flood has nobody to name. */
export function stepsFor(kind: TipOffKind): readonly Step[] {
  return kind === 'situation' ? STEPS.filter((step) => step !== 'who') : STEPS;
}

/** What the form holds. Lives in this tab and, as a draft, on this device; nowhere else until it is sent. */
export interface Report {
  kind: TipOffKind;
  category: string;
  text: string;
  adcode: string;
  place: string;
  /** Beijing wall time as `<input type="datetime-local">` has it. */
  seenAt: string;
  /** As typed, read or found in a photo; `datum` says in which grid. */
  coordinates: string;
  datum: string;
  respondent: string;
  isInsider: string;
  anonymity: string;
  /** These three are sealed to the custodian's key before they leave. */
  name: string;
  contact: string;
  note: string;
  claimSecret: string;
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
  seenAt: '',
  coordinates: '',
  datum: '',
  respondent: '',
  isInsider: '',
  anonymity: 'anonymous',
  name: '',
  contact: '',
  note: '',
  claimSecret: '',
};

const HOME: Record<ReportField, Step> = {
  kind: 'what',
  category: 'what',
  text: 'what',
  adcode: 'where',
  place: 'where',
  seenAt: 'where',
  coordinates: 'where',
  datum: 'where',
  respondent: 'who',
  isInsider: 'who',
  anonymity: 'contact',
  name: 'contact',
  contact: 'contact',
  note: 'contact',
  claimSecret: 'contact',
};

/** The server's names where they differ from the form's. */
const SERVER_FIELDS = new Map<string, ReportField>([
  ['lat', 'coordinates'],
  ['lng', 'coordinates'],
  ['identity', 'contact'],
  ['identityKeyId', 'contact'],
]);

export function fieldOf(path: string): ReportField | null {
  return SERVER_FIELDS.get(path) ?? (Object.hasOwn(HOME, path) ? (path as ReportField) : null);
}

/** Which step asks for a field: where a refusal of the server sends the person back to. */
export function stepOf(path: string): Step {
  if (/^(photos|uploads|originals)/.test(path)) return 'evidence';
  const field = fieldOf(path);
  return field === null ? 'check' : HOME[field];
}
