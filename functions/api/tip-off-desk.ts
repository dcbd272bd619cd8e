import { createHash, randomBytes } from 'node:crypto';
import { MINUTE_MS, toMs } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { makeReceipt, RECEIPT_BYTES } from '../../src/domain/receipt.ts';
import type { FiledWithReceipt, TipOffDesk } from '../../src/domain/tip-off-desk.ts';
import type { VisitorPace } from '../http/rate-limit.ts';
import { RecentAnswers } from '../http/recent-answers.ts';
import { readTipOffForm, type TipOffForm } from '../http/tip-off-form.ts';
import { submitTipOff } from '../use-cases/submit-tip-off.ts';
import { newestKey } from '../use-cases/tip-off-identity.ts';
import type { TipOffRouteDeps } from './tip-offs.ts';

export interface TipOffDeskDeps extends Omit<TipOffRouteDeps, 'addressOf' | 'workGate' | 'uploadPace'> {
  /** Without script there is nobody to work: past this one waits. */
  submitPace: VisitorPace;
}

/** Long enough for a double click and an impatient reload, short for a receipt to stay in memory. */
const REPEAT_MS = 2 * MINUTE_MS;

/** Makes desks for visitors: `const deskFor = createTipOffDesks(deps)`, then per request `deskFor(address)`. */
export function createTipOffDesks(deps: TipOffDeskDeps): (address: string) => TipOffDesk {
  const recent = new RecentAnswers<FiledWithReceipt>(REPEAT_MS);

  async function file({ fields, photos }: TipOffForm): Promise<Result<FiledWithReceipt>> {
    const receipt = makeReceipt(randomBytes(RECEIPT_BYTES));
    const filed = await submitTipOff(deps, { ...fields, photos, receipt, retryKey: null }, deps.now());
    if (!filed.ok) return filed;
    return ok({ receipt, caseNo: filed.value.caseNo, receivedAt: filed.value.receivedAt });
  }

  return (address) => ({
    takesContact: async () => newestKey(await deps.sealing.listCustodianKeys()) !== null,
    async submitForm(request) {
      const waitSeconds = await deps.submitPace.consume(address);
      if (waitSeconds !== null) return { result: failed('too-many-requests'), typed: {} };
      const { result: form, typed, discard } = await readTipOffForm(request, deps.uploads.spool);
      if (!form.ok) return discard().then(() => ({ result: form, typed: { ...typed } }));
      // Without script nothing in the form tells a double click from a second tip-off; visitor and content do.
      const { fields, photos } = form.value;
      const said = JSON.stringify([address, fields, ...photos.map((photo) => photo.digest)]);
      const key = createHash('sha256').update(said).digest('base64url');
      const answer = recent.once(key, toMs(deps.now()), () => file(form.value));
      return { result: await answer.finally(discard), typed: { ...typed } };
    },
  });
}
