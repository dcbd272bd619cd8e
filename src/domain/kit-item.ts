/** Whom an item is for. `everyone` is the household itself. */
export const KIT_GROUPS = [
  'everyone', 'elders', 'children', 'infants', 'pregnant', 'women', 'wheelchair', 'chronic', 'glasses', 'hearing',
  'cats', 'dogs', 'livestock', 'high-floor', 'vehicle', 'cold-region',
] as const; // prettier-ignore
export type KitGroup = (typeof KIT_GROUPS)[number];

export const KIT_CATEGORIES = [
  '水和食品',
  '应急物品',
  '应急工具',
  '应急药具',
  '证件通讯',
  '卫生',
  '特殊人群',
] as const;
export type KitCategory = (typeof KIT_CATEGORIES)[number];

/** `basic`: every household. `extended`: once the basics are there. `special`: for some member of the household. */
export const KIT_TIERS = ['basic', 'extended', 'special'] as const;
export type KitTier = (typeof KIT_TIERS)[number];

/** Where an amount or an item was read. `place` warns that a rule is not a Chinese one. */
export interface KitSource {
  id: string;
  authority: string;
  title: string;
  date: string | null;
  place: '中国' | '日本' | '美国';
}

/** How much: `amount` of `unit` for each person (or member of the group), for each day when `isPerDay`. */
export interface KitQuantity {
  amount: number;
  unit: string;
  per: 'person' | 'member' | 'household';
  isPerDay: boolean;
  sources: readonly string[];
}

/** 应急物资: one item of the advice. A null quantity: no source we may publish states one. */
export interface KitItem {
  id: string;
  name: string;
  category: KitCategory;
  tier: KitTier;
  /** The item is listed when the household has any of these. */
  forWhom: readonly KitGroup[];
  quantity: KitQuantity | null;
  /** Months until it must be replaced; null: go by the date on the package. */
  shelfLifeMonths: number | null;
  note: string | null;
  /** Ids of the lists that name the item; never empty. */
  sources: readonly string[];
}

/** The whole advice as the content gives it. */
export interface KitAdvice {
  sources: readonly KitSource[];
  items: readonly KitItem[];
  /** What to take out of an old kit. */
  remove: readonly { name: string; why: string; source: string }[];
  checkEveryMonths: number;
  storage: readonly string[];
}
