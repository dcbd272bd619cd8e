import { Hono } from 'hono';
import { DESK_ROLES } from '../../src/domain/officer-rules.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import { changeNotice, createNotice, deleteNotice, listNotices } from '../use-cases/compose-notice.ts';
import { versioned, withReason } from '../use-cases/desk-form.ts';
import { newNotice, noticeChange } from '../use-cases/drill-notice-form.ts';
import type { NoticeDeps } from '../use-cases/notice-deps.ts';
import { publishNotice, withdrawNotice } from '../use-cases/publish-notice.ts';
import { deskAct, deskAnswer } from './staff-desk-answer.ts';

/** `/api/staff/notices/…` */
export function staffNoticeRoutes(deps: NoticeDeps, gate: StaffGate): Hono {
  const app = new Hono();
  app.use('*', requireStaff(gate, ...DESK_ROLES));
  app.get('/', async (c) =>
    deskAnswer({ ok: true, value: { notices: await listNotices(deps, staffOf(c)) } }),
  );
  app.post('/', (c) =>
    deskAct(c.req.raw, newNotice, ({ form }) => createNotice(deps, staffOf(c), form), 201),
  );
  app.put('/:id', (c) =>
    deskAct(c.req.raw, noticeChange, (change) => changeNotice(deps, staffOf(c), c.req.param('id'), change)),
  );
  app.delete('/:id', async (c) => deskAnswer(await deleteNotice(deps, staffOf(c), c.req.param('id'))));
  app.post('/:id/publish', (c) =>
    deskAct(c.req.raw, versioned, ({ version }) =>
      publishNotice(deps, staffOf(c), c.req.param('id'), version),
    ),
  );
  app.post('/:id/withdraw', (c) =>
    deskAct(c.req.raw, withReason, ({ version, reason }) =>
      withdrawNotice(deps, staffOf(c), c.req.param('id'), version, reason),
    ),
  );
  return app;
}
