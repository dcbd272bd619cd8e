import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  approver,
  handler,
  intake,
  openStatusSite,
  refusalOf,
  statusOf,
  type StatusSite,
} from '../tip-off-status-fixture.ts';
import { newReceipt } from '../tip-off-fixture.ts';

let site: StatusSite;
beforeAll(async () => {
  site = await openStatusSite();
});
afterAll(() => site.close());

describe('what a receipt opens', () => {
  test('is how the case stands, by days, with its deadlines and their basis, and no word of the tip or a person', async () => {
    const { receipt, act } = await site.file();
    await act({ do: 'accept', involvesDeath: false }, intake, 1, '已受理，会尽快去看。');
    await act({ do: 'ask-extension', days: 30, reason: '要等专家检测' }, handler, 2);
    await act({ do: 'grant-extension' }, approver, 3);
    const found = await statusOf(
      await site.post('status', { receipt: receipt.toLowerCase().replaceAll('-', ' ') }),
    );
    expect(found).toMatchObject({
      state: 'accepted',
      steps: [
        { event: 'received', day: '2026-07-01' },
        { event: 'accepted', day: '2026-07-02' },
        { event: 'extended', day: '2026-07-04' },
      ],
      clocks: [{ name: 'handle', startDay: '2026-07-02', lastDay: '2026-09-30', isLate: false }],
      extension: { days: 30, reason: '要等专家检测' },
      messages: [{ by: 'office', text: '已受理，会尽快去看。', day: '2026-07-02' }],
      reward: null,
    });
    expect(found.clocks[0]?.basis).toContain('安监总财〔2018〕19号');
    const bytes = JSON.stringify(found);
    for (const secret of ['尾矿库', receipt, 'intake', 'handler', 'approver', 'T0'])
      expect(bytes).not.toContain(secret);
  });

  test('says why it was declined and to whom it was handed on', async () => {
    const declined = await site.file();
    await declined.act({ do: 'decline', reason: 'no-object' }, intake);
    expect(await statusOf(await site.post('status', { receipt: declined.receipt }))).toMatchObject({
      declineReason: 'no-object',
      steps: [{}, { event: 'declined' }],
    });
    const handed = await site.file();
    await handed.act({ do: 'transfer', to: '某某县水利局' }, intake);
    expect(await statusOf(await site.post('status', { receipt: handed.receipt }))).toMatchObject({
      transferredTo: '某某县水利局',
    });
  });

  test('a promise is not shown before the notice: what is approved reads as being assessed', async () => {
    const { receipt, act } = await site.file('204618');
    await act({ do: 'accept', involvesDeath: false }, intake);
    await act({ do: 'verify' }, handler, 1);
    await act({ do: 'find', finding: 'substantiated', verifiers: ['handler', 'other'] }, handler, 2);
    await act({ do: 'assess', fen: 300_000, profileId: 'national-2018', claimDays: 60 }, handler, 6);
    await act({ do: 'approve' }, approver, 7);
    expect(await statusOf(await site.post('status', { receipt }))).toMatchObject({
      finding: 'substantiated',
      reward: { state: 'assessing', fen: null, claim: null },
    });
  });
});

