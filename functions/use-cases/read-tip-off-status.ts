import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { makeReceipt, readReceipt, RECEIPT_BYTES } from '../../src/domain/receipt.ts';
import type { TipOffStatus } from '../../src/domain/tip-off.ts';
import type { TipOffStore } from '../store/store.ts';

/** Looked up in place of a receipt that cannot be one, so that a slip costs the same time as a wrong guess. */
const NOBODYS_RECEIPT = makeReceipt(new Uint8Array(RECEIPT_BYTES));

/**
 * How the case behind a receipt stands. Malformed, wrong, expired and purged receipts give one and the same answer
 * after the same work: nothing tells a guesser how near the guess was.
 */
export async function readTipOffStatus(
  deps: { tipOffs: Pick<TipOffStore, 'findTipOffStatus'> },
  typed: string,
): Promise<Result<TipOffStatus>> {
  const read = readReceipt(typed);
  const status = await deps.tipOffs.findTipOffStatus(read.ok ? read.receipt : NOBODYS_RECEIPT);
  return read.ok && status !== null ? ok(status) : failed('receipt-unknown');
}
