import { PROBLEM_STATUS, type Problem } from '../../src/domain/problem.ts';
import { problemText } from '../../src/strings/problem-text.ts';

/** RFC 9457. `type` is the stable word behind a fixed prefix; `detail` says in Chinese what to do. */
export interface ProblemBody {
  type: string;
  word: string;
  title: string;
  status: number;
  detail?: string;
  path?: string;
}

export function problemBody(problem: Problem): ProblemBody {
  return {
    type: `urn:anlan:problem:${problem.word}`,
    word: problem.word,
    title: problemText(problem),
    status: PROBLEM_STATUS[problem.word],
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.path === undefined ? {} : { path: problem.path }),
  };
}

/**
 * The one form in which the server refuses; never cached, for the next try may succeed. `more`: what the next try needs.
 */
export function problemResponse(
  problem: Problem,
  headers: Record<string, string> = {},
  more: Record<string, unknown> = {},
): Response {
  return new Response(JSON.stringify({ ...problemBody(problem), ...more }), {
    status: PROBLEM_STATUS[problem.word],
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}
