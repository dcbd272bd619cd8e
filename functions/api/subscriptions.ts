import { Hono } from 'hono';
import { z } from 'zod';
import { LEVELS, type Level } from '../../src/domain/level.ts';
import { MAX_ENDPOINT_LENGTH } from '../../src/domain/push-endpoint.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import { findSubscribed, subscribe, type SubscribeDeps } from '../use-cases/subscribe.ts';
import { unsubscribe } from '../use-cases/unsubscribe.ts';

/** A list of ten thousand regions still fits, so that its sender hears 地区太多 instead of 内容太大. */
const MAX_BYTES = 256 * 1024;
const endpoint = z.string().max(MAX_ENDPOINT_LENGTH, `最长 ${MAX_ENDPOINT_LENGTH} 个字符`);
const wish = z.object({
  endpoint,
  keys: z.object({ p256dh: z.string(), auth: z.string() }),
  adcodes: z.array(z.string()),
  lowestLevel: z.enum(LEVELS as [Level, ...Level[]]),
});
const whose = z.object({ endpoint });

const answer = (result: Result<object>, status = 200): Response =>
  result.ok
    ? Response.json(result.value, { status, headers: { 'cache-control': 'no-store' } })
    : problemResponse(result.problem);

/** A browser's push form: JSON only, so that no foreign page can send it without asking (a form cannot). */
async function read<T>(request: Request, schema: z.ZodType<T>): Promise<Result<T>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  return type === 'application/json'
    ? parseBody(request, MAX_BYTES, schema)
    : failed('media-type-unsupported', 'content-type');
}

/** Subscribing to push. The endpoint is the device's secret, so it travels in bodies and never in an address. */
export function subscriptionRoutes(deps: SubscribeDeps & { vapidPublicKey: string }): Hono {
  const app = new Hono();
  app.get('/api/push-key', (c) =>
    c.json({ publicKey: deps.vapidPublicKey }, 200, { 'cache-control': 'no-cache' }),
  );
  app.post('/api/subscriptions', async (c) => {
    const body = await read(c.req.raw, wish);
    if (!body.ok) return problemResponse(body.problem);
    const { endpoint: at, keys, adcodes, lowestLevel } = body.value;
    return answer(await subscribe(deps, { address: { endpoint: at, ...keys }, adcodes, lowestLevel }), 201);
  });
  app.post('/api/subscriptions/lookup', async (c) => {
    const body = await read(c.req.raw, whose);
    return answer(body.ok ? await findSubscribed(deps.store, body.value.endpoint) : body);
  });
  app.delete('/api/subscriptions', async (c) => {
    const body = await read(c.req.raw, whose);
    return answer(body.ok ? { ok: true, value: await unsubscribe(deps.store, body.value.endpoint) } : body);
  });
  return app;
}
