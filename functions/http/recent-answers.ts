import type { Result } from '../../src/domain/problem.ts';

/**
 * One answer for the same work asked twice in a short time (a double click, an impatient reload). Kept in memory
 * only and for `keepMs`; a refusal is forgotten at once, so that the next try is a try.
 */
export class RecentAnswers<T> {
  readonly #answers = new Map<string, { at: number; answer: Promise<Result<T>> }>();
  readonly #keepMs: number;

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** `key` tells the work apart; `now` in epoch milliseconds. */
  once(key: string, now: number, work: () => Promise<Result<T>>): Promise<Result<T>> {
    for (const [old, { at }] of this.#answers) if (now - at > this.#keepMs) this.#answers.delete(old);
    const known = this.#answers.get(key);
    if (known !== undefined) return known.answer;
    const answer = work();
    this.#answers.set(key, { at: now, answer });
    answer.then(
      (result) => result.ok || this.#answers.delete(key),
      () => this.#answers.delete(key),
    );
    return answer;
  }
}
