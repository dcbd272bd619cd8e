import { isFen, type Fen } from './money.ts';

/** 《生产安全事故报告和调查处理条例》(2007) art. 3, gravest first. */
export const ACCIDENT_LEVELS = ['especially-major', 'major', 'serious', 'general'] as const;
export type AccidentLevel = (typeof ACCIDENT_LEVELS)[number];

export const ACCIDENT_LEVEL_NAME: Record<AccidentLevel, string> = {
  'especially-major': '特别重大事故',
  major: '重大事故',
  serious: '较大事故',
  general: '一般事故',
};

/** From so many on; 「以上」 includes the number itself, 「以下」 does not. */
const FROM: readonly { level: AccidentLevel; deaths: number; injuries: number; lossFen: Fen }[] = [
  { level: 'especially-major', deaths: 30, injuries: 100, lossFen: 10_000_000_000 },
  { level: 'major', deaths: 10, injuries: 50, lossFen: 5_000_000_000 },
  { level: 'serious', deaths: 3, injuries: 10, lossFen: 1_000_000_000 },
];

/** The level of an accident by its gravest consequence: one death with ten grave injuries is 较大. Null: no such numbers. */
export function accidentLevel(deaths: number, seriousInjuries: number, lossFen: Fen): AccidentLevel | null {
  if (
    ![deaths, seriousInjuries].every((count) => Number.isSafeInteger(count) && count >= 0) ||
    !isFen(lossFen)
  )
    return null;
  const reached = FROM.find(
    (from) => deaths >= from.deaths || seriousInjuries >= from.injuries || lossFen >= from.lossFen,
  );
  return reached?.level ?? 'general';
}

/** The most deaths an accident of this level can have; more would have made it graver. */
export function mostDeaths(level: AccidentLevel): number {
  const above = FROM[ACCIDENT_LEVELS.indexOf(level) - 1];
  return above === undefined ? Number.MAX_SAFE_INTEGER : above.deaths - 1;
}
