import type { z } from 'zod';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { readJson } from './read-body.ts';

/** A JSON body of the given shape; the problem names the first wrong field and what is allowed there. */
export async function parseBody<T>(
  request: Request,
  maxBytes: number,
  schema: z.ZodType<T>,
): Promise<Result<T>> {
  const json = await readJson(request, maxBytes);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return failed('field-invalid', issue?.path.join('.') ?? '', issue?.message.slice(0, 200) ?? '');
}
