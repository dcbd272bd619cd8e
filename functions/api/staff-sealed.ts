import { Hono, type Context } from 'hono';
import type { Result } from '../../src/domain/problem.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import { staffOf } from '../http/staff-gate.ts';
import { decideClaim, tagPerson } from '../use-cases/check-claim.ts';
import type { CustodyDeps } from '../use-cases/custodian-deps.ts';
import * as form from '../use-cases/custodian-form.ts';
import { readIdentity } from '../use-cases/identity-access.ts';
import { openSealed } from '../use-cases/open-sealed.ts';
import { deskAct, MAX_FORM_BYTES } from './staff-desk-answer.ts';

/** What hands out ciphertext, and what is decided after it was opened; mounted behind the gate. */
export function staffSealedRoutes(deps: CustodyDeps): Hono {
  const app = new Hono();
  const idOf = (c: Context): string => c.req.param('id') ?? '';
  app.get('/:id/identity', async (c) =>
    bytes(await readIdentity(deps, staffOf(c), idOf(c)), ({ sealed }) => sealed),
  );
  app.post('/:id/open', async (c) => {
    const asked = await parseBody(c.req.raw, MAX_FORM_BYTES, form.openForm);
    if (!asked.ok) return problemResponse(asked.problem);
    const { sequence, reason } = asked.value;
    return bytes(await openSealed(deps, staffOf(c), idOf(c), sequence, reason), (all) => all);
  });
  app.post('/:id/tag', (c) =>
    deskAct(c.req.raw, form.tagForm, ({ tag }) => tagPerson(deps, staffOf(c), idOf(c), tag)),
  );
  app.post('/:id/check', (c) =>
    deskAct(c.req.raw, form.checkForm, (f) => decideClaim(deps, staffOf(c), idOf(c), f)),
  );
  return app;
}

/** Ciphertext, for a script of ours alone: no browser shows it, keeps it or takes it for something else. */
function bytes<T>(result: Result<T>, of: (value: T) => Uint8Array): Response {
  if (!result.ok) return problemResponse(result.problem);
  return new Response(Uint8Array.from(of(result.value)), {
    headers: {
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    },
  });
}
