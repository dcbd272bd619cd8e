import { Hono, type Context } from 'hono';
import { failed } from '../../src/domain/problem.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { WorkGate } from '../http/work-gate.ts';
import { newestKey, type IdentitySealing } from '../use-cases/tip-off-identity.ts';

export interface PreparationDeps {
  sealing: IdentitySealing;
  workGate: WorkGate;
  addressOf(context: Context): string;
}

const headers = { 'cache-control': 'no-store' };

/** What a browser asks before it files: the key to seal to, and the sum a busy server wants done. */
export function preparationRoutes(deps: PreparationDeps): Hono {
  const app = new Hono();
  // Nobody is told more of a key than what seals to it.
  app.get('/api/tip-offs/custodian-key', async () => {
    const key = newestKey(await deps.sealing.listCustodianKeys());
    if (key === null) return problemResponse(failed('not-found').problem);
    return Response.json({ id: key.id, recipient: key.recipient }, { headers });
  });
  app.get('/api/tip-offs/challenge', async (c) =>
    Response.json(await deps.workGate.challenge(deps.addressOf(c)), { headers }),
  );
  return app;
}
