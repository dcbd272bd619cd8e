import { describe, expect, test } from 'vitest';
import { sendReport, type SendOutcome } from '../../src/browser/report-send.ts';

const report = {
  fields: { kind: 'hazard', category: 'gas', text: '漏气', uploads: 'a1,b2' },
  receipt: '0000-0000-0000-0000-0',
  retryKey: 'k-12345678',
};
const answered = (status: number, body: unknown): Promise<SendOutcome> =>
  sendReport(report, () =>
    Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })),
  );

describe('sending a report', () => {
  test('the receipt travels in the body alone, and photos as ids without a name', async () => {
    let asked: [string, RequestInit] | undefined;
    await sendReport(report, (address, options) => {
      asked = [String(address), options ?? {}];
      return Promise.reject(new TypeError('offline'));
    });
    const [address, options] = asked ?? ['', {}];
    expect(address).toBe('/api/tip-offs');
    expect(JSON.stringify(options.headers)).not.toContain('0000-0000');
    const form = options.body as FormData;
    expect(form.get('receipt')).toBe(report.receipt);
    expect(form.get('uploads')).toBe('a1,b2');
  });

  test('a filed report gives its number; a refused one the words of the server', async () => {
    const filed = { caseNo: '2026-000123', receivedAt: '2026-07-01T02:34:00.000Z' };
    expect(await answered(201, filed)).toEqual({ outcome: 'filed', ...filed });
    const problem = { word: 'text-too-long', title: '文字太长了', path: 'text' };
    expect(await answered(422, { ...problem, status: 422 })).toEqual({ outcome: 'refused', problem });
  });

  test('a busy server asks for work; a 428 without a challenge is a refusal like any other', async () => {
    const challenge = { parameters: { algorithm: 'SHA-256' }, signature: 'x' };
    const problem = { word: 'work-needed', title: '请稍等' };
    expect(await answered(428, { ...problem, challenge })).toEqual({ outcome: 'work-needed', challenge });
    expect(await answered(428, problem)).toEqual({ outcome: 'refused', problem });
  });

  test('whatever is no answer of ours counts as not arrived: a proxy page, an empty body, a cut line', async () => {
    for (const [status, body] of [
      [502, '<html>'],
      [200, ''],
      [200, {}],
      [500, { error: 'x' }],
    ] as const)
      expect(await answered(status, body)).toEqual({ outcome: 'unreachable' });
    expect(await sendReport(report, () => Promise.reject(new TypeError('offline')))).toEqual({
      outcome: 'unreachable',
    });
  });
});
