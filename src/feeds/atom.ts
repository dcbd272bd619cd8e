import type { AlertRevision } from '../domain/alert.ts';
import type { Instant } from '../domain/instant.ts';

export interface AtomContext {
  /** Public address of the portal, with or without a trailing slash. */
  baseUrl: string;
  title: string;
  /** When the list was made; the feed's `updated` when it is empty. */
  now: Instant;
}

/** An Atom feed of revisions, in the order given. Entry ids never change, neither with the revision nor with the host. */
export function writeAtom(_revisions: readonly AlertRevision[], _context: AtomContext): string {
  throw new Error('not built yet');
}
