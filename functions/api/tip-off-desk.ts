import { createHash, randomBytes } from 'node:crypto';
import { MINUTE_MS, toMs } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { makeReceipt, RECEIPT_BYTES } from '../../src/domain/receipt.ts';
import type { FiledWithReceipt, TipOffDesk } from '../../src/domain/tip-off-desk.ts';
import type { VisitorPace } from '../http/rate-limit.ts';
import { readTipOffForm, type TipOffForm } from '../http/tip-off-form.ts';
import { readTipOffStatus } from '../use-cases/read-tip-off-status.ts';
import { submitTipOff } from '../use-cases/submit-tip-off.ts';
import type { TipOffRouteDeps } from './tip-offs.ts';

export interface TipOffDeskDeps extends Omit<TipOffRouteDeps, 'addressOf'> {
  statusPace: VisitorPace;
}

/** Long enough for a double click and an impatient reload, short for a receipt to stay in memory. */
const REPEAT_MS = 2 * MINUTE_MS;

/** Makes desks for visitors: `const deskFor = createTipOffDesks(deps)`, then per request `deskFor(address)`. */
export function createTipOffDesks(deps: TipOffDeskDeps): (address: string) => TipOffDesk {
  const recent = new Map<string, { at: number; answer: Promise<Result<FiledWithReceipt>> }>();

  async function file(form: TipOffForm): Promise<Result<FiledWithReceipt>> {
    const receipt = makeReceipt(randomBytes(RECEIPT_BYTES));
    const submission = { ...form.fields, photos: form.photos, receipt, retryKey: null };
    const filed = await submitTipOff(deps, submission, deps.now());
    if (!filed.ok) return filed;
    return ok({ receipt, caseNo: filed.value.caseNo, receivedAt: filed.value.receivedAt });
  }

  /** Without script nothing in the form tells a double click from a second tip-off; same visitor, same content does. */
  function fileOnce(address: string, form: TipOffForm): Promise<Result<FiledWithReceipt>> {
    const now = toMs(deps.now());
    for (const [old, { at }] of recent) if (now - at > REPEAT_MS) recent.delete(old);
    const digest = createHash('sha256').update(JSON.stringify([address, form.fields]));
    for (const photo of form.photos) digest.update(createHash('sha256').update(photo).digest());
    const key = digest.digest('base64url');
    const answer = recent.get(key)?.answer ?? file(form);
    recent.set(key, { at: recent.get(key)?.at ?? now, answer });
    answer.then(
      (result) => result.ok || recent.delete(key),
      () => recent.delete(key),
    );
    return answer;
  }

  return (address) => ({
    async readStatus(typed) {
      const waitSeconds = await deps.statusPace.consume(address);
      if (waitSeconds !== null) return failed('too-many-requests', undefined, `请等 ${waitSeconds} 秒再查。`);
      return readTipOffStatus(deps, typed);
    },
    async submitForm(request) {
      const waitSeconds = await deps.submitPace.consume(address);
      if (waitSeconds !== null) return { result: failed('too-many-requests'), typed: {} };
      const { result: form, typed } = await readTipOffForm(request);
      return { result: form.ok ? await fileOnce(address, form.value) : form, typed: { ...typed } };
    },
  });
}
