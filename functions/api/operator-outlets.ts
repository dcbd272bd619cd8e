import { Hono } from 'hono';
import type { Result } from '../../src/domain/problem.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import {
  addOutlet,
  outletForm,
  pauseOutlet,
  removeOutlet,
  resumeOutlet,
  testOutlet,
  type ManageOutletsDeps,
} from '../use-cases/manage-outlets.ts';

const MAX_BYTES = 64 * 1024;
const OPERATOR = 'operator';

const answer = (result: Result<object>): Response =>
  result.ok
    ? Response.json(result.value, { headers: { 'cache-control': 'no-store' } })
    : problemResponse(result.problem);

/** The institutions that are handed bulletins, behind the operator token: the only door where one can be added. */
export function operatorOutletRoutes(deps: ManageOutletsDeps): Hono {
  const app = new Hono();
  app.get('/outlets', async (c) => c.json({ outlets: await deps.outlets.listStatus(deps.now()) }));
  app.post('/outlets', async (c) => {
    const form = await parseBody(c.req.raw, MAX_BYTES, outletForm);
    return answer(form.ok ? await addOutlet(deps, form.value) : form);
  });
  app.delete('/outlets/:id', async (c) => answer(await removeOutlet(deps, c.req.param('id'))));
  app.post('/outlets/:id/pause', async (c) => answer(await pauseOutlet(deps, c.req.param('id'), OPERATOR)));
  app.post('/outlets/:id/resume', async (c) => answer(await resumeOutlet(deps, c.req.param('id'), OPERATOR)));
  app.post('/outlets/:id/test', async (c) => answer(await testOutlet(deps, c.req.param('id'), OPERATOR)));
  return app;
}
