import { capProblem, type CapProblem, type CapProblemWord } from './cap-problem.ts';

/** A hostile file could hold a problem per element; the officer needs the first ones, and every error counts. */
const MAX_PROBLEMS = 300;

/** Collects problems while a document is read. */
export interface CapReport {
  error(word: CapProblemWord, path: string, value?: string): void;
  warning(word: CapProblemWord, path: string, value?: string): void;
  note(word: CapProblemWord, path: string, value?: string): void;
  problems(): readonly CapProblem[];
  notes(): readonly CapProblem[];
  verdict(): 'accept' | 'accept-with-warnings' | 'reject';
}

export function createCapReport(): CapReport {
  const problems: CapProblem[] = [];
  const notes: CapProblem[] = [];
  let hasError = false;
  const add = (to: CapProblem[], problem: CapProblem) => {
    if (to.length < MAX_PROBLEMS) to.push(problem);
  };
  return {
    error(word, path, value) {
      // The first error is kept even when warnings filled the list: a rejection always says why.
      if (!hasError && problems.length >= MAX_PROBLEMS) problems.pop();
      hasError = true;
      add(problems, capProblem('error', word, path, value));
    },
    warning(word, path, value) {
      add(problems, capProblem('warning', word, path, value));
    },
    note(word, path, value) {
      add(notes, capProblem('note', word, path, value));
    },
    problems: () => problems,
    notes: () => notes,
    verdict: () => (hasError ? 'reject' : problems.length > 0 ? 'accept-with-warnings' : 'accept'),
  };
}
