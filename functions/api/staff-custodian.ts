import { Hono } from 'hono';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import type { CustodyDeps } from '../use-cases/custodian-deps.ts';
import { keyForm, retireForm } from '../use-cases/custodian-form.ts';
import { listKeys, registerKey, retireKey } from '../use-cases/custodian-key.ts';
import { staffCustodyRoutes } from './staff-custody.ts';
import { deskAct, deskAnswer } from './staff-desk-answer.ts';

/** `/api/staff/custodian/…`: public keys, and what is sealed to them in a case. */
export function staffCustodianRoutes(deps: CustodyDeps, gate: StaffGate): Hono {
  const keys = new Hono();
  keys.use('*', requireStaff(gate, 'custodian'));
  keys.get('/', async () => deskAnswer({ ok: true, value: { keys: await listKeys(deps) } }));
  keys.post('/', (c) =>
    deskAct(
      c.req.raw,
      keyForm,
      ({ recipient, reason }) => registerKey(deps, staffOf(c), recipient, reason),
      201,
    ),
  );
  keys.post('/:id/retire', (c) =>
    deskAct(c.req.raw, retireForm, ({ reason }) => retireKey(deps, staffOf(c), c.req.param('id'), reason)),
  );
  const app = new Hono();
  app.route('/keys', keys);
  app.route('/cases', staffCustodyRoutes(deps, gate));
  return app;
}
