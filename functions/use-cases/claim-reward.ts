import { isSealedClaim } from '../../src/domain/claim-details.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { MAX_CLAIM_TRIES } from '../../src/domain/tip-off-status.ts';
import type { OpenedCase } from '../store/tip-off-status-contract.ts';
import { isClaimSecret, readClaimSecret } from './claim-secret.ts';
import { handleCase } from './handle-case.ts';
import { viewOf, type StatusDeps } from './open-by-receipt.ts';

export interface Claim {
  claimSecret: string;
  /** age ciphertext in base64url, as the browser made it. */
  claim: string;
  claimKeyId: string;
}

/** 领奖 by receipt and secret. What is claimed with is sealed for the custodian: this server cannot read it. */
export async function claimReward(deps: StatusDeps, opened: OpenedCase, given: Claim): Promise<Result<null>> {
  const { id } = opened.file;
  const now = deps.now();
  const refused = await refusal(deps, opened);
  if (refused !== null) return refused;
  const sealed = /^[\w-]+$/.test(given.claim) ? Buffer.from(given.claim, 'base64url') : new Uint8Array();
  if (!isSealedClaim(sealed)) return failed('field-invalid', 'claim', '请重新打开这一页，再填一次。');
  const key = (await deps.cases.listCustodianKeys()).find((one) => one.id === given.claimKeyId);
  if (key === undefined || key.retiredAt !== null) return failed('custodian-key-unknown', 'claimKeyId');
  const proved = await prove(deps, opened, given.claimSecret);
  if (!proved.ok) return proved;
  // Kept before the claim and taken back when another was faster: a claim without its details could not be paid. A
  // server that dies in between leaves details nobody looks at, and the next try adds its own.
  const sequence = await deps.status.addClaim(id, key.id, sealed, now);
  if (sequence === null) return failed('receipt-unknown');
  const claimed = await handleCase(deps, id, null, { do: 'claim' }, 'reporter');
  if (claimed.ok) return ok(null);
  await deps.status.dropClaim(sequence);
  return (await deps.cases.findCase(id))?.reward === 'claimed' ? failed('claim-already') : claimed;
}

/** 放弃奖励, for good. Asks for the secret when there is one: a borrowed receipt must not cost its owner the money. */
export async function waiveReward(
  deps: StatusDeps,
  opened: OpenedCase,
  claimSecret: string,
): Promise<Result<null>> {
  if (opened.file.reward === 'waived') return ok(null);
  if (opened.file.reward !== 'notified') return failed('claim-not-due');
  if (opened.claimSecret !== null) {
    const proved = await prove(deps, opened, claimSecret);
    if (!proved.ok) return proved;
  }
  const waived = await handleCase(deps, opened.file.id, null, { do: 'waive' }, 'reporter');
  // A double click: it is waived, whoever was faster.
  const isWaived = waived.ok || (await deps.cases.findCase(opened.file.id))?.reward === 'waived';
  return isWaived ? ok(null) : waived;
}

/** Why it cannot be claimed here and now, before any try is counted. */
async function refusal(deps: StatusDeps, opened: OpenedCase): Promise<Result<never> | null> {
  const { reward } = await viewOf(deps, opened, deps.now());
  if (reward?.state === 'claimed' || reward?.state === 'paid') return failed('claim-already');
  if (reward?.state === 'lapsed' || reward?.isLate === true) return failed('claim-late');
  if (reward?.state !== 'notified') return failed('claim-not-due');
  if (reward.claim?.by !== 'hand') return null;
  return failed(reward.claim.why === 'locked' ? 'claim-locked' : 'claim-by-hand');
}

/** Counts the try before it is judged, so that a hundred at once are not a hundred tries. What cannot be one is none. */
async function prove(deps: StatusDeps, opened: OpenedCase, typed: string): Promise<Result<null>> {
  const secret = readClaimSecret(typed);
  if (secret === null || opened.claimSecret === null)
    return failed('field-invalid', 'claimSecret', '领奖密码是举报时自己设的 6 到 12 位数字。');
  const tries = await deps.cases.countClaimTry(opened.file.id);
  if (tries > MAX_CLAIM_TRIES) return failed('claim-locked');
  if (await isClaimSecret(secret, opened.claimSecret)) return ok(null);
  const left = MAX_CLAIM_TRIES - tries;
  return left === 0
    ? failed('claim-locked')
    : failed('claim-secret-wrong', 'claimSecret', `还可以试 ${left} 次，之后要到承办单位办理。`);
}
