const MINUTE_MS = 60_000;
/** Messages may carry a number that differs each time; what is kept to compare with stays small. */
const MOST_REMEMBERED = 200;

/**
 * Passes on a message at most once a minute: while a database is away, every queue says so every second, and the log
 * of a long night would fill the disk.
 */
export function seldom(report: (message: string) => void, now: () => number): (message: string) => void {
  const saidAt = new Map<string, number>();
  return (message) => {
    const before = saidAt.get(message);
    if (before !== undefined && now() - before < MINUTE_MS) return;
    if (saidAt.size >= MOST_REMEMBERED) saidAt.clear();
    saidAt.set(message, now());
    report(message);
  };
}
