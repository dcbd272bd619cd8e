import { setImmediate } from 'node:timers/promises';

/**
 * Waits for something that another process brings about: asks again and again, at most `timeoutMs`.
 * Each question should itself take a while (a query, a file), for there is no pause in between.
 */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false>,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`nothing came within ${timeoutMs} ms`);
    await setImmediate();
  }
}
