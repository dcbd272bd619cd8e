import { z } from 'zod';
import { LEVELS, type Level } from '../../src/domain/level.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import { MAX_ENDPOINT_LENGTH } from '../../src/domain/push-endpoint.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';

/** A list of ten thousand regions still fits, so that its sender hears 地区太多 instead of 内容太大. */
const MAX_BYTES = 256 * 1024;
const level = z.enum(LEVELS as [Level, ...Level[]]);
const endpoint = z.string().max(MAX_ENDPOINT_LENGTH, `最长 ${MAX_ENDPOINT_LENGTH} 个字符`);
const address = { endpoint, keys: z.object({ p256dh: z.string(), auth: z.string() }) };

/** Everything a device may ask for. Unknown fields (what the family calls a place) are dropped, not kept. */
const wish = z.object({
  places: z.array(
    z.object({
      adcode: z.string(),
      lowestLevel: level,
      hazards: z.array(z.string().max(60)).max(100).nullable().default(null),
    }),
  ),
  quiet: z.object({ fromMinute: z.number(), toMinute: z.number() }).nullable().default(null),
  wantsNotices: z.boolean().default(false),
  wantsDrills: z.boolean().default(false),
  language: z.string().max(35).default('zh-CN'),
  pausedUntil: z.iso.datetime({ precision: 3 }).nullable().default(null),
});

export const whole = z.object({ ...address, wish });
/** As pages and workers of the first release post it. */
export const plain = z.object({ ...address, adcodes: z.array(z.string()), lowestLevel: level });
export const whose = z.object({ endpoint });

/** A browser's push form: JSON only, so that no foreign page can send it without asking (a form cannot). */
export async function read<T>(request: Request, schema: z.ZodType<T>): Promise<Result<T>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  return type === 'application/json'
    ? parseBody(request, MAX_BYTES, schema)
    : failed('media-type-unsupported', 'content-type');
}

export const answer = (result: Result<object>, status = 200): Response =>
  result.ok
    ? Response.json(result.value, { status, headers: { 'cache-control': 'no-store' } })
    : problemResponse(result.problem);
