import type { AlertAction } from '../../src/domain/alert.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Level } from '../../src/domain/level.ts';
import type { MouthText } from '../../src/domain/mouth.ts';
import type { OutletTrouble } from '../../src/domain/outlet.ts';
import type { Adcode } from '../../src/domain/region.ts';

/** One hazard at one level for some areas, as facts: an institution sorts by these, never by reading the texts. */
export interface HandOverPart {
  hazard: { code: string | null; name: string };
  level: Level | null;
  adcodes: readonly Adcode[];
  areaText: string;
  startsAt: Instant | null;
  endsAt: Instant;
}

/**
 * One bulletin on its way to one institution. A demonstration's is never made. A drill's, a notice's and a test's every
 * text is marked; a notice and a test have no level and no CAP: no gateway can take them for a warning.
 */
export interface HandOver {
  /** `alertId/revision/outletId`: the same at every try, so that a receiver can drop what it has. */
  key: string;
  kind: 'alert' | 'drill' | 'notice' | 'test';
  /** Of the alert, drill, notice or test. Letters, digits and hyphens. */
  id: string;
  revision: number;
  action: AlertAction;
  /** We stopped relaying it; only its issuer can lift it. */
  isWithdrawal: boolean;
  /** One line, mark first. */
  title: string;
  source: string;
  level: Level | null;
  parts: readonly HandOverPart[];
  sentAt: Instant;
  endsAt: Instant;
  /** The bulletin's page on this portal. */
  pageUrl: string;
  texts: readonly MouthText[];
  /** Receivers behind this outlet that took it at an earlier try, by what the outlet itself called them. */
  done: readonly string[];
}

/**
 * What to do. `delivered`: the receiver took it. `later`: try again, after so many seconds when it named any.
 * `refused`: a person must look; trying again by itself would change nothing. `done` grows from try to try.
 */
export type OutletResult =
  | { outcome: 'delivered' }
  | { outcome: 'later'; trouble: OutletTrouble; seconds: number | null; done?: readonly string[] }
  | { outcome: 'refused'; trouble: OutletTrouble; done?: readonly string[] };

/** A way to an institution. `handOver` answers for everything a network or a disk can do; it throws only on a bug. */
export interface Outlet {
  handOver(message: HandOver): Promise<OutletResult>;
  /** Closes idle connections; after it nothing is handed over. */
  close(): Promise<void>;
}
