import type { AlertRevision } from './alert.ts';
import type { Instant } from './instant.ts';
import type { Level } from './level.ts';
import { failed, ok, type Result } from './problem.ts';
import type { Adcode } from './region.ts';
import type { StaffMember } from './staff.ts';

/** 叫应: what one officer's device says of one alert and place. Who the households are only that device knows. */
export interface CallReport {
  alertId: string;
  adcode: Adcode;
  /** Drawn by the device; 22 characters of base64url. */
  device: string;
  total: number;
  done: number;
  at: Instant;
}

/** What townships and counties see of one place: sums over the devices that report from there. */
export interface CallTally {
  alertId: string;
  adcode: Adcode;
  devices: number;
  total: number;
  done: number;
  lastAt: Instant;
}

/** More households than any one officer calls. */
export const MAX_CALL_HOUSEHOLDS = 2000;

export function checkCallCounts(total: number, done: number): Result<{ total: number; done: number }> {
  const isWhole = Number.isInteger(total) && Number.isInteger(done);
  return isWhole && done >= 0 && total >= done && total <= MAX_CALL_HOUSEHOLDS
    ? ok({ total, done })
    : failed('call-counts-invalid', 'done');
}

/**
 * Minutes after which an officer who has not confirmed everybody is reminded; null: never. No rule of the state names
 * these numbers, they are this portal's and an office may set its own (ANLAN_CALL_MINUTES).
 */
export type CallMinutes = Readonly<Record<Level | 'none', number | null>>;
export const DEFAULT_CALL_MINUTES: CallMinutes = { red: 10, orange: 20, yellow: 60, blue: null, none: 20 };
/** Reminded so many times, each after the same wait; then a person must look, the page says so. */
export const MAX_CALL_REMINDERS = 3;

export const callMinutesOf = (minutes: CallMinutes, level: Level | null): number | null =>
  minutes[level ?? 'none'];

/** What the staff's page reads: alerts in force in the member's tree, and the sums of their places. */
export interface CallReader {
  overviewFor(
    member: StaffMember,
  ): Promise<{ alerts: readonly AlertRevision[]; tallies: readonly CallTally[] }>;
  minutes: CallMinutes;
}
