import { emptyForm } from '../../domain/alert-desk.ts';
import type { DrillForm, DrillRecord } from '../../domain/drill.ts';
import { addMs, HOUR_MS, type Instant } from '../../domain/instant.ts';
import { fullClockText } from '../../domain/spoken-time.ts';
import type { Answer, Ask } from './desk-answer.ts';
import type { Unit } from './draft-differences.ts';
import type { DraftPort, Stored } from './draft-saver.ts';
import { formUnits } from './form-units.ts';

/** What a person types into a drill. */
export interface DrillValue {
  form: DrillForm;
  /** Null: at once. */
  startAt: Instant | null;
  endAt: Instant | null;
}

export const emptyDrill = (source: string): DrillValue => ({
  form: { ...emptyForm(source), kind: 'drill' },
  startAt: null,
  endAt: null,
});

export function storedDrill(record: DrillRecord): Stored<DrillValue, DrillRecord> {
  const { id, version, form, startAt, endAt, updatedBy } = record;
  return { id, version, value: { form, startAt, endAt }, record, by: updatedBy.name };
}

function asStored(answer: Answer<DrillRecord>): Answer<Stored<DrillValue, DrillRecord>> {
  if (answer.outcome === 'done') return { outcome: 'done', value: storedDrill(answer.value) };
  if (answer.outcome === 'changed') return { outcome: 'changed', theirs: storedDrill(answer.theirs) };
  return answer;
}

export function drillPort(ask: Ask): DraftPort<DrillValue, DrillRecord> {
  return {
    create: async (value) => asStored(await ask<DrillRecord>('POST', 'desk/drills', value)),
    save: async (id, version, value) =>
      asStored(await ask<DrillRecord>('PUT', `desk/drills/${id}`, { version, ...value })),
  };
}

export function drillUnits(
  values: readonly DrillValue[],
  nameOf: (adcode: string) => string,
): readonly Unit<DrillValue>[] {
  const inForm = formUnits(
    values.map(({ form }) => form),
    nameOf,
  ).map((unit): Unit<DrillValue> => ({
    ...unit,
    get: ({ form }) => unit.get(form),
    set: (value, part) => ({ ...value, form: unit.set(value.form, part) }),
  }));
  const times = (['startAt', 'endAt'] as const).map((key): Unit<DrillValue> => ({
    key,
    label: key === 'startAt' ? '开始' : '结束',
    get: (value) => value[key],
    set: (value, part) => ({ ...value, [key]: part }),
    show: (part) => (typeof part === 'string' ? fullClockText(part) : '没有填'),
  }));
  return [...inForm, ...times];
}

/** So many hours after it begins. */
export const drillEnd = (startAt: Instant | null, now: Instant, hours: number): Instant =>
  addMs(startAt ?? now, hours * HOUR_MS);

export function isDrillValue(value: unknown): value is DrillValue {
  const form = (value as Partial<DrillValue> | null)?.form as Partial<DrillForm> | undefined;
  return form?.kind === 'drill' && Array.isArray(form.parts) && Array.isArray(form.bulletins);
}
