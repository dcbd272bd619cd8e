import { Hono } from 'hono';
import { failed } from '../../src/domain/problem.ts';
import { limitPace } from '../http/limit-pace.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { VisitorPace } from '../http/rate-limit.ts';
import { readBody } from '../http/read-body.ts';
import { receivePost, type ReceivePostDeps } from '../use-cases/receive-post.ts';

/** The largest real CAP document seen is 1.7 MB; each byte is read and hashed before anybody is known. */
const MAX_BYTES = 2 * 1024 * 1024;

/** POST /api/exchange/alerts?from=… — a neighbour's CAP document, signed as Standard Webhooks. */
export function exchangePostRoutes(
  deps: ReceivePostDeps & { pace: VisitorPace; isDemonstration: boolean },
): Hono {
  const app = new Hono();
  app.use('/api/exchange/alerts', limitPace(deps.pace));
  app.post('/api/exchange/alerts', async (c) => {
    // A real bulletin among made-up ones could be taken for made up.
    if (deps.isDemonstration) return problemResponse(failed('demonstration-refused').problem);
    const body = await readBody(c.req.raw, MAX_BYTES);
    if (!body.ok) return problemResponse(body.problem);
    const from = c.req.query('from') ?? '';
    const result = await receivePost(deps, { from, headers: c.req.raw.headers, body: body.value });
    return result.ok
      ? Response.json(result.value, { headers: { 'cache-control': 'no-store' } })
      : problemResponse(result.problem);
  });
  return app;
}
