import { Hono, type Context } from 'hono';
import type { Result } from '../../src/domain/problem.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import type { CustodyDeps } from '../use-cases/custodian-deps.ts';
import * as form from '../use-cases/custodian-form.ts';
import { askForIdentity, endIdentity, grantIdentity, refuseIdentity } from '../use-cases/identity-access.ts';
import { readCustody } from '../use-cases/read-custody.ts';
import { deskAct, deskAnswer } from './staff-desk-answer.ts';
import { staffSealedRoutes } from './staff-sealed.ts';

/** `/api/staff/custodian/cases/:id/…`. Any signed-in person may ask; who may not is refused below and noted. */
export function staffCustodyRoutes(deps: CustodyDeps, gate: StaffGate): Hono {
  const app = new Hono();
  app.use('*', requireStaff(gate));
  const idOf = (c: Context): string => c.req.param('id') ?? '';
  app.get('/:id', async (c) => deskAnswer(await readCustody(deps, staffOf(c), idOf(c))));
  app.post('/:id/ask', (c) =>
    deskAct(c.req.raw, form.askForm, async (f) => done(await askForIdentity(deps, staffOf(c), idOf(c), f))),
  );
  app.post('/:id/grant', (c) =>
    deskAct(c.req.raw, form.grantForm, async (f) => done(await grantIdentity(deps, staffOf(c), idOf(c), f))),
  );
  app.post('/:id/refuse', (c) =>
    deskAct(c.req.raw, form.refuseForm, async (f) =>
      done(await refuseIdentity(deps, staffOf(c), idOf(c), f)),
    ),
  );
  app.post('/:id/end', (c) =>
    deskAct(c.req.raw, form.endForm, async (f) =>
      done(await endIdentity(deps, staffOf(c), idOf(c), f.version)),
    ),
  );
  app.route('/', staffSealedRoutes(deps));
  return app;
}

/** The page reads the case anew. */
const done = (result: Result<unknown>): Result<null> => (result.ok ? { ok: true, value: null } : result);
