import { Hono } from 'hono';
import { z } from 'zod';
import {
  ACKNOWLEDGEMENT_KINDS,
  MARK_PATTERN,
  totalsOf,
  type AcknowledgementKind,
} from '../../src/domain/acknowledgement.ts';
import { parseBody } from '../http/parse-body.ts';
import { acknowledge, takeBack, type AcknowledgeDeps } from '../use-cases/acknowledge.ts';
import { answer } from './subscriptions-wish.ts';

const MAX_BYTES = 4096;
const which = {
  alertId: z.string().regex(/^[\w.-]{1,100}$/),
  kind: z.enum(ACKNOWLEDGEMENT_KINDS as [AcknowledgementKind, ...AcknowledgementKind[]]),
  mark: z.string().regex(MARK_PATTERN),
};
const press = z.object({ ...which, adcode: z.string().max(12) });
const pressed = z.object(which);

/** 我已安全, 已知晓, 已电话告知: counted, never by whom. Anybody may read the counts. */
export function acknowledgementRoutes(deps: AcknowledgeDeps): Hono {
  const app = new Hono();
  app.post('/api/acknowledgements', async (c) => {
    const body = await parseBody(c.req.raw, MAX_BYTES, press);
    return answer(body.ok ? await acknowledge(deps, body.value) : body);
  });
  app.delete('/api/acknowledgements', async (c) => {
    const body = await parseBody(c.req.raw, MAX_BYTES, pressed);
    return answer(body.ok ? await takeBack(deps, body.value) : body);
  });
  app.get('/api/acknowledgements/:alertId', async (c) => {
    const counts = await deps.acknowledgements.countsOf(c.req.param('alertId').slice(0, 100));
    return c.json({ totals: totalsOf(counts), counts }, 200, { 'cache-control': 'no-cache' });
  });
  return app;
}
