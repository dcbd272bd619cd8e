/** A push service that asked us to wait, or stopped answering, is left alone for a while: all its devices wait together. */
export interface OriginPace {
  /** Seconds still to wait before asking this origin again; 0 when it may be asked now. */
  waitSeconds(origin: string): number;
  /** The service told how long (429, 503 with Retry-After): believed, up to an hour. */
  asked(origin: string, seconds: number): void;
  /** No answer or a server error. One proves nothing; several in a row open the gap. */
  failed(origin: string): void;
  succeeded(origin: string): void;
}

const LONGEST_WAIT_SECONDS = 3600;
/** A dead service costs ten seconds a device until it is noticed; after this many in a row it is. */
const FAILURES_IN_A_ROW = 5;
const PAUSE_SECONDS = 30;

export function originPace(nowMs: () => number): OriginPace {
  const waiting = new Map<string, number>();
  const failures = new Map<string, number>();
  const pause = (origin: string, seconds: number): void => {
    const until = nowMs() + Math.min(seconds, LONGEST_WAIT_SECONDS) * 1000;
    waiting.set(origin, Math.max(until, waiting.get(origin) ?? 0));
  };
  return {
    waitSeconds: (origin) => Math.max(0, Math.ceil(((waiting.get(origin) ?? 0) - nowMs()) / 1000)),
    asked: pause,
    failed: (origin) => {
      const count = (failures.get(origin) ?? 0) + 1;
      failures.set(origin, count);
      if (count >= FAILURES_IN_A_ROW) pause(origin, PAUSE_SECONDS);
    },
    succeeded: (origin) => {
      failures.delete(origin);
    },
  };
}

/** Retry-After in seconds, given as seconds or as a date; null when absent or unreadable. */
export function retryAfterSeconds(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), LONGEST_WAIT_SECONDS);
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  return Math.min(Math.max(0, Math.ceil((at - nowMs) / 1000)), LONGEST_WAIT_SECONDS);
}
