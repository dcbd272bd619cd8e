import { beijingParts, fromBeijing, type Instant } from './instant.ts';
import { yuanText, type Fen } from './money.ts';
import type { Adcode } from './region.ts';
import type { RewardProfile } from './reward-profile.ts';

/** 限额: of one case, of one person in a day, month or year, of one office in a day or year. */
export const CAP_NAME = {
  case: '一案最高',
  'person-day': '同一人每日',
  'person-month': '同一人每月',
  'person-year': '同一人每年',
  'budget-day': '本单位每日总额',
  'budget-year': '本单位全年预算',
} as const;
export type CapName = keyof typeof CAP_NAME;

/** A cap that holds for this case now, and from when on the money under it is counted. */
export interface Cap {
  name: CapName;
  limitFen: Fen;
  /** Null for the cap of one case: nothing else counts. */
  since: Instant | null;
  /** Whose money is counted: of the person behind the claim, or of every case of this region and below it. */
  scope: { of: 'case' } | { of: 'person' } | { of: 'office'; adcode: Adcode };
}

/** A cap with what is used of it. `null`: not known yet who the person is. */
export interface CapUse extends Cap {
  usedFen: Fen | null;
}

/** The first instant of the Beijing day, month or year. */
export function windowStart(now: Instant, unit: 'day' | 'month' | 'year'): Instant {
  const { year, month, day } = beijingParts(now);
  const start = fromBeijing(year, unit === 'year' ? 1 : month, unit === 'day' ? day : 1, 0);
  if (start === null) throw new Error(`no ${unit} at ${now}`);
  return start;
}

/** Every cap that the standard and the budgets set for a case of this region at this time; none that nobody entered. */
export function capsOf(
  profile: RewardProfile,
  profiles: readonly RewardProfile[],
  adcode: Adcode | null,
  now: Instant,
): Cap[] {
  const { caps } = profile;
  const list: Cap[] = [];
  const add = (name: CapName, limitFen: Fen | null, since: Instant | null, scope: Cap['scope']): void => {
    if (limitFen !== null) list.push({ name, limitFen, since, scope });
  };
  add('case', caps.perCaseFen, null, { of: 'case' });
  for (const unit of ['day', 'month', 'year'] as const)
    add(
      `person-${unit}`,
      { day: caps.perPersonPerDayFen, month: caps.perPersonPerMonthFen, year: caps.perPersonPerYearFen }[
        unit
      ],
      windowStart(now, unit),
      { of: 'person' },
    );
  // A case of no region is on nobody's budget: there is no office to ask.
  if (adcode === null) return list;
  const office = profile.adcodes.find((own) => adcode.startsWith(own)) ?? adcode.slice(0, 6);
  add('budget-day', caps.budgetPerDayFen, windowStart(now, 'day'), { of: 'office', adcode: office });
  const { year } = beijingParts(now);
  // The budget is the office's, whichever standard a reward goes by.
  for (const budget of profiles.flatMap(({ budgets }) => budgets))
    if (budget.year === year && adcode.startsWith(budget.adcode))
      add('budget-year', budget.fen, windowStart(now, 'year'), { of: 'office', adcode: budget.adcode });
  return list;
}

/** What a cap still leaves; null while it is not known. */
export function capRoom({ limitFen, usedFen }: CapUse): Fen | null {
  return usedFen === null ? null : Math.max(0, limitFen - usedFen);
}

/** The tightest cap that this sum would break, or null. */
export function brokenCap(uses: readonly CapUse[], fen: Fen): CapUse | null {
  const broken = uses.filter((use) => fen > (capRoom(use) ?? Number.MAX_SAFE_INTEGER));
  return broken.toSorted((a, b) => (capRoom(a) ?? 0) - (capRoom(b) ?? 0))[0] ?? null;
}

/** `同一人每月最高500元，已用300元，这次最多200元。` */
export function capText(use: CapUse): string {
  const room = capRoom(use);
  const limit = `${CAP_NAME[use.name]}${use.name === 'case' ? '' : '最高'}${yuanText(use.limitFen)}`;
  if (use.name === 'case') return `${limit}。`;
  if (room === null) return `${limit}，领奖人核对以后才知道用了多少。`;
  return `${limit}，已用${yuanText(use.usedFen ?? 0)}，${room === 0 ? '已经用完' : `这次最多${yuanText(room)}`}。`;
}
