import type { DeskDraft, OfficerForm, RelayCompletion } from '../../domain/alert-desk.ts';
import { LEVEL_NAME } from '../../domain/level.ts';
import type { Answer, Ask } from './desk-answer.ts';
import type { Unit } from './draft-differences.ts';
import type { DraftPort, Stored } from './draft-saver.ts';
import { formUnits } from './form-units.ts';

/** What a person types into a draft of an alert. Of a relayed bulletin only the completion and the reason change. */
export interface AlertValue {
  form: OfficerForm;
  reason: string;
  completion: RelayCompletion;
}

export type StoredAlert = Stored<AlertValue, DeskDraft>;

export function storedAlert(draft: DeskDraft): StoredAlert {
  const { id, version, form, reason, relay, updatedBy } = draft;
  const value = { form, reason, completion: relay?.completion ?? {} };
  return { id, version, value, record: draft, by: updatedBy.name };
}

/** Each answer about a draft, as an answer about what is stored. */
export function asStored(answer: Answer<DeskDraft>): Answer<StoredAlert> {
  if (answer.outcome === 'done') return { outcome: 'done', value: storedAlert(answer.value) };
  if (answer.outcome === 'changed') return { outcome: 'changed', theirs: storedAlert(answer.theirs) };
  return answer;
}

export function alertPort(ask: Ask, isRelay: boolean): DraftPort<AlertValue, DeskDraft> {
  return {
    create: async ({ form }) => asStored(await ask<DeskDraft>('POST', 'desk/drafts', { form })),
    save: async (id, version, { form, reason, completion }) => {
      const change = isRelay ? { version, completion, reason } : { version, form, reason };
      return asStored(await ask<DeskDraft>('PUT', `desk/drafts/${id}`, change));
    },
  };
}

const COMPLETION_LABEL: Record<keyof RelayCompletion, string> = {
  source: '补填：发布单位',
  hazard: '补填：灾种',
  level: '补填：级别',
  adcodes: '补填：区域',
  issuedAt: '补填：发布时间',
  action: '补填：发布、更新还是解除',
};

export function alertUnits(
  values: readonly AlertValue[],
  nameOf: (adcode: string) => string,
): readonly Unit<AlertValue>[] {
  const inForm = formUnits(
    values.map(({ form }) => form),
    nameOf,
  ).map((unit): Unit<AlertValue> => ({
    ...unit,
    get: ({ form }) => unit.get(form),
    set: (value, part) => ({ ...value, form: unit.set(value.form, part) }),
  }));
  const completions = (Object.keys(COMPLETION_LABEL) as (keyof RelayCompletion)[]).map(
    (key): Unit<AlertValue> => ({
      key: `completion.${key}`,
      label: COMPLETION_LABEL[key],
      get: ({ completion }) => completion[key] ?? null,
      set: (value, part) => ({ ...value, completion: { ...value.completion, [key]: part ?? undefined } }),
      show: (part) => completionText(key, part, nameOf),
    }),
  );
  const reason: Unit<AlertValue> = {
    key: 'reason',
    label: '理由',
    get: (value) => value.reason,
    set: (value, part) => ({ ...value, reason: part as string }),
    show: (part) => (part === '' ? '没有填' : (part as string)),
  };
  return [...inForm, ...completions, reason];
}

function completionText(
  key: keyof RelayCompletion,
  part: unknown,
  nameOf: (adcode: string) => string,
): string {
  if (part === null) return '没有填';
  if (key === 'adcodes') return (part as readonly string[]).map(nameOf).join('、');
  return key === 'level' ? LEVEL_NAME[part as keyof typeof LEVEL_NAME] : (part as string);
}

/** Whether a copy from this device has the shape of today's form. */
export function isAlertValue(value: unknown): value is AlertValue {
  const form = (value as Partial<AlertValue> | null)?.form as Partial<OfficerForm> | undefined;
  return (
    form?.kind === 'alert' &&
    Array.isArray(form.parts) &&
    Array.isArray(form.bulletins) &&
    typeof form.hazard === 'object' &&
    typeof (value as AlertValue).reason === 'string' &&
    typeof (value as AlertValue).completion === 'object'
  );
}
