import { Decrypter } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSealedClaim } from '../../../src/domain/sealed-words.ts';
import { DETAILS, openStatusSite, refusalOf, statusOf, type StatusSite } from '../tip-off-status-fixture.ts';

let site: StatusSite;
beforeAll(async () => {
  site = await openStatusSite();
});
afterAll(() => site.close());

describe('claiming', () => {
  const LAST_SECOND = '2026-09-07T15:59:59.000Z';
  const FIRST_LATE = '2026-09-07T16:00:00.000Z';

  test('opens with the notice, says the sum and the last day, and is possible in its last second but not one later', async () => {
    const [inTime, late] = [await site.file('204618'), await site.file('204618')];
    await inTime.notify();
    await late.notify();
    expect((await statusOf(await site.post('status', { receipt: inTime.receipt }))).reward).toMatchObject({
      state: 'notified',
      fen: 300_000,
      lastDay: '2026-09-07',
      claim: { by: 'secret', triesLeft: 5, key: { id: 'k1' } },
    });
    site.at(FIRST_LATE);
    expect(await refusalOf(await site.post('claim', await site.claimBody(late.receipt)))).toEqual([
      409,
      'claim-late',
    ]);
    expect((await site.cases.findClaimSecret(late.id)).tries).toBe(0);
    site.at(LAST_SECOND);
    const claimed = await statusOf(await site.post('claim', await site.claimBody(inTime.receipt)));
    expect(claimed.reward).toMatchObject({ state: 'claimed', fen: 300_000, claim: null });
    await late.act({ do: 'lapse' }, 'system', 100);
    expect(await refusalOf(await site.post('claim', await site.claimBody(late.receipt)))).toEqual([
      409,
      'claim-late',
    ]);
    expect((await statusOf(await site.post('status', { receipt: late.receipt }))).reward?.state).toBe(
      'lapsed',
    );
  });

  test('of parallel claims one succeeds, with one sealed item that only the custodian opens', async () => {
    const { receipt, id, notify } = await site.file('204618');
    await notify();
    const body = await site.claimBody(receipt);
    const all = await Promise.all([1, 2, 3, 4].map(() => site.post('claim', body)));
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    expect(await refusalOf(await site.post('claim', body))).toEqual([409, 'claim-already']);
    const sealed = (await site.cases.listSealed(id)).filter(({ kind }) => kind === 'claim');
    expect(sealed).toHaveLength(1);
    const decrypter = new Decrypter();
    decrypter.addIdentity(site.identity);
    const opened = await decrypter.decrypt(sealed[0]?.bytes ?? new Uint8Array(), 'text');
    expect(Buffer.byteLength(opened)).toBe(2048);
    expect(readSealedClaim(opened)).toEqual(DETAILS);
  });

  test('five wrong secrets close it, also when a hundred come at once, and the way through the office is said', async () => {
    const { receipt, id, notify } = await site.file('204618');
    await notify();
    const wrong = await site.claimBody(receipt, '000000');
    const first = await site.post('claim', wrong);
    expect(await first.clone().text()).toContain('还可以试 4 次');
    expect(await refusalOf(first)).toEqual([403, 'claim-secret-wrong']);
    expect((await statusOf(await site.post('status', { receipt }))).reward?.claim).toMatchObject({
      triesLeft: 4,
    });
    const many = await Promise.all(
      Array.from({ length: 12 }, async () => (await refusalOf(await site.post('claim', wrong)))[1]),
    );
    expect(many.filter((word) => word === 'claim-secret-wrong')).toHaveLength(3);
    expect(await refusalOf(await site.post('claim', await site.claimBody(receipt)))).toEqual([
      403,
      'claim-locked',
    ]);
    expect((await statusOf(await site.post('status', { receipt }))).reward?.claim).toEqual({
      by: 'hand',
      why: 'locked',
    });
    expect(await site.cases.listSealed(id)).toEqual([]);
    expect((await site.cases.findCase(id))?.reward).toBe('notified');
  });

  test.each([
    ['a secret that cannot be one', { claimSecret: '12' }, [422, 'field-invalid']],
    [
      'details that are not sealed',
      { claim: Buffer.from('张三').toString('base64url') },
      [422, 'field-invalid'],
    ],
    ['an unknown key', { claimKeyId: 'k2' }, [409, 'custodian-key-unknown']],
  ])('%s costs no try and changes nothing', async (_, change, expected) => {
    const { receipt, id, notify } = await site.file('204618');
    await notify();
    expect(
      await refusalOf(await site.post('claim', { ...(await site.claimBody(receipt)), ...change })),
    ).toEqual(expected);
    expect(await site.cases.findClaimSecret(id)).toMatchObject({ tries: 0 });
    expect(await site.cases.listSealed(id)).toEqual([]);
  });

  test('without a secret, and before anything is due, it is refused with what to do', async () => {
    const bare = await site.file();
    expect(await refusalOf(await site.post('claim', await site.claimBody(bare.receipt)))).toEqual([
      409,
      'claim-not-due',
    ]);
    await bare.notify();
    expect(await refusalOf(await site.post('claim', await site.claimBody(bare.receipt)))).toEqual([
      409,
      'claim-by-hand',
    ]);
    expect((await statusOf(await site.post('status', { receipt: bare.receipt }))).reward?.claim).toEqual({
      by: 'hand',
      why: 'no-secret',
    });
  });

  test('a reward is waived for good, with the secret where there is one', async () => {
    const { receipt, notify } = await site.file('204618');
    await notify();
    expect(await refusalOf(await site.post('waive', { receipt, claimSecret: '111111' }))).toEqual([
      403,
      'claim-secret-wrong',
    ]);
    expect(
      (await statusOf(await site.post('waive', { receipt, claimSecret: '２０４ ６１８' }))).reward?.state,
    ).toBe('waived');
    expect(await refusalOf(await site.post('claim', await site.claimBody(receipt)))).toEqual([
      409,
      'claim-not-due',
    ]);
    expect(await site.cases.listBalances()).toMatchObject({ paid: 0 });
  });
});

