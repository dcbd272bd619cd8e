import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { makeReceipt, readReceipt, RECEIPT_BYTES } from '../../src/domain/receipt.ts';
import { statusView } from '../../src/domain/tip-off-status-view.ts';
import type { StatusView } from '../../src/domain/tip-off-status.ts';
import type { FollowUpStore } from '../store/follow-up-contract.ts';
import type { OpenedCase, StatusStore } from '../store/tip-off-status-contract.ts';
import type { CaseDeps } from './handle-case.ts';
import { newestKey } from './tip-off-identity.ts';

export interface StatusDeps extends CaseDeps {
  status: StatusStore;
  followUps: FollowUpStore;
}

/** Looked up in place of a receipt that cannot be one, so that a slip costs the same time as a wrong guess. */
const NOBODYS_RECEIPT = makeReceipt(new Uint8Array(RECEIPT_BYTES));

/**
 * The case behind a receipt. Malformed, wrong, never given and purged receipts get one and the same answer after the
 * same work: nothing tells a guesser how near the guess was.
 */
export async function openByReceipt(
  deps: Pick<StatusDeps, 'status'>,
  typed: string,
): Promise<Result<OpenedCase>> {
  const read = readReceipt(typed);
  const opened = await deps.status.openByReceipt(read.ok ? read.receipt : NOBODYS_RECEIPT);
  return read.ok && opened !== null ? ok(opened) : failed('receipt-unknown');
}

/** What the reporter is shown of it now. */
export async function viewOf(deps: StatusDeps, opened: OpenedCase, now: Instant): Promise<StatusView> {
  const isClaimable = opened.file.reward === 'notified';
  const key = isClaimable ? newestKey(await deps.cases.listCustodianKeys()) : null;
  const shown = key && { id: key.id, recipient: key.recipient };
  return statusView(opened, shown, deps.calendar, now);
}