describe('receipts that open nothing', () => {
  test('wrong, malformed, purged and never given ones are answered with the same bytes after the same queries', async () => {
    const gone = await site.file();
    const content = JSON.stringify({ identity: 'purged' });
    await site.pool.query('update tip_off_case set content = content || $2::jsonb where tip_off_id = $1', [
      gone.id,
      content,
    ]);
    const shredded = await site.file();
    await site.cases.destroyKey(shredded.id);
    const typed = [
      newReceipt(),
      '',
      '0000-0000-0000-0000-1',
      'AAAA',
      '查询码',
      gone.receipt,
      shredded.receipt,
    ];
    const answers = await Promise.all(
      ['status', 'opt-out'].flatMap((what) =>
        typed.map(async (receipt) => {
          const response = await site.post(what, { receipt });
          return JSON.stringify([response.status, [...response.headers], await response.text()]);
        }),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('receipt-unknown');
    const queries = vi.spyOn(site.pool, 'query');
    onTestFinished(() => queries.mockRestore());
    const counts: number[] = [];
    for (const receipt of typed.slice(0, -1)) {
      queries.mockClear();
      await site.post('status', { receipt });
      counts.push(queries.mock.calls.length);
    }
    expect(counts).toEqual(counts.map(() => 7));
    for (const receipt of [gone.receipt, shredded.receipt])
      expect(await refusalOf(await site.post('messages', { receipt, text: '在吗' }))).toEqual([
        404,
        'receipt-unknown',
      ]);
  });

  test('one in the address is refused unread, and the case number opens nothing', async () => {
    const { receipt, id } = await site.file();
    const inAddress = await site.app.request(`/api/tip-offs/status?receipt=${receipt}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receipt }),
    });
    expect(await refusalOf(inAddress)).toEqual([400, 'receipt-in-address']);
    const caseNo = (await site.cases.findCase(id))?.caseNo ?? '';
    for (const guess of [caseNo, '2026-000001', id])
      expect(await refusalOf(await site.post('status', { receipt: guess }))).toEqual([
        404,
        'receipt-unknown',
      ]);
  });

  test('many from one address are refused, many from everywhere are slowed, and the true holder is always answered', async () => {
    const { receipt } = await site.file();
    const guesses = site.guessPace(20, 100);
    const before = site.pausedMs();
    const ask = async (address: string, typed: string): Promise<number> => {
      const response = await site.routesFor(address, guesses).request('/api/tip-offs/status', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ receipt: typed }),
      });
      return response.status;
    };
    const statuses: number[] = [];
    for (let i = 0; i < 30; i += 1) statuses.push(await ask('203.0.113.7', newReceipt()));
    expect([
      statuses.filter((one) => one === 404).length,
      statuses.filter((one) => one === 429).length,
    ]).toEqual([20, 10]);
    expect(await ask('203.0.113.7', receipt)).toBe(200);
    expect(site.pausedMs() - before).toBeGreaterThan(0);
    for (let i = 0; i < 80; i += 1) expect(await ask(`198.51.100.${i}`, newReceipt())).toBe(404);
    const slowed = site.pausedMs();
    expect(await ask('192.0.2.9', newReceipt())).toBe(404);
    expect(site.pausedMs()).toBeGreaterThan(slowed);
    expect(await ask('192.0.2.9', receipt)).toBe(200);
  });

  test.each([
    ['an array', { receipt: ['x'] }, [422, 'field-invalid']],
    ['a number', { receipt: 1e400 }, [422, 'field-invalid']],
    ['an unknown field', { receipt: 'x', state: 'closed' }, [422, 'field-invalid']],
    ['NUL', { receipt: 'x\0' }, [422, 'text-invalid']],
  ])('%s for a receipt is refused by name', async (_, body, expected) => {
    expect(await refusalOf(await site.post('status', body))).toEqual(expected);
  });
});

describe('the page without script', () => {
  const form = (fields: Record<string, string>): Request =>
    new Request('http://localhost/report/status/', { method: 'POST', body: new URLSearchParams(fields) });

  test('goes on with a pass in place of the receipt, which is over after half an hour and nobody else can make', async () => {
    const { receipt } = await site.file();
    site.at('2026-07-01T02:34:00.000Z');
    const desk = site.deskFor('203.0.113.7');
    const opened = await desk.visitStatus(form({ receipt }));
    if (!opened.isOpen) throw new Error(opened.problem.word);
    expect(JSON.stringify(opened)).not.toContain(receipt);
    const { pass } = opened;
    const wrote = await desk.visitStatus(form({ pass, do: 'messages', text: '补一句' }));
    expect(wrote).toMatchObject({
      isOpen: true,
      done: 'messages',
      problem: null,
      view: { messages: [{ text: null }] },
    });
    const tooLong = '字'.repeat(2001);
    expect(await desk.visitStatus(form({ pass, do: 'messages', text: tooLong }))).toMatchObject({
      isOpen: true,
      done: null,
      problem: { word: 'text-too-long' },
      typed: tooLong,
    });
    site.at('2026-07-01T03:04:00.000Z');
    for (const stale of [pass, `${pass}A`, 'x'.repeat(60), '../../'])
      expect(await desk.visitStatus(form({ pass: stale, do: 'messages', text: '再补' }))).toEqual({
        isOpen: false,
        problem: { word: 'status-pass-over' },
      });
  });

  test('whatever is typed for a receipt, the answer is one and the same', async () => {
    const desk = site.deskFor('203.0.113.7');
    for (const typed of [newReceipt(), '', '🙂'.repeat(40), 'x'.repeat(1_000), '\0', '\ud800'])
      expect(await desk.visitStatus(form({ receipt: typed }))).toEqual({
        isOpen: false,
        problem: { word: 'receipt-unknown' },
      });
  });

  test.each([
    ['an unknown field', 'receipt=x&role=admin', 'field-invalid'],
    ['a repeated field', 'receipt=x&receipt=y', 'field-invalid'],
    ['a page of text', `receipt=${'x'.repeat(100_000)}`, 'request-too-large'],
  ])('%s is refused', async (_, body, word) => {
    const request = new Request('http://localhost/report/status/', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    expect(await site.deskFor('203.0.113.7').visitStatus(request)).toMatchObject({
      isOpen: false,
      problem: { word },
    });
  });
});
