import type { AlertRevision } from '../../src/domain/alert.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Adcode } from '../../src/domain/region.ts';

/** A stored revision with the two moments that are ours. */
export interface RevisionSteps {
  revision: AlertRevision;
  storedAt: Instant;
  /** Null: nobody showed it (it came when it was already over), or it is older than the record. */
  shownAt: Instant | null;
}

export interface OpennessStore {
  /** Notes that these are shown now; an earlier note of another server stays. */
  noteShown(shown: readonly { alertId: string; revision: number }[], at: Instant): Promise<void>;
  /** All revisions of the alerts that were stored last, the newest alert first, oldest revision first in each. */
  listSteps(limit: number): Promise<readonly RevisionSteps[]>;
  /** Devices that asked for a place inside or around each region. */
  countDevices(regions: readonly Adcode[]): Promise<ReadonlyMap<Adcode, number>>;
}
