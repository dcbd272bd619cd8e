import type { Adcode } from './region.ts';
import type { Instant } from './instant.ts';

/** 已知晓 · 我已安全 · 已电话告知家人. Said by devices about themselves, verified by nobody, and told as that. */
export type AcknowledgementKind = 'known' | 'safe' | 'told';
export const ACKNOWLEDGEMENT_KINDS: readonly AcknowledgementKind[] = ['known', 'safe', 'told'];
export const ACKNOWLEDGEMENT_NAME: Record<AcknowledgementKind, string> = {
  known: '已知晓',
  safe: '我已安全',
  told: '已电话告知家人',
};

/** How many devices said so of one revision in one place. Small numbers are fine: they name nobody. */
export interface AcknowledgementCount {
  revision: number;
  /** At most a township: a village of ten households is a crowd one knows by face. */
  adcode: Adcode;
  kind: AcknowledgementKind;
  count: number;
  firstAt: Instant;
  lastAt: Instant;
}

/** Characters of the number a device draws for one alert, base64url of 16 bytes. */
export const MARK_PATTERN = /^[\w-]{22}$/;

/** What pages outside the server may ask: the openness page, the staff's. */
export interface AcknowledgementReader {
  countsOf(alertId: string): Promise<readonly AcknowledgementCount[]>;
}

/** Cuts a place to its township, the finest that is counted. */
export const countedPlace = (adcode: Adcode): Adcode => adcode.slice(0, 9);

/** Sums over places and revisions, for one line on a page. */
export function totalsOf(counts: readonly AcknowledgementCount[]): Record<AcknowledgementKind, number> {
  const totals: Record<AcknowledgementKind, number> = { known: 0, safe: 0, told: 0 };
  for (const { kind, count } of counts) totals[kind] += count;
  return totals;
}
