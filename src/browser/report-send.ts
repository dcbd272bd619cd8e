import type { Receipt } from '../domain/receipt.ts';

/** A problem as the server words it (RFC 9457); `title` is a Chinese sentence that says what to do. */
export interface ServerProblem {
  word: string;
  title: string;
  detail?: string;
  path?: string;
}

export type SendOutcome =
  | { outcome: 'filed'; caseNo: string; receivedAt: string }
  | { outcome: 'refused'; problem: ServerProblem }
  /** No answer: it may or may not have arrived. Sending again with the same receipt files it once. */
  | { outcome: 'unreachable' };

export interface OutgoingReport {
  fields: Readonly<Record<string, string>>;
  photos: readonly Blob[];
  receipt: Receipt;
  retryKey: string;
}

/** Two minutes: three photos on a township's slow line. */
const PATIENCE_MS = 120_000;

/** Sends a report once. The receipt travels in the body only. */
export async function sendReport(report: OutgoingReport, ask: typeof fetch = fetch): Promise<SendOutcome> {
  const body = new FormData();
  for (const [name, value] of Object.entries(report.fields)) body.append(name, value);
  body.append('receipt', report.receipt);
  // A neutral name: the browser would otherwise send the blob's own.
  for (const photo of report.photos) body.append('photos', photo, 'photo.jpg');
  try {
    const response = await ask('/api/tip-offs', {
      method: 'POST',
      body,
      headers: { 'idempotency-key': report.retryKey },
      signal: AbortSignal.timeout(PATIENCE_MS),
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    const answer: unknown = await response.json();
    if (response.ok && isFiled(answer))
      return { outcome: 'filed', caseNo: answer.caseNo, receivedAt: answer.receivedAt };
    return isProblem(answer) ? { outcome: 'refused', problem: answer } : { outcome: 'unreachable' };
  } catch {
    return { outcome: 'unreachable' };
  }
}

function isFiled(value: unknown): value is { caseNo: string; receivedAt: string } {
  return has(value, 'caseNo') && has(value, 'receivedAt');
}

function isProblem(value: unknown): value is ServerProblem {
  return has(value, 'word') && has(value, 'title');
}

function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'string';
}
