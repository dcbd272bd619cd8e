import type { Level } from './level.ts';

/** CAP 1.2 severity words, verbatim. */
export type Severity = 'Extreme' | 'Severe' | 'Moderate' | 'Minor' | 'Unknown';
export type Urgency = 'Immediate' | 'Expected' | 'Future' | 'Past' | 'Unknown';
export type Certainty = 'Observed' | 'Likely' | 'Possible' | 'Unlikely' | 'Unknown';

export const SEVERITIES: readonly Severity[] = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'];
export const URGENCIES: readonly Urgency[] = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'];
export const CERTAINTIES: readonly Certainty[] = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'];

const SEVERITY_OF_LEVEL: Record<Level, Severity> = {
  red: 'Extreme',
  orange: 'Severe',
  yellow: 'Moderate',
  blue: 'Minor',
};

/**
 * 蓝 Minor and 黄 Moderate are seen in the China Meteorological Administration's CAP and in QWeather's
 * documentation; 橙 Severe and 红 Extreme follow by order.
 */
export function severityOfLevel(level: Level | null): Severity {
  return level === null ? 'Unknown' : SEVERITY_OF_LEVEL[level];
}

/** The level a CAP severity stands for; null for Unknown: a level is never made up. */
export function levelOfSeverity(severity: Severity): Level | null {
  const found = (Object.keys(SEVERITY_OF_LEVEL) as Level[]).find((l) => SEVERITY_OF_LEVEL[l] === severity);
  return found ?? null;
}
