import { Hono, type Context } from 'hono';
import type { Instant } from '../../src/domain/instant.ts';
import { failed } from '../../src/domain/problem.ts';
import { MAX_TIP_OFF_BYTES } from '../../src/domain/tip-off.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { WorkGate } from '../http/work-gate.ts';
import type { VisitorPace } from '../http/rate-limit.ts';
import { readTipOffForm, type TipOffForm } from '../http/tip-off-form.ts';
import { newestKey } from '../use-cases/tip-off-identity.ts';
import { submitTipOff, type SubmitTipOffDeps } from '../use-cases/submit-tip-off.ts';

export interface TipOffRouteDeps extends SubmitTipOffDeps {
  now(): Instant;
  workGate: WorkGate;
  /** Counted in megabytes. */
  uploadPace: VisitorPace;
  /** The visitor's address, proxies considered. Counted by a keyed hash, never kept or logged. */
  addressOf(context: Context): string;
}

const MAX_WORDS_BYTES = 256 * 1024;
/** A body that does not say how long it is, or says too much, is cut at its limit. */
const UNKNOWN_MEGABYTES = Math.ceil(MAX_TIP_OFF_BYTES / 1_048_576);
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
    const address = deps.addressOf(c);
    const waitSeconds = await deps.uploadPace.consume(address, megabytesOf(c.req.header('content-length')));
    if (waitSeconds !== null)
      return problemResponse(failed('uploads-too-many').problem, { 'retry-after': String(waitSeconds) });
    const retryKey = c.req.header('idempotency-key') ?? null;
    if (retryKey !== null && !RETRY_KEY.test(retryKey))
      return problemResponse(failed('field-invalid', 'Idempotency-Key').problem);
    const { result: form, discard } = await readTipOffForm(c.req.raw, deps.uploads.spool);
    const filed = form.ok ? await file(form.value, retryKey, address).finally(discard) : form;
    if (!form.ok) await discard();
    if (!filed.ok && filed.problem.word === 'work-needed') {
      return problemResponse(filed.problem, {}, { challenge: await deps.workGate.challenge(address) });
    }
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
  app.get('/api/tip-offs/challenge', async (c) =>
    Response.json(await deps.workGate.challenge(deps.addressOf(c)), {
      headers: { 'cache-control': 'no-store' },
    }),
  );
  return app;
}

/** What a form weighs against an address's quota. Words alone weigh nothing: they are never held up by others' photos. */
function megabytesOf(contentLength: string | undefined): number {
  if (contentLength === undefined) return UNKNOWN_MEGABYTES;
  const bytes = Number(contentLength);
  return bytes > MAX_WORDS_BYTES ? Math.min(Math.ceil(bytes / 1_048_576), UNKNOWN_MEGABYTES) : 0;
}
