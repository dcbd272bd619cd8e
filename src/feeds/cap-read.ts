import type { CapMessage } from '../domain/cap-message.ts';
import type { CapProblem } from './cap-problem.ts';

export interface CapReading {
  verdict: 'accept' | 'accept-with-warnings' | 'reject';
  /** Errors and warnings, in document order. Empty when the verdict is `accept`. */
  problems: readonly CapProblem[];
  /** Remarks that do not change the verdict, e.g. a reference to itself, as every first alert of China's feed has. */
  notes: readonly CapProblem[];
  /** Null when rejected. */
  message: CapMessage | null;
}

/** Reads one CAP 1.2 (1.1, 1.0) document from bytes or text. Never throws on any input; bytes over 5 MB are refused unread. */
export function readCap(_document: Uint8Array | string): CapReading {
  throw new Error('not built yet');
}
