import type { z } from 'zod';
import type { FieldProblem } from '../../src/domain/alert-desk.ts';
import { PROBLEM_STATUS } from '../../src/domain/problem.ts';
import { problemText } from '../../src/strings/problem-text.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemBody, problemResponse } from '../http/problem-response.ts';
import type { DeskResult } from '../use-cases/desk-deps.ts';

/** Eight languages of 4 000 characters, 500 regions and twelve drawn areas fit; a million characters do not. */
export const MAX_FORM_BYTES = 512 * 1024;
const NO_STORE = { 'cache-control': 'no-store' };

/** The form in which the desk answers: never cached, and a refusal brings along what must not be lost. */
export function deskAnswer<T>(result: DeskResult<T>, status = 200): Response {
  if (result.ok)
    return result.value === null
      ? new Response(null, { status: 204, headers: NO_STORE })
      : Response.json(result.value, { status, headers: NO_STORE });
  const { ok: _ok, problem, problems, ...beside } = result;
  const body = {
    ...problemBody(problem),
    ...beside,
    ...(problems === undefined ? {} : { problems: problems.map(spoken) }),
  };
  return new Response(JSON.stringify(body), {
    status: PROBLEM_STATUS[problem.word],
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...NO_STORE },
  });
}

/** A mistake with its sentence. */
export function spoken(problem: FieldProblem): FieldProblem {
  return problem.message === '' ? { ...problem, message: problemText(problem) } : problem;
}

/** Reads the body, does the work, answers. */
export async function deskAct<Form, T>(
  request: Request,
  schema: z.ZodType<Form>,
  run: (form: Form) => Promise<DeskResult<T>>,
  status = 200,
): Promise<Response> {
  const form = await parseBody(request, MAX_FORM_BYTES, schema);
  return form.ok ? deskAnswer(await run(form.value), status) : problemResponse(form.problem);
}
