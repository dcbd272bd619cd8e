import type { Instant } from '../../src/domain/instant.ts';
import type { EventCodes } from '../../src/domain/event-code.ts';
import type { RegionExtent } from '../../src/domain/geometry.ts';
import type { Adcode, Gazetteer } from '../../src/domain/region.ts';
import type { AlertStore, DraftStore } from '../store/store.ts';

/** What the alert use cases work with; wiring gives the real ones. */
export interface AlertDeps {
  store: AlertStore & DraftStore;
  now(): Instant;
  /** Fresh, unguessable and short: alerts this bureau issues itself. */
  newId(): string;
  gazetteer: Gazetteer;
  eventCodes: EventCodes;
  /** The regions this portal serves, with their extents. */
  regions: readonly RegionExtent[];
  /** CAP sender of this portal's own alerts, e.g. `anlan@yjglj.example.gov.cn`. */
  sender: string;
  /** Demonstration servers mark every row and push nothing. */
  isDemonstration: boolean;
}

/** Something a person should know about what was accepted. */
export interface Notice {
  word: string;
  message: string;
  path: string;
}

export interface Accepted {
  outcome: 'published' | 'already-there' | 'draft';
  /** Of a published alert. */
  alertId: string | null;
  revision: number | null;
  /** Of a draft. */
  draftId: string | null;
  /** What the draft still lacks. */
  missing: readonly string[];
  notices: readonly Notice[];
}

/** Whether an alert for `code` concerns any region this portal serves. */
export function isServed(code: Adcode, regions: readonly RegionExtent[]): boolean {
  return regions.some(({ adcode }) => code.startsWith(adcode) || adcode.startsWith(code));
}
