import { HOUR_MS, SECOND_MS, toMs, type Instant } from '../../src/domain/instant.ts';
import { withPatience } from './patience.ts';

/** What stands beside warnings on their pages: it must never keep a page of warnings from being shown. */
export interface KeptList<Item> {
  /** Never throws and never waits long; empty when nothing was ever read. */
  read(): Promise<readonly Item[]>;
  /** Something changed: what was read before is not told again while the database answers. */
  forget(): void;
}

const FRESH_MS = SECOND_MS;
/** A database that hangs is as good as none. */
const PATIENCE_MS = 2 * SECOND_MS;
const RETRY_MS = SECOND_MS;
const KEPT_CEILING_MS = 6 * HOUR_MS;

/** A short list read once for a crowd, and still told when the database is gone. */
export function keptList<Item>(
  load: () => Promise<readonly Item[]>,
  now: () => Instant,
  report: (error: unknown) => void,
): KeptList<Item> {
  let kept: { items: readonly Item[]; readAt: number; generation: number } | null = null;
  let generation = 0;
  let failedAt: number | null = null;

  const usable = (at: number): readonly Item[] =>
    kept !== null && at - kept.readAt <= KEPT_CEILING_MS ? kept.items : [];

  return {
    forget: () => void (generation += 1),
    async read() {
      const at = toMs(now());
      const age = kept === null ? Number.NaN : at - kept.readAt;
      if (kept?.generation === generation && age >= 0 && age < FRESH_MS) return kept.items;
      if (failedAt !== null && at - failedAt < RETRY_MS) return usable(at);
      const mine = generation;
      try {
        const items = await withPatience(load(), PATIENCE_MS);
        kept = { items, readAt: at, generation: mine };
        failedAt = null;
        return items;
      } catch (error) {
        failedAt = toMs(now());
        report(error);
        return usable(at);
      }
    },
  };
}
