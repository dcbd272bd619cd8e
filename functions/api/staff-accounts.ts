import { Hono } from 'hono';
import { z } from 'zod';
import { failed } from '../../src/domain/problem.ts';
import type { AccountActor } from '../../src/domain/staff-account.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import {
  addStaff,
  changeStaff,
  listStaff,
  resetStaff,
  setStaffLocked,
  type ManageStaffDeps,
} from '../use-cases/manage-staff.ts';

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
export function staffAccountRoutes(
  deps: ManageStaffDeps,
  actorOf: (c: Parameters<typeof staffOf>[0]) => AccountActor,
): Hono {
  const app = new Hono();
  const answer = (
    result: { ok: true; value: unknown } | { ok: false; problem: Parameters<typeof problemResponse>[0] },
  ) =>
    result.ok
      ? Response.json(result.value, { headers: { 'cache-control': 'no-store' } })
      : problemResponse(result.problem);
  app.get('/', async (c) => answer({ ok: true, value: { accounts: await listStaff(deps, actorOf(c)) } }));
  app.post('/', async (c) => {
    const body = await parseBody(c.req.raw, MAX_BYTES, added);
    return answer(body.ok ? await addStaff(deps, actorOf(c), body.value) : body);
  });
  app.put('/:id/grant', async (c) => {
    const body = await parseBody(c.req.raw, MAX_BYTES, granted);
    return answer(body.ok ? await changeStaff(deps, actorOf(c), c.req.param('id'), body.value) : body);
  });
  app.post('/:id/:what', async (c) => {
    const { id, what } = c.req.param();
    const body = await parseBody(c.req.raw, MAX_BYTES, reasoned);
    if (!body.ok) return answer(body);
    if (what === 'reset') return answer(await resetStaff(deps, actorOf(c), id, body.value.reason));
    if (what !== 'lock' && what !== 'unlock') return answer(failed('not-found'));
    return answer(await setStaffLocked(deps, actorOf(c), id, what === 'lock', body.value.reason));
  });
  return app;
}

/** The same for a signed-in administrator. */
export function administratorRoutes(deps: ManageStaffDeps, gate: StaffGate): Hono {
  const app = new Hono();
  app.use(requireStaff(gate, 'administrator'));
  app.route(
    '/',
    staffAccountRoutes(deps, (c) => ({ kind: 'member', member: staffOf(c) })),
  );
  return app;
}
