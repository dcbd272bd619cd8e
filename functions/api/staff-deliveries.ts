import { Hono } from 'hono';
import { DESK_ROLES } from '../../src/domain/officer-rules.ts';
import { failed } from '../../src/domain/problem.ts';
import { alertTopic } from '../../src/domain/topic.ts';
import { problemResponse } from '../http/problem-response.ts';
import { requireStaff, type StaffGate } from '../http/staff-gate.ts';
import type { DeliveryLedger } from '../store/ledger-contract.ts';
import { isAlertId } from '../use-cases/alert-identity.ts';

/**
 * GET /api/staff/desk/deliveries/:alertId — how far each channel is with each revision, newest first: counts only,
 * the same that the openness page publishes, but as they are at this moment.
 */
export function staffDeliveryRoutes(ledger: Pick<DeliveryLedger, 'totals'>, gate: StaffGate): Hono {
  const app = new Hono();
  app.use('*', requireStaff(gate, ...DESK_ROLES));
  app.get('/:alertId', async (c) => {
    const alertId = c.req.param('alertId');
    if (!isAlertId(alertId)) return problemResponse(failed('alert-unknown', 'alertId').problem);
    const totals = await ledger.totals({ topic: alertTopic(alertId) });
    return c.json({ totals }, 200, { 'cache-control': 'no-store' });
  });
  return app;
}
