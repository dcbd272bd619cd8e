import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { addressBuckets } from './rate-limit.ts';

const WINDOW_SECONDS = 600;
/** Slips of one address before it is slowed; a carrier's NAT holds many people with old eyes. */
const SLIPS = 30;
/** Slips from everywhere before everybody is slowed a little: a guesser with a thousand addresses. */
const ALL_SLIPS = 600;
const SLOW_MS = 1_000;
const SLOW_ALL_MS = 300;
/** So many wait at once; beyond it waiting would itself be the attack, and looking up is cheap. */
const MAX_WAITING = 400;

/**
 * Guessing receipts is made slow and never makes the true holder's fail: whoever has a right one is answered, at most
 * a second later. Only wrong ones are counted and, from an address that sent many, refused with a time to wait.
 */
export interface GuessPace {
  /** Before every look-up, right or wrong. */
  slowDown(address: string): Promise<void>;
  /** Counts a wrong one. Null: say that it is wrong; otherwise the seconds after which to try again. */
  countWrong(address: string): Promise<number | null>;
}

export interface GuessPaceOptions {
  now(): number;
  pause(ms: number): Promise<void>;
  slips?: number;
  allSlips?: number;
}

export function createGuessPace(options: GuessPaceOptions): GuessPace {
  const { now, pause, slips = SLIPS, allSlips = ALL_SLIPS } = options;
  const one = new RateLimiterMemory({ points: slips, duration: WINDOW_SECONDS });
  const all = new RateLimiterMemory({ points: allSlips, duration: WINDOW_SECONDS });
  const bucketOf = addressBuckets(now);
  let waiting = 0;
  return {
    async slowDown(address) {
      const [here, everywhere] = await Promise.all([one.get(bucketOf(address)), all.get('all')]);
      const isHere = here !== null && here.consumedPoints > slips;
      const isEverywhere = everywhere !== null && everywhere.consumedPoints > allSlips;
      const ms = isHere ? SLOW_MS : isEverywhere ? SLOW_ALL_MS : 0;
      if (ms === 0 || waiting >= MAX_WAITING) return;
      waiting += 1;
      await pause(ms).finally(() => (waiting -= 1));
    },
    async countWrong(address) {
      await spend(all, 'all');
      const refusal = await spend(one, bucketOf(address));
      return refusal === null ? null : Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    },
  };
}

async function spend(limiter: RateLimiterMemory, bucket: string): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(bucket);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal;
    throw refusal;
  }
}
