import { parse } from 'yaml';
import * as z from 'zod';
import type { CasePeriods } from '../domain/case-clock.ts';
import type { Period } from '../domain/deadline.ts';
import { faultsOf, faultText } from './fault.ts';
import { line, slug } from './schemas/fields.ts';

/** Ten years and a little: what is longer is a slip of the finger. */
const MOST = 3700;
const period = z.strictObject({
  amount: z.int().min(1).max(MOST),
  unit: z.enum(['hours', 'days', 'working-days']),
  rolled: z.boolean().default(false),
  basis: line(80),
});

const schema = z
  .strictObject({
    periods: z.strictObject({
      accept: period,
      fireUrgent: period,
      fireOther: period,
      handle: period,
      feedback: period,
      rewardNotice: period,
      purge: period,
      record: period,
    }),
    notifiedBySystem: z.array(slug),
  })
  .refine(
    ({ periods: { purge, record } }) => purge.unit === 'days' && record.unit === 'days',
    '保存时间用 days',
  )
  .refine(({ periods: { purge, record } }) => purge.amount <= record.amount, 'record 不能短于 purge');

export interface CaseRules {
  periods: CasePeriods;
  /** What each rests on, as pages say it. */
  bases: Readonly<Record<keyof CasePeriods, string>>;
  /** Reward profiles whose approved rewards the system announces by itself. */
  notifiedBySystem: readonly string[];
}

/** Reads content/tip-off/periods.yaml; throws one Error that names every wrong field in Chinese, which stops the start. */
export function readCasePeriods(yaml: string): CaseRules {
  const data: unknown = parse(yaml, { uniqueKeys: true });
  const read = schema.safeParse(data);
  if (!read.success)
    throw new Error(faultsOf('tip-off/periods.yaml', schema, data, read.error).map(faultText).join('\n'));
  const { periods, notifiedBySystem } = read.data;
  const each = <T>(pick: (one: z.output<typeof period>) => T): Record<keyof CasePeriods, T> => ({
    accept: pick(periods.accept),
    fireUrgent: pick(periods.fireUrgent),
    fireOther: pick(periods.fireOther),
    handle: pick(periods.handle),
    feedback: pick(periods.feedback),
    rewardNotice: pick(periods.rewardNotice),
    purge: pick(periods.purge),
    record: pick(periods.record),
  });
  return {
    periods: each(({ amount, unit, rolled }): Period => ({ amount, unit, isRolled: rolled })),
    bases: each(({ basis }) => basis),
    notifiedBySystem,
  };
}
