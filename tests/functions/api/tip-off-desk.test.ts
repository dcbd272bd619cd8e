import { describe, expect, test } from 'vitest';
import { newReceipt, NOW, postTipOff, tipOffForm, statusRequest, tipOffSite } from '../tip-off-fixture.ts';
import { notPhotos, plainJpeg } from '../http/photo-fixtures.ts';

const formRequest = (form: FormData): Request =>
  new Request('http://localhost/report/sent/', { method: 'POST', body: form });

describe('tip-off desk: pages without script', () => {
  test('a plain form is filed and shows a receipt that opens its status', async () => {
    const desk = (await tipOffSite()).deskFor('203.0.113.7');
    const { result } = await desk.submitForm(formRequest(tipOffForm({ photos: [await plainJpeg()] })));
    if (!result.ok) throw new Error(result.problem.word);
    const status = await desk.readStatus(statusRequest(result.value.receipt));
    expect(status.ok && status.value.caseNo).toBe(result.value.caseNo);
  });

  test('a double click on the plain form files one tip-off with one receipt', async () => {
    const site = await tipOffSite();
    const desk = site.deskFor('203.0.113.7');
    const click = () => desk.submitForm(formRequest(tipOffForm({ fields: { text: '双击' } })));
    const [first, second] = await Promise.all([click(), click()]);
    expect(second).toEqual(first);
    expect(await click()).toEqual(first);
    const elsewhere = await site
      .deskFor('198.51.100.1')
      .submitForm(formRequest(tipOffForm({ fields: { text: '双击' } })));
    expect(elsewhere.result.ok && first.result.ok).toBe(true);
    expect(elsewhere).not.toEqual(first);
  });

  test('a refused form gives every typed word back, the receipt excepted', async () => {
    const desk = (await tipOffSite()).deskFor('203.0.113.7');
    const fields = { text: '写了很久的一段话', respondent: '某某石料厂', place: '东山' };
    const { result, typed } = await desk.submitForm(
      formRequest(tipOffForm({ fields, photos: [notPhotos.svg] })),
    );
    expect(result.ok ? 'filed' : result.problem.word).toBe('photo-format-refused');
    expect(typed).toEqual({ kind: 'hazard', category: 'mining', ...fields });
    const after = await desk.submitForm(formRequest(tipOffForm({ fields })));
    expect(after.result.ok).toBe(true);
  });

  test('malformed, wrong and empty receipts give one and the same answer', async () => {
    const site = await tipOffSite();
    await postTipOff(site.app, tipOffForm({ fields: { receipt: newReceipt() } }));
    const desk = site.deskFor('203.0.113.7');
    const typed = [
      newReceipt(),
      '0000-0000-0000-0000-1',
      '',
      '🙂'.repeat(40),
      'x'.repeat(1_000),
      '\0',
      '\ud800',
    ];
    const answers = await Promise.all(typed.map((text) => desk.readStatus(statusRequest(text))));
    for (const answer of answers) expect(answer).toEqual({ ok: false, problem: { word: 'receipt-unknown' } });
  });

  test('a status form larger than any receipt is refused unread', async () => {
    const desk = (await tipOffSite()).deskFor('203.0.113.7');
    const answer = await desk.readStatus(statusRequest('0'.repeat(1_000_000)));
    expect(answer.ok ? '' : answer.problem.word).toBe('request-too-large');
  });

  test('a guesser is slowed, and the true holder elsewhere still reads the status', async () => {
    const site = await tipOffSite(10, 20);
    const receipt = newReceipt();
    await postTipOff(site.app, tipOffForm({ fields: { receipt } }));
    const guesser = site.deskFor('203.0.113.7');
    const words = new Set<string>();
    for (let i = 0; i < 25; i += 1) {
      const answer = await guesser.readStatus(statusRequest(newReceipt()));
      if (!answer.ok) words.add(answer.problem.word);
    }
    expect([...words]).toEqual(['receipt-unknown', 'too-many-requests']);
    const sameNetwork = site.deskFor('2001:db8:1:2::5');
    for (let i = 0; i < 20; i += 1) await sameNetwork.readStatus(statusRequest(newReceipt()));
    const neighbour = await site.deskFor('2001:db8:1:2:ffff::9').readStatus(statusRequest(receipt));
    expect(neighbour.ok ? '' : neighbour.problem.word).toBe('too-many-requests');
    expect((await site.deskFor('2001:db8:1:3::5').readStatus(statusRequest(receipt))).ok).toBe(true);
  });

  test('a status says when and which kind, and no word of what was reported', async () => {
    const site = await tipOffSite();
    const receipt = newReceipt();
    await postTipOff(site.app, tipOffForm({ fields: { receipt, text: '秘密的内容', respondent: '张三' } }));
    const status = JSON.stringify(await site.deskFor('203.0.113.7').readStatus(statusRequest(receipt)));
    expect(status).toContain(NOW);
    for (const word of ['秘密', '张三', '东山', receipt]) expect(status).not.toContain(word);
  });
});
