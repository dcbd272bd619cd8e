import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { AccountActor } from '../../src/domain/staff-account.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import { addStaff, changeStaff, listStaff, resetStaff, setStaffLocked } from '../use-cases/manage-staff.ts';
import type { ManageStaffDeps } from '../use-cases/manage-staff.ts';

const MAX_BYTES = 16 * 1024;
const words = z.array(z.string().max(40)).max(60);
const reason = z.string().max(200).nullable().default(null);
const added = z.strictObject({
  name: z.string().max(200),
  email: z.string().max(300),
  roles: words,
  adcodes: words,
});
const granted = z.strictObject({ roles: words, adcodes: words, reason });
const reasoned = z.strictObject({ reason });

/** GET /, POST /, PUT /:id/grant, POST /:id/lock|unlock|reset — accounts, as this actor may see and change them. */
export function staffAccountRoutes(deps: ManageStaffDeps, actorOf: (c: Context) => AccountActor): Hono {
  const app = new Hono();
  app.get('/', async (c) => answered(ok({ accounts: await listStaff(deps, actorOf(c)) })));
  app.post('/', async (c) => {
    const body = await parseBody(c.req.raw, MAX_BYTES, added);
    return answered(body.ok ? await addStaff(deps, actorOf(c), body.value) : body);
  });
  app.put('/:id/grant', async (c) => {
    const body = await parseBody(c.req.raw, MAX_BYTES, granted);
    return answered(body.ok ? await changeStaff(deps, actorOf(c), c.req.param('id'), body.value) : body);
  });
  app.post('/:id/:what', async (c) => {
    const { id, what } = c.req.param();
    const body = await parseBody(c.req.raw, MAX_BYTES, reasoned);
    if (!body.ok) return answered(body);
    if (what === 'reset') return answered(await resetStaff(deps, actorOf(c), id, body.value.reason));
    if (what !== 'lock' && what !== 'unlock') return answered(failed('not-found'));
    return answered(await setStaffLocked(deps, actorOf(c), id, what === 'lock', body.value.reason));
  });
  return app;
}

function answered(result: Result<object>): Response {
  return result.ok
    ? Response.json(result.value, { headers: { 'cache-control': 'no-store' } })
    : problemResponse(result.problem);
}
