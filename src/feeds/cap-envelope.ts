import type { CapProblem } from './cap-problem.ts';

export interface EnvelopeEntry {
  id: string | null;
  title: string | null;
  updated: string | null;
  /** Where the CAP document is, as written (may be relative to the feed). Only http and https or relative. */
  link: string | null;
  /** The embedded alert as a document of its own, namespaces restored, signature untouched; null when only linked. */
  document: string | null;
}

export interface EnvelopeReading {
  kind: 'atom' | 'rss' | 'edxl' | null;
  entries: readonly EnvelopeEntry[];
  problems: readonly CapProblem[];
}

/** Entries of an Atom or RSS feed or of an EDXL distribution. `kind` null: it is none of these, see `problems`. */
export function readFeedEnvelope(_document: Uint8Array | string): EnvelopeReading {
  throw new Error('not built yet');
}
