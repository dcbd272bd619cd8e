import type { Household } from '../../domain/kit.ts';

type CountField = { [K in keyof Household]: Household[K] extends number ? K : never }[keyof Household];
type FlagField = { [K in keyof Household]: Household[K] extends boolean ? K : never }[keyof Household];

/** Who lives there, in the order people think of them. */
export const PEOPLE: readonly [CountField, string][] = [
  ['adults', '成年人'],
  ['elders', '老人（60 岁以上）'],
  ['children', '孩子（1 岁以上）'],
  ['infants', '婴儿（不满 1 岁）'],
];
export const NEEDS: readonly [CountField, string][] = [
  ['chronic', '要每天吃药的'],
  ['wheelchair', '坐轮椅的'],
  ['pregnant', '孕妇'],
  ['women', '要用卫生巾的'],
  ['glasses', '戴眼镜的'],
  ['hearing', '听力不好的'],
  ['cats', '猫（只）'],
  ['dogs', '狗（只）'],
];
export const HOME: readonly [FlagField, string][] = [
  ['isHighFloor', '住高楼'],
  ['isColdRegion', '冬天很冷（北疆、黑龙江都是）'],
  ['hasVehicle', '家里有车'],
  ['hasLivestock', '养了牲畜'],
];
