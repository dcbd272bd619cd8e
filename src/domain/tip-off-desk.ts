import type { Result } from './problem.ts';
import type { Receipt } from './receipt.ts';
import type { Instant } from './instant.ts';
import type { StatusDesk } from './tip-off-status.ts';

/** What a page shows once, after a tip-off was filed without script. */
export interface FiledWithReceipt {
  /** Made by the server because there was no script to make it; stored nowhere, shown once. */
  receipt: Receipt;
  caseNo: string;
  receivedAt: Instant;
}

/**
 * What the pages that work without script may do about tip-offs. The host puts one into `Astro.locals.tipOffDesk`,
 * bound to the visitor whose pace it limits.
 */
export interface TipOffDesk {
  /** Whether there is a custodian to seal a contact to: without one the form must not ask for it. */
  takesContact(): Promise<boolean>;
  /** Files the multipart form of /report/. `typed` is what could be read, so that a refused form keeps its words. */
  submitForm(
    request: Request,
  ): Promise<{ result: Result<FiledWithReceipt>; typed: Readonly<Record<string, string>> }>;
}

/** All that a visitor's pages may do: file, and see what became of it. */
export interface ReporterDesk extends TipOffDesk, StatusDesk {}
