import type { Challenge, Solution } from 'altcha-lib/types';

/** What the worker answers: the solution, null when it gave up, or why it cannot work here. */
export type WorkAnswer = { solution: Solution | null } | { failed: string };

/**
 * Solves the sum a busy server asks for, beside the page so that it stays usable. Null when this browser cannot (a page
 * over plain http has no hashing) or when it took too long.
 */
export function solveWork(challenge: Challenge): Promise<string | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./report-work-worker.ts', import.meta.url), { type: 'module' });
    const end = (payload: string | null): void => {
      worker.terminate();
      resolve(payload);
    };
    worker.onmessage = ({ data }: MessageEvent<WorkAnswer>) =>
      end('solution' in data && data.solution !== null ? workPayload(challenge, data.solution) : null);
    worker.onerror = () => end(null);
    worker.postMessage(challenge);
  });
}

/** As ALTCHA sends it: base64 of the challenge with its solution, as JSON. */
export function workPayload({ parameters, signature }: Challenge, solution: Solution): string {
  return btoa(JSON.stringify({ challenge: { parameters, signature }, solution }));
}

/** The challenge out of a 428's body; null when there is none that can be worked on. */
export function asChallenge(value: unknown): Challenge | null {
  const given: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'challenge') : null;
  const parameters: unknown =
    typeof given === 'object' && given !== null ? Reflect.get(given, 'parameters') : null;
  return typeof parameters === 'object' && parameters !== null ? (given as Challenge) : null;
}
