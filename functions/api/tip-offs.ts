import { Hono, type Context } from 'hono';
import type { Instant } from '../../src/domain/instant.ts';
import { failed } from '../../src/domain/problem.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { WorkGate } from '../http/work-gate.ts';
import type { VisitorPace } from '../http/rate-limit.ts';
import { bytesOf, megabytesOf, readTipOffForm, type TipOffForm } from '../http/tip-off-form.ts';
import { submitTipOff, type SubmitTipOffDeps } from '../use-cases/submit-tip-off.ts';

export interface TipOffRouteDeps extends SubmitTipOffDeps {
  now(): Instant;
  workGate: WorkGate;
  /** Counted in megabytes. */
  uploadPace: VisitorPace;
  /** The visitor's address, proxies considered. Counted by a keyed hash, never kept or logged. */
  addressOf(context: Context): string;
}

const RETRY_KEY = /^[\x21-\x7e]{8,200}$/;

/**
 * POST /api/tip-offs — files a tip-off (multipart, see tip-off-form.ts).
 * 201, or 200 when this very submission was filed before. The receipt came from the browser and is never sent back.
 */
export function tipOffRoutes(deps: TipOffRouteDeps): Hono {
  const app = new Hono();
  const file = ({ fields, photos }: TipOffForm, retryKey: string | null, address: string) => {
    const admit = () => deps.workGate.admit(address, fields.work);
    return submitTipOff(deps, { ...fields, photos, retryKey, admit }, deps.now());
  };
  app.post('/api/tip-offs', async (c) => {
    // An address ends up in histories and logs: nothing in it is looked at, and whoever puts something there is told.
    if (new URL(c.req.url).search !== '') return problemResponse(failed('receipt-in-address').problem);
    const address = deps.addressOf(c);
    const said = Number(c.req.header('content-length') ?? '0');
    const waitSeconds = await deps.uploadPace.consume(address, megabytesOf(said));
    if (waitSeconds !== null)
      return problemResponse(failed('uploads-too-many').problem, { 'retry-after': String(waitSeconds) });
    const retryKey = c.req.header('idempotency-key') ?? null;
    if (retryKey !== null && !RETRY_KEY.test(retryKey))
      return problemResponse(failed('field-invalid', 'Idempotency-Key').problem);
    const { result: form, discard } = await readTipOffForm(c.req.raw, deps.uploads.spool);
    // A proxy may send on a body in pieces, without its length: then it is counted by what came.
    if (said === 0 && form.ok) await deps.uploadPace.consume(address, megabytesOf(bytesOf(form.value)));
    const filed = form.ok ? await file(form.value, retryKey, address).finally(discard) : form;
    if (!form.ok) await discard();
    if (!filed.ok && filed.problem.word === 'work-needed')
      return problemResponse(filed.problem, {}, { challenge: await deps.workGate.challenge(address) });
    if (!filed.ok) return problemResponse(filed.problem);
    const { isNew, caseNo, receivedAt } = filed.value;
    return Response.json(
      { caseNo, receivedAt },
      { status: isNew ? 201 : 200, headers: { 'cache-control': 'no-store' } },
    );
  });
  return app;
}
