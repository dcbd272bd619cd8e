import { Hono } from 'hono';
import { DESK_ROLES } from '../../src/domain/officer-rules.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import { changeDrill, createDrill, deleteDrill } from '../use-cases/compose-drill.ts';
import { versioned, withReason } from '../use-cases/desk-form.ts';
import type { DrillDeps } from '../use-cases/drill-deps.ts';
import { drillChange, newDrill } from '../use-cases/drill-notice-form.ts';
import { listDrills } from '../use-cases/read-drills.ts';
import { closeDrill, previewDrill, scheduleDrill } from '../use-cases/schedule-drill.ts';
import { deskAct, deskAnswer, spoken } from './staff-desk-answer.ts';

/** `/api/staff/desk/drills/…` */
export function staffDrillRoutes(deps: DrillDeps, gate: StaffGate): Hono {
  const app = new Hono();
  app.use('*', requireStaff(gate, ...DESK_ROLES));
  app.get('/', async (c) => deskAnswer({ ok: true, value: { drills: await listDrills(deps, staffOf(c)) } }));
  app.post('/', (c) => deskAct(c.req.raw, newDrill, (wish) => createDrill(deps, staffOf(c), wish), 201));
  app.put('/:id', (c) =>
    deskAct(c.req.raw, drillChange, (change) => changeDrill(deps, staffOf(c), c.req.param('id'), change)),
  );
  app.delete('/:id', async (c) => deskAnswer(await deleteDrill(deps, staffOf(c), c.req.param('id'))));
  app.post('/:id/preview', async (c) => {
    const preview = await previewDrill(deps, staffOf(c), c.req.param('id'));
    if (!preview.ok) return deskAnswer(preview);
    const problems = preview.value.problems.map(spoken);
    return deskAnswer({ ok: true, value: { ...preview.value, problems } });
  });
  app.post('/:id/schedule', (c) =>
    deskAct(c.req.raw, versioned, ({ version }) =>
      scheduleDrill(deps, staffOf(c), c.req.param('id'), version),
    ),
  );
  app.post('/:id/end', (c) =>
    deskAct(c.req.raw, versioned, ({ version }) =>
      closeDrill(deps, staffOf(c), c.req.param('id'), version, null),
    ),
  );
  app.post('/:id/cancel', (c) =>
    deskAct(c.req.raw, withReason, ({ version, reason }) =>
      closeDrill(deps, staffOf(c), c.req.param('id'), version, reason),
    ),
  );
  return app;
}
