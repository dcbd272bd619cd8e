import type { Problem } from '../domain/problem.ts';
import { t } from './translate.ts';

/** What went wrong and what to do, in Chinese. The problem's own path and detail are shown beside it, not in it. */
export function problemText(problem: Problem): string {
  return t(`problem.${problem.word}`);
}
