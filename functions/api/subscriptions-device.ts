import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { NONCE_PATTERN } from '../../src/domain/device-note.ts';
import { failed } from '../../src/domain/problem.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { VisitorPace } from '../http/rate-limit.ts';
import { sendTest, type SelfCheckDeps } from '../use-cases/self-check.ts';
import { offerHandover, takeHandover, type HandoverDeps } from '../use-cases/subscription-handover.ts';
import { answer, read, whose } from './subscriptions-wish.ts';

const checked = whose.extend({ nonce: z.string().regex(NONCE_PATTERN) });
const secret = z.object({ secret: z.string().max(100) });

/** What a device asks for itself: a test, and a link that carries its wish to another one. */
export function subscriptionDeviceRoutes(
  deps: SelfCheckDeps & HandoverDeps & { testPace: VisitorPace },
): Hono {
  const app = new Hono();
  app.post('/api/subscriptions/self-check', async (c) => {
    const body = await read(c.req.raw, checked);
    if (!body.ok) return answer(body);
    // By device, not by address: a village behind one carrier's NAT may check all its phones, none a hundred times.
    const device = createHash('sha256').update(body.value.endpoint).digest('hex');
    const waitSeconds = await deps.testPace.consume(device);
    if (waitSeconds !== null)
      return problemResponse(failed('too-many-requests').problem, { 'retry-after': String(waitSeconds) });
    return answer(await sendTest(deps, body.value.endpoint, body.value.nonce));
  });
  app.post('/api/subscriptions/handover', async (c) => {
    const body = await read(c.req.raw, whose);
    return answer(body.ok ? await offerHandover(deps, body.value.endpoint) : body, 201);
  });
  // POST, because it uses the link up: nothing that merely looks at addresses may do that.
  app.post('/api/subscriptions/handover/take', async (c) => {
    const body = await read(c.req.raw, secret);
    return answer(body.ok ? await takeHandover(deps, body.value.secret) : body);
  });
  return app;
}
