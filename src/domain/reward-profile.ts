import type { AccidentLevel } from './accident-level.ts';
import type { Fen } from './money.ts';

/** A share of the fine (行政处罚金额), never less than the floor nor more than the cap. */
export interface PenaltyShare {
  /** Basis points: 1500 is 15 %. */
  rateBp: number;
  floorFen: Fen;
  capFen: Fen;
}

/** 从业人员内部举报 on top: a share of the base, at least so much. */
export interface InsiderUplift {
  rateBp: number;
  leastFen: Fen;
  capFen: Fen;
}

/** 瞒报、谎报: for each death that was concealed, by the level the accident finally had. */
export interface ConcealmentReward {
  perDeathFen: Readonly<Record<AccidentLevel, Fen>>;
  capFen: Fen;
}

/** A fixed sum for a kind of hazard, or a range within which the office decides. */
export interface Tariff {
  id: string;
  name: string;
  leastFen: Fen;
  mostFen: Fen;
}

/** 限额; null: the document sets none. One person is told apart by the tag of the ID number, never by name. */
export interface RewardCaps {
  perCaseFen: Fen | null;
  perPersonPerDayFen: Fen | null;
  perPersonPerMonthFen: Fen | null;
  perPersonPerYearFen: Fen | null;
  budgetPerDayFen: Fen | null;
}

/** What an office may spend in a calendar year. Where none is entered nothing is compared, and the page says so. */
export interface RewardBudget {
  /** The office's own region; cases of everything below it count. */
  adcode: string;
  year: number;
  fen: Fen;
}

/** 奖励标准 as data: one document of one authority. The portal's own default is `national-2018`. */
export interface RewardProfile {
  id: string;
  name: string;
  /** 文号; null when it is not known, and the page says so. */
  documentNo: string | null;
  issuer: string;
  /** `YYYY` or `YYYY-MM` or `YYYY-MM-DD`. */
  since: string;
  /** The last day it holds, in the same forms; null: still in force as far as is known. */
  until: string | null;
  /** Codes it holds for; empty: everywhere, unless a local one says otherwise. */
  adcodes: readonly string[];
  penalty: PenaltyShare | null;
  insider: InsiderUplift | null;
  concealment: ConcealmentReward | null;
  tariffs: readonly Tariff[];
  caps: RewardCaps;
  budgets: readonly RewardBudget[];
  claimDays: number;
  /** `real-name`: money only under one's name. `proof`: also to who proves with code and secret to be the reporter. */
  whoMayClaim: 'real-name' | 'proof';
  /** What the page must say: what is from memory, what was not seen. */
  remarks: readonly string[];
}

/** The profile a region goes by: the most local one, else the national. */
export function profileOfRegion(profiles: readonly RewardProfile[], chosen: string | null): RewardProfile {
  const local = profiles
    .filter(({ adcodes }) => chosen !== null && adcodes.some((code) => chosen.startsWith(code)))
    .toSorted((a, b) => longest(b) - longest(a))[0];
  const found = local ?? profiles.find(({ id }) => id === 'national-2018');
  if (found === undefined) throw new Error('no national reward profile');
  return found;
}

const longest = ({ adcodes }: RewardProfile): number => Math.max(...adcodes.map((code) => code.length));
