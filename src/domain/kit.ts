import type { KitAdvice, KitCategory, KitGroup, KitItem, KitSource, KitTier } from './kit-item.ts';
import { failed, ok, type Result } from './problem.ts';

/** A household as it describes itself on its own device. Counts are whole numbers; `pregnant`, `women`, … count members. */
export interface Household {
  adults: number;
  elders: number;
  children: number;
  /** Under one year. */
  infants: number;
  pregnant: number;
  /** Members who need menstrual products. */
  women: number;
  wheelchair: number;
  /** Members who take medicine every day. */
  chronic: number;
  glasses: number;
  hearing: number;
  cats: number;
  dogs: number;
  hasLivestock: boolean;
  isHighFloor: boolean;
  hasVehicle: boolean;
  /** Lives where winters are severe; the page sets it from the region. */
  isColdRegion: boolean;
}

export const EMPTY_HOUSEHOLD: Household = {
  adults: 0, elders: 0, children: 0, infants: 0, pregnant: 0, women: 0, wheelchair: 0, chronic: 0, glasses: 0,
  hearing: 0, cats: 0, dogs: 0, hasLivestock: false, isHighFloor: false, hasVehicle: false, isColdRegion: false,
}; // prettier-ignore

export const MIN_KIT_DAYS = 3;
export const MAX_KIT_DAYS = 14;
/** More of one kind than any household: a larger number is a slip of the finger. */
export const MAX_KIT_COUNT = 30;

const PERSON_FIELDS = ['adults', 'elders', 'children', 'infants'] as const;
const MEMBER_FIELDS = ['pregnant', 'women', 'wheelchair', 'chronic', 'glasses', 'hearing'] as const;
const PET_FIELDS = ['cats', 'dogs'] as const;

/** How many of the household belong to a group; livestock, floor, vehicle and climate count as one. */
export function countOf(household: Household, group: KitGroup): number {
  switch (group) {
    case 'everyone':
      return household.adults + household.elders + household.children + household.infants;
    case 'livestock':
      return Number(household.hasLivestock);
    case 'high-floor':
      return Number(household.isHighFloor);
    case 'vehicle':
      return Number(household.hasVehicle);
    case 'cold-region':
      return Number(household.isColdRegion);
    case 'elders':
    case 'children':
    case 'infants':
    case 'pregnant':
    case 'women':
    case 'wheelchair':
    case 'chronic':
    case 'glasses':
    case 'hearing':
    case 'cats':
    case 'dogs':
      return household[group];
  }
}

/** One line of the list. A null amount: the sources name the thing and state no quantity. */
export interface KitLine {
  id: string;
  item: string;
  amount: number | null;
  unit: string | null;
  /** How the amount comes about, in Chinese: 「每人每天 3 升 × 4 人 × 3 天」. */
  reason: string;
  sources: readonly KitSource[];
  category: KitCategory;
  tier: KitTier;
  shelfLifeMonths: number | null;
  note: string | null;
  /** The groups of this household the line is there for. */
  forWhom: readonly KitGroup[];
}

/** Days the list is made for: whole, 3 (the least any source advises) to 14. */
export function clampDays(days: number): number {
  if (Number.isNaN(days)) return MIN_KIT_DAYS;
  return Math.min(MAX_KIT_DAYS, Math.max(MIN_KIT_DAYS, Math.round(days)));
}

/** The number as people write it: without the dust of binary fractions. */
function plain(value: number): number {
  return Math.round(value * 100) / 100;
}

function lineOf(item: KitItem, household: Household, days: number, advice: KitAdvice): KitLine | null {
  const forWhom = item.forWhom.filter((group) => countOf(household, group) > 0);
  if (forWhom.length === 0) return null;
  const quantity = item.quantity;
  const members = forWhom.reduce((sum, group) => sum + countOf(household, group), 0);
  const heads = { person: countOf(household, 'everyone'), member: members, household: 1 };
  const headText = quantity === null ? '' : HEAD_TEXT[quantity.per](heads[quantity.per], forWhom);
  const sourceIds = new Set([...(quantity?.sources ?? []), ...item.sources]);
  return {
    id: item.id,
    item: item.name,
    amount:
      quantity === null
        ? null
        : plain(quantity.amount * heads[quantity.per] * (quantity.isPerDay ? days : 1)),
    unit: quantity?.unit ?? null,
    reason:
      quantity === null
        ? '来源没有写数量，按家里需要准备'
        : `${quantity.amount} ${quantity.unit}${headText}${quantity.isPerDay ? ` × ${days} 天` : ''}`,
    sources: advice.sources.filter((source) => sourceIds.has(source.id)),
    category: item.category,
    tier: item.tier,
    shelfLifeMonths: item.shelfLifeMonths,
    note: item.note,
    forWhom,
  };
}

const ANIMALS: readonly KitGroup[] = ['cats', 'dogs'];
const HEAD_TEXT = {
  person: (count: number) => ` × ${count} 人`,
  member: (count: number, groups: readonly KitGroup[]) =>
    ` × ${count} ${groups.every((group) => ANIMALS.includes(group)) ? '只' : '人'}`,
  household: () => '，每户',
};

/**
 * The list for a household: every item that concerns it, in the order of the content, amounts computed.
 * Fails with `field-invalid` naming the field when a count is no whole number of 0–30, when nobody lives there
 * (pets alone do not pack), or when more members have a need than there are people.
 */
export function kitFor(household: Household, days: number, advice: KitAdvice): Result<readonly KitLine[]> {
  for (const field of [...PERSON_FIELDS, ...MEMBER_FIELDS, ...PET_FIELDS]) {
    const count = household[field];
    if (!Number.isInteger(count) || count < 0 || count > MAX_KIT_COUNT) {
      return failed('field-invalid', field, `要填 0 到 ${MAX_KIT_COUNT} 的整数`);
    }
  }
  const persons = countOf(household, 'everyone');
  if (persons === 0) return failed('field-invalid', 'adults', '至少要有一个人');
  for (const field of MEMBER_FIELDS) {
    if (household[field] > persons) return failed('field-invalid', field, `不能多于全家人数 ${persons}`);
  }
  const wholeDays = clampDays(days);
  const lines = advice.items.map((item) => lineOf(item, household, wholeDays, advice));
  return ok(lines.filter((line) => line !== null));
}
