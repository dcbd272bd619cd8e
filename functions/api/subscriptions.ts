import { Hono } from 'hono';
import { z } from 'zod';
import type { Result } from '../../src/domain/problem.ts';
import { findSubscribed, subscribe, type SubscribeDeps } from '../use-cases/subscribe.ts';
import { unsubscribe } from '../use-cases/unsubscribe.ts';
import { answer, plain, read, whole, whose } from './subscriptions-wish.ts';

/** The whole wish when there is one; else the body is judged as the plain form, whose fields its mistakes then name. */
const either = z.unknown().transform((body, context) => {
  const isWhole = typeof body === 'object' && body !== null && 'wish' in body;
  const parsed = (isWhole ? whole : plain).safeParse(body);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** Subscribing to push. The endpoint is the device's secret, so it travels in bodies and never in an address. */
export function subscriptionRoutes(deps: SubscribeDeps & { vapidPublicKey: string }): Hono {
  const app = new Hono();
  app.get('/api/push-key', (c) =>
    c.json({ publicKey: deps.vapidPublicKey }, 200, { 'cache-control': 'no-cache' }),
  );
  app.post('/api/subscriptions', async (c) => {
    const body = await read(c.req.raw, either);
    if (!body.ok) return answer(body);
    const { endpoint, keys, ...asked } = body.value;
    const wish = 'wish' in asked ? asked.wish : asked;
    return answer(await subscribe(deps, { address: { endpoint, ...keys }, wish }), 201);
  });
  app.post('/api/subscriptions/lookup', async (c) => {
    const body = await read(c.req.raw, whose);
    return answer(body.ok ? await findSubscribed(deps.store, body.value.endpoint) : body);
  });
  app.delete('/api/subscriptions', async (c) => {
    const body = await read(c.req.raw, whose);
    const left = async (): Promise<Result<object>> =>
      body.ok ? { ok: true, value: await unsubscribe(deps.store, body.value.endpoint) } : body;
    return answer(await left());
  });
  return app;
}
