import { Hono } from 'hono';
import { DESK_ROLES } from '../../src/domain/officer-rules.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import { readBody } from '../http/read-body.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import type { DeskDeps } from '../use-cases/desk-deps.ts';
import { deskOptions, regionChildren, type DeskChoices } from '../use-cases/desk-options.ts';
import { readForDesk } from '../use-cases/read-for-desk.ts';
import { listDeskAlerts, reviseAlert } from '../use-cases/revise-alert.ts';
import { deskAct, deskAnswer } from './staff-desk-answer.ts';
import { pasted, revision } from '../use-cases/desk-form.ts';

const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;

/** `/api/staff/desk/…`: what the duty officer's forms are filled from, and what may be revised. */
export function staffDeskRoutes(deps: DeskDeps, choices: DeskChoices, gate: StaffGate): Hono {
  const app = new Hono();
  app.use('*', requireStaff(gate, ...DESK_ROLES));
  app.get('/options', (c) =>
    c.json(deskOptions(deps, choices, staffOf(c)), 200, { 'cache-control': 'no-store' }),
  );
  app.get('/regions/:adcode', (c) =>
    deskAnswer(regionChildren(deps, choices, staffOf(c), c.req.param('adcode'))),
  );
  app.post('/read', async (c) => {
    const isFile = c.req.header('content-type')?.startsWith('application/octet-stream') === true;
    const given = isFile
      ? await readBody(c.req.raw, MAX_DOCUMENT_BYTES)
      : await parseBody(c.req.raw, MAX_DOCUMENT_BYTES, pasted);
    if (!given.ok) return problemResponse(given.problem);
    const document = 'text' in given.value ? given.value.text : given.value;
    return deskAnswer(await readForDesk(deps, document));
  });
  app.get('/alerts', async (c) =>
    deskAnswer({ ok: true, value: { alerts: await listDeskAlerts(deps, staffOf(c)) } }),
  );
  app.post('/alerts/:id/revise', (c) =>
    deskAct(
      c.req.raw,
      revision,
      ({ purpose }) => reviseAlert(deps, staffOf(c), c.req.param('id'), purpose),
      201,
    ),
  );
  return app;
}
