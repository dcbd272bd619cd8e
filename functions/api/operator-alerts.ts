import { Hono } from 'hono';
import { z } from 'zod';
import type { Result } from '../../src/domain/problem.ts';
import { problemBody, problemResponse } from '../http/problem-response.ts';
import { readBody } from '../http/read-body.ts';
import { parseBody } from '../http/parse-body.ts';
import type { Accepted, AlertDeps } from '../use-cases/alert-deps.ts';
import { completeDraft, completion } from '../use-cases/complete-draft.ts';
import { ingestDocument } from '../use-cases/ingest-document.ts';
import { alertForm, issueAlert } from '../use-cases/issue-alert.ts';
import { cancelAlert, updateAlert } from '../use-cases/update-alert.ts';

const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;
const MAX_FORM_BYTES = 64 * 1024;
const cancellation = z.strictObject({ reason: z.string().trim().max(1000).default('') });

async function act<T>(
  request: Request,
  schema: z.ZodType<T>,
  run: (form: T) => Promise<Result<Accepted>>,
): Promise<Response> {
  const form = await parseBody(request, MAX_FORM_BYTES, schema);
  const result = form.ok ? await run(form.value) : form;
  return result.ok
    ? Response.json(result.value, { headers: { 'cache-control': 'no-store' } })
    : problemResponse(result.problem);
}

/** What the bureau's operator may do with alerts, behind the operator token. */
export function operatorAlertRoutes(deps: AlertDeps): Hono {
  const app = new Hono();
  app.post('/documents', async (c) => {
    const body = await readBody(c.req.raw, MAX_DOCUMENT_BYTES);
    if (!body.ok) return problemResponse(body.problem);
    const results = await ingestDocument(deps, body.value);
    const only = results.length === 1 ? results[0] : undefined;
    if (only !== undefined && !only.ok) return problemResponse(only.problem);
    const items = results.map((r) =>
      r.ok ? r.value : { outcome: 'refused', problem: problemBody(r.problem) },
    );
    return c.json({ results: items });
  });
  app.post('/alerts', (c) => act(c.req.raw, alertForm, (form) => issueAlert(deps, form)));
  app.put('/alerts/:id', (c) =>
    act(c.req.raw, alertForm, (form) => updateAlert(deps, c.req.param('id'), form)),
  );
  app.post('/alerts/:id/cancel', (c) =>
    act(c.req.raw, cancellation, ({ reason }) => cancelAlert(deps, c.req.param('id'), reason)),
  );
  app.get('/drafts', async (c) => c.json({ drafts: await deps.store.listDrafts() }));
  app.post('/drafts/:id/complete', (c) =>
    act(c.req.raw, completion, (form) => completeDraft(deps, c.req.param('id'), form)),
  );
  return app;
}
