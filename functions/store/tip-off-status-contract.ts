import type { Instant } from '../../src/domain/instant.ts';
import type { Receipt } from '../../src/domain/receipt.ts';
import type { ReporterCase } from '../../src/domain/tip-off-status-view.ts';

/** A case as its receipt opened it, with what only the server may know. */
export interface OpenedCase extends ReporterCase {
  /** 领奖密码 as scrypt; null when none was set. */
  claimSecret: string | null;
}

/** What somebody with a receipt may read and add. */
export interface StatusStore {
  /**
   * Null for a receipt that never was, one that was slipped on and one whose tip was purged: told apart by nothing,
   * for all take the same queries and the same unsealing.
   */
  openByReceipt(receipt: Receipt): Promise<OpenedCase | null>;
  /** Keeps claim details, as the browser sealed them, under the tip's own key. Null when that key is gone. */
  addClaim(id: string, keyId: string, ciphertext: Uint8Array, at: Instant): Promise<number | null>;
  /** Takes back claim details whose claim came second. */
  dropClaim(sequence: number): Promise<void>;
}
