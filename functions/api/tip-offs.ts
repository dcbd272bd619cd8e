import { Hono, type Context } from 'hono';
import type { Instant } from '../../src/domain/instant.ts';
import { failed } from '../../src/domain/problem.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { VisitorPace } from '../http/rate-limit.ts';
import { readTipOffForm } from '../http/tip-off-form.ts';
import { newestKey } from '../use-cases/tip-off-identity.ts';
import { submitTipOff, type SubmitTipOffDeps } from '../use-cases/submit-tip-off.ts';

export interface TipOffRouteDeps extends SubmitTipOffDeps {
  now(): Instant;
  submitPace: VisitorPace;
  /** The visitor's address, proxies considered. Counted by a keyed hash, never kept or logged. */
  addressOf(context: Context): string;
}

const RETRY_KEY = /^[\x21-\x7e]{8,200}$/;

/**
 * POST /api/tip-offs — files a tip-off (multipart: kind category adcode place text contact receipt photos…).
 * 201, or 200 when this very submission was filed before. The receipt came from the browser and is never sent back.
 */
export function tipOffRoutes(deps: TipOffRouteDeps): Hono {
  const app = new Hono();
  app.post('/api/tip-offs', async (c) => {
    const waitSeconds = await deps.submitPace.consume(deps.addressOf(c));
    if (waitSeconds !== null)
      return problemResponse(failed('too-many-requests').problem, { 'retry-after': String(waitSeconds) });
    const retryKey = c.req.header('idempotency-key') ?? null;
    if (retryKey !== null && !RETRY_KEY.test(retryKey))
      return problemResponse(failed('field-invalid', 'Idempotency-Key').problem);
    const { result: form, discard } = await readTipOffForm(c.req.raw, deps.uploads.spool);
    const filed = form.ok
      ? await submitTipOff(
          deps,
          { ...form.value.fields, photos: form.value.photos, retryKey },
          deps.now(),
        ).finally(discard)
      : await discard().then(() => form);
    if (!filed.ok) return problemResponse(filed.problem);
    const { isNew, caseNo, receivedAt } = filed.value;
    return Response.json(
      { caseNo, receivedAt },
      { status: isNew ? 201 : 200, headers: { 'cache-control': 'no-store' } },
    );
  });
  // Nobody is told more of a key than what seals to it.
  app.get('/api/tip-offs/custodian-key', async () => {
    const key = newestKey(await deps.sealing.listCustodianKeys());
    if (key === null) return problemResponse(failed('not-found').problem);
    const headers = { 'cache-control': 'no-store' };
    return Response.json({ id: key.id, recipient: key.recipient }, { headers });
  });
  return app;
}
