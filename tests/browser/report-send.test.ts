import { describe, expect, test } from 'vitest';
import { sendReport, type SendOutcome } from '../../src/browser/report-send.ts';

const report = {
  fields: { kind: 'hazard', category: 'gas', text: '漏气' },
  photos: [new File(['x'], '张三.jpg', { type: 'image/jpeg' })],
  receipt: '0000-0000-0000-0000-0',
  retryKey: 'k-12345678',
};
const answered = (status: number, body: unknown): Promise<SendOutcome> =>
  sendReport(report, () =>
    Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })),
  );

describe('sending a report', () => {
  test('the receipt travels in the body alone and a photo under a neutral name', async () => {
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
    expect((form.get('photos') as File).name).toBe('photo.jpg');
  });

  test('a filed report gives its number; a refused one the words of the server', async () => {
    const filed = { caseNo: '2026-000123', receivedAt: '2026-07-01T02:34:00.000Z' };
    expect(await answered(201, filed)).toEqual({ outcome: 'filed', ...filed });
    const problem = { word: 'text-too-long', title: '文字太长了', path: 'text' };
    expect(await answered(422, problem)).toEqual({ outcome: 'refused', problem });
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
