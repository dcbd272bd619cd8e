import type { Drill } from '../../src/domain/drill.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Disagreement, MouthText } from '../../src/domain/mouth.ts';
import type { DeskSettings } from '../../src/domain/officer-rules.ts';
import type { DrillStore } from '../store/drill-contract.ts';
import type { AlertDeps } from './alert-deps.ts';

/** What drills are made with. No store of alerts is among it: nothing here could write a warning. */
export interface DrillDeps {
  drills: DrillStore;
  places: Pick<AlertDeps, 'gazetteer' | 'eventCodes' | 'regions'>;
  settings: DeskSettings;
  now(): Instant;
  newId(): string;
  publicUrl: string;
  isDemonstration: boolean;
  /** All texts of a drill, and where they contradict each other. */
  mouths(
    drill: Drill,
    languages: readonly string[],
    now: Instant,
  ): { mouths: readonly MouthText[]; disagreements: readonly Disagreement[] };
  /** Devices that took the beginning and the end, from the delivery ledger. */
  sent(drillId: string): Promise<{ start: number; end: number }>;
}

export const DRILL_REVISION = { start: 1, end: 2 } as const;