describe('the follow-up', () => {
  test('stands once after the end, is answered once, and its words are for the office alone', async () => {
    const { receipt, id, notify } = await site.file();
    await notify();
    const answer = { receipt, answer: 'unsatisfied', words: '整改后又堵上了' };
    expect(await refusalOf(await site.post('follow-up', answer))).toEqual([409, 'follow-up-over']);
    expect(await site.deps.followUps.markFollowUpDue(id, '2026-07-20T00:00:00.000Z')).toBe(true);
    expect(await site.deps.followUps.markFollowUpDue(id, '2026-07-21T00:00:00.000Z')).toBe(false);
    expect((await statusOf(await site.post('status', { receipt }))).followUp).toBe('due');
    const both = await Promise.all([1, 2].map(() => site.post('follow-up', answer)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await statusOf(await site.post('status', { receipt }))).followUp).toBe('over');
    const notes = (await site.cases.readContent(id))?.notes ?? [];
    expect(notes.filter(({ kind }) => kind === 'follow-up')).toMatchObject([
      { audience: 'office', text: '整改后又堵上了' },
    ]);
    expect((await site.deps.followUps.countFollowUps('2026-01-01T00:00:00.000Z')).unsatisfied).toBe(1);
  });

  test('never stands for who does not want it', async () => {
    const { receipt, id } = await site.file();
    expect((await statusOf(await site.post('opt-out', { receipt }))).followUp).toBe('over');
    expect(await site.deps.followUps.markFollowUpDue(id, '2026-07-20T00:00:00.000Z')).toBe(false);
    expect((await statusOf(await site.post('opt-out', { receipt }))).followUp).toBe('over');
  });
});
