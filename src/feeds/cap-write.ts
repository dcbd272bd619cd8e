import type { AlertRevision } from '../domain/alert.ts';

export interface CapContext {
  /** The alert's own page, given as `web` where the bulletin names no address; null leaves it out. */
  pageUrl: string | null;
}

/** A CAP 1.2 document of a revision: one info per part and language, XSD order, times with an offset and never Z. */
export function writeCap(_revision: AlertRevision, _context: CapContext): string {
  throw new Error('not built yet');
}
