import { Hono } from 'hono';
import type { z } from 'zod';
import type { Result } from '../../src/domain/problem.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import {
  addSource,
  changeSource,
  publicStatus,
  removeSource,
  sourceChange,
  sourceForm,
  type ManageSourcesDeps,
} from '../use-cases/manage-sources.ts';

const MAX_BYTES = 16 * 1024;

const answer = (result: Result<object>): Response =>
  result.ok
    ? Response.json(result.value, { headers: { 'cache-control': 'no-store' } })
    : problemResponse(result.problem);

async function act<T>(request: Request, schema: z.ZodType<T>, run: (form: T) => Promise<Result<object>>) {
  const form = await parseBody(request, MAX_BYTES, schema);
  return answer(form.ok ? await run(form.value) : form);
}

/** The neighbours whose feeds are polled, behind the operator token. */
export function operatorSourceRoutes(deps: ManageSourcesDeps): Hono {
  const app = new Hono();
  app.get('/sources', async (c) => c.json({ sources: (await deps.sources.listSources()).map(publicStatus) }));
  app.post('/sources', (c) => act(c.req.raw, sourceForm, (form) => addSource(deps, form)));
  app.put('/sources/:name', (c) =>
    act(c.req.raw, sourceChange, ({ state }) => changeSource(deps, c.req.param('name'), state)),
  );
  app.delete('/sources/:name', async (c) => answer(await removeSource(deps, c.req.param('name'))));
  return app;
}
