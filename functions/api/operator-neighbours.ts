import { Hono } from 'hono';
import type { Result } from '../../src/domain/problem.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import {
  addNeighbour,
  neighbourForm,
  removeNeighbour,
  rotateNeighbour,
  type ManageNeighboursDeps,
} from '../use-cases/manage-neighbours.ts';
import { publicStatus } from '../use-cases/manage-sources.ts';

const MAX_BYTES = 16 * 1024;

const answer = (result: Result<object>): Response =>
  result.ok
    ? Response.json(result.value, { headers: { 'cache-control': 'no-store' } })
    : problemResponse(result.problem);

/** The neighbours that post to us, behind the operator token. */
export function operatorNeighbourRoutes(deps: ManageNeighboursDeps): Hono {
  const app = new Hono();
  app.get('/neighbours', async (c) => {
    const posting = (await deps.sources.listSources()).filter(({ kind }) => kind === 'post');
    return c.json({ neighbours: posting.map(publicStatus) });
  });
  app.post('/neighbours', async (c) => {
    const form = await parseBody(c.req.raw, MAX_BYTES, neighbourForm);
    return answer(form.ok ? await addNeighbour(deps, form.value) : form);
  });
  app.post('/neighbours/:name/rotate', async (c) => answer(await rotateNeighbour(deps, c.req.param('name'))));
  app.delete('/neighbours/:name', async (c) => answer(await removeNeighbour(deps, c.req.param('name'))));
  return app;
}
