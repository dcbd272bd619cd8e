import { parse } from 'yaml';
import * as z from 'zod';
import { addDays, type WorkCalendar } from '../domain/deadline.ts';
import type { RewardProfile } from '../domain/reward-profile.ts';
import { faultsOf, faultText } from './fault.ts';
import { adcode, day, line, slug } from './schemas/fields.ts';

/** Yuan in the document, fen in the program. */
const yuan = z
  .int()
  .min(0)
  .max(100_000_000)
  .transform((amount) => amount * 100);
const percent = z
  .number()
  .min(0)
  .max(100)
  .multipleOf(0.01)
  .transform((rate) => Math.round(rate * 100));
const cap = yuan.nullable().default(null);

const someDay = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, '写成 2018、2018-01 或 2018-01-04，加引号');
const budget = z
  .strictObject({ adcode, year: z.int().min(2018).max(2100), amount: yuan })
  .transform(({ amount, ...rest }) => ({ ...rest, fen: amount }));

const profile = z
  .strictObject({
    id: slug,
    name: line(60),
    documentNo: line(40).nullable(),
    issuer: line(40),
    since: someDay,
    until: someDay.nullable().default(null),
    adcodes: z.array(adcode),
    penalty: z.strictObject({ rate: percent, floor: yuan, cap: yuan }).nullable(),
    insider: z.strictObject({ rate: percent, least: yuan, cap: yuan }).nullable(),
    concealment: z
      .strictObject({ general: yuan, serious: yuan, major: yuan, 'especially-major': yuan, cap: yuan })
      .nullable(),
    tariffs: z.array(z.strictObject({ id: slug, name: line(40), least: yuan, most: yuan })),
    caps: z.strictObject({
      perCase: cap,
      perPersonPerDay: cap,
      perPersonPerMonth: cap,
      perPersonPerYear: cap,
      budgetPerDay: cap,
    }),
    budgets: z.array(budget).default([]),
    claimDays: z.int().min(1).max(1095),
    whoMayClaim: z.enum(['real-name', 'proof']),
    remarks: z.array(line(120)),
  })
  .refine(({ penalty }) => penalty === null || penalty.floor <= penalty.cap, '最低额不能高于最高额')
  .refine(({ tariffs }) => tariffs.every(({ least, most }) => least <= most), '下限不能高于上限')
  .transform(({ penalty, insider, concealment, tariffs, caps, ...rest }): RewardProfile => ({
    ...rest,
    penalty: penalty && { rateBp: penalty.rate, floorFen: penalty.floor, capFen: penalty.cap },
    insider: insider && { rateBp: insider.rate, leastFen: insider.least, capFen: insider.cap },
    concealment: concealment && { perDeathFen: concealment, capFen: concealment.cap },
    tariffs: tariffs.map(({ id, name, least, most }) => ({ id, name, leastFen: least, mostFen: most })),
    caps: {
      perCaseFen: caps.perCase,
      perPersonPerDayFen: caps.perPersonPerDay,
      perPersonPerMonthFen: caps.perPersonPerMonth,
      perPersonPerYearFen: caps.perPersonPerYear,
      budgetPerDayFen: caps.budgetPerDay,
    },
  }));

const profilesSchema = z
  .strictObject({ profiles: z.array(profile).min(1) })
  .refine(({ profiles }) => new Set(profiles.map(({ id }) => id)).size === profiles.length, '编号不能重复')
  .refine(
    ({ profiles }) => profiles.some(({ id }) => id === 'national-2018'),
    '要有全国的标准 national-2018',
  );

const holidaysSchema = z.strictObject({
  years: z.array(
    z.strictObject({
      year: z.int().min(2024).max(2100),
      source: line(80),
      free: z.array(z.strictObject({ from: day, to: day })),
      worked: z.array(day),
    }),
  ),
});

/** Throws one Error that names every wrong field in Chinese, which stops the build. */
export function readRewardProfiles(yaml: string): readonly RewardProfile[] {
  return judged('tip-off/reward-profiles.yaml', profilesSchema, yaml).profiles;
}

/** The arrangement of free and worked days; throws as above. */
export function readHolidays(yaml: string): WorkCalendar {
  const { years } = judged('tip-off/holidays.yaml', holidaysSchema, yaml);
  const free = new Set<string>();
  for (const { from, to } of years.flatMap((year) => year.free))
    for (let at = from; at <= to; at = addDays(at, 1)) free.add(at);
  return {
    years: new Set(years.map(({ year }) => year)),
    free,
    worked: new Set(years.flatMap(({ worked }) => worked)),
  };
}

function judged<S extends z.ZodType>(file: string, schema: S, yaml: string): z.output<S> {
  const data: unknown = parse(yaml);
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw new Error(
    `content/${file} 有误：\n${faultsOf(file, schema, data, result.error).map(faultText).join('\n')}`,
  );
}
