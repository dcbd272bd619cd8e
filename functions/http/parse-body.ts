import type { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { readJson } from './read-body.ts';

const { localeError } = zhCN();

/**
 * A JSON body of the given shape; the problem names the first wrong field and what is allowed there. Only bodies
 * that say they are JSON: that is what no form of a foreign page can send.
 */
export async function parseBody<T>(
  request: Request,
  maxBytes: number,
  schema: z.ZodType<T>,
): Promise<Result<T>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    return failed('media-type-unsupported', 'content-type', 'application/json');
  const json = await readJson(request, maxBytes);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value, { error: localeError });
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return failed(
    'field-invalid',
    issue?.path.join('.') ?? '',
    [...(issue?.message ?? '')].slice(0, 200).join(''),
  );
}
