import type { Challenge } from 'altcha-lib/types';
import type { Receipt } from '../domain/receipt.ts';
import { asServerProblem, has, type ServerProblem } from './report-problem.ts';
import { asChallenge } from './report-work.ts';

export type SendOutcome =
  | { outcome: 'filed'; caseNo: string; receivedAt: string }
  | { outcome: 'refused'; problem: ServerProblem }
  /** Many are sending from this network: the device has to do a sum first. */
  | { outcome: 'work-needed'; challenge: Challenge }
  /** No answer: it may or may not have arrived. Sending again with the same receipt files it once. */
  | { outcome: 'unreachable' };

export interface OutgoingReport {
  /** Sealed, never readable: what is in here goes over the line as it is. */
  fields: Readonly<Record<string, string>>;
  receipt: Receipt;
  retryKey: string;
}

/** Long for a few kilobytes, but the server cleans nine photos before it answers. */
const PATIENCE_MS = 120_000;

/** Sends a report once; its photos were uploaded before and are named by id. The receipt travels in the body only. */
export async function sendReport(report: OutgoingReport, ask: typeof fetch = fetch): Promise<SendOutcome> {
  const body = new FormData();
  for (const [name, value] of Object.entries(report.fields)) body.append(name, value);
  body.append('receipt', report.receipt);
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
    const challenge = response.status === 428 ? asChallenge(answer) : null;
    if (challenge !== null) return { outcome: 'work-needed', challenge };
    const problem = asServerProblem(answer);
    return problem === null ? { outcome: 'unreachable' } : { outcome: 'refused', problem };
  } catch {
    return { outcome: 'unreachable' };
  }
}

function isFiled(value: unknown): value is { caseNo: string; receivedAt: string } {
  return has(value, 'caseNo') && has(value, 'receivedAt');
}
