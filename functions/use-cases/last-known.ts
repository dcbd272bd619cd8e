import { SECOND_MS, toMs, type Instant } from '../../src/domain/instant.ts';
import { KEPT_CEILING_MS } from './alert-memory.ts';
import { withPatience } from './patience.ts';

/** Of different questions (a region, an id) so many answers are kept. */
const MOST_ANSWERS = 300;
const WAIT_MS = 2 * SECOND_MS;

export interface LastKnownDeps {
  now(): Instant;
  /** Whether the database is known to be away. */
  isAway(): boolean;
  /** Told after a failure, so that somebody finds out whether it is away. */
  suspect(): Promise<void>;
}

/**
 * A reading question that still has an answer when the database is gone: the one it had last. `stillTrue` takes out of
 * an old answer what has ended since.
 */
export function lastKnown<Args extends readonly unknown[], T>(
  deps: LastKnownDeps,
  ask: (...args: Args) => Promise<T>,
  stillTrue: (value: T, now: Instant) => T = (value) => value,
): (...args: Args) => Promise<T> {
  const answers = new Map<string, { value: T; at: Instant }>();
  return async (...args) => {
    const key = JSON.stringify(args);
    const known = (): { value: T } | null => {
      const kept = answers.get(key);
      const now = deps.now();
      return kept === undefined || toMs(now) - toMs(kept.at) > KEPT_CEILING_MS
        ? null
        : { value: stillTrue(kept.value, now) };
    };
    const before = known();
    if (before !== null && deps.isAway()) return before.value;
    try {
      const at = deps.now();
      const asked = ask(...args);
      const value = await (before === null && !deps.isAway() ? asked : withPatience(asked, WAIT_MS));
      answers.delete(key);
      answers.set(key, { value, at });
      const oldest = answers.size > MOST_ANSWERS ? answers.keys().next().value : undefined;
      if (oldest !== undefined) answers.delete(oldest);
      return value;
    } catch (error) {
      // Before the answer is given: the page must know that it is an old one.
      await deps.suspect();
      const kept = known();
      if (kept === null) throw error;
      return kept.value;
    }
  };
}
