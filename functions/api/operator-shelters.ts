import { Hono } from 'hono';
import { problemResponse } from '../http/problem-response.ts';
import { readBody } from '../http/read-body.ts';
import { importShelters, type ShelterImportDeps } from '../use-cases/import-shelters.ts';

const MAX_TABLE_BYTES = 10 * 1024 * 1024;

/** POST /shelters[?dry-run=1] with a CSV body — all rows or none, with a report of every mistake. */
export function operatorShelterRoutes(deps: ShelterImportDeps): Hono {
  const app = new Hono();
  app.post('/shelters', async (c) => {
    const body = await readBody(c.req.raw, MAX_TABLE_BYTES);
    if (!body.ok) return problemResponse(body.problem);
    const report = await importShelters(deps, body.value, c.req.query('dry-run') === '1');
    return report.ok ? c.json(report.value) : problemResponse(report.problem);
  });
  return app;
}
