import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideReward } from '../../../functions/use-cases/decide-reward.ts';
import { approveReward, payReward } from '../../../functions/use-cases/pay-reward.ts';
import { checkLedger } from '../../../functions/use-cases/read-ledger.ts';
import { approver, capped, handler, openRewardOffice, type RewardOffice } from './reward-office.ts';

let office: RewardOffice;
beforeAll(async () => {
  office = await openRewardOffice();
});
afterAll(() => office.close());

const words = (results: readonly ({ ok: true } | { ok: false; problem: { word: string } })[]): string[] =>
  results.map((result) => (result.ok ? 'done' : result.problem.word)).toSorted();
const pay = async (id: string) => payReward(office.deps, approver, id, await office.versionOf(id));
const linesOf = async (id: string) => {
  const { lines } = await office.deps.rewards.readBooks();
  return lines.filter(({ caseId }) => caseId === id).map(({ kind, fen }) => `${kind} ${fen}`);
};

describe('money', () => {
  test('is paid once, however many pay at the same time', async () => {
    const id = await office.claimed(300_000, 'tag-once');
    const version = await office.versionOf(id);
    const tries = Array.from({ length: 5 }, () => payReward(office.deps, approver, id, version));
    expect(words(await Promise.all(tries))).toEqual([...Array<string>(4).fill('case-changed'), 'done']);
    expect(words([await pay(id)])).toEqual(['case-move-refused']);
    expect(await linesOf(id)).toEqual(['approve 300000', 'pay 300000']);
  });

  test('is refused a second time by the database itself', async () => {
    const id = await office.claimed(100, 'tag-database');
    await pay(id);
    const again = office.pool.query(
      `insert into reward_entry (tip_off_id, case_no, kind, from_account, to_account, fen, at)
       select tip_off_id, case_no, kind, from_account, to_account, fen, at from reward_entry
       where tip_off_id = $1 and kind = 'pay'`,
      [id],
    );
    await expect(again).rejects.toThrow('reward_entry_once');
  });

  test('is not paid before a custodian has looked at who claims', async () => {
    const id = await office.claimed(300_000, null);
    expect(words([await pay(id)])).toEqual(['claim-not-cleared']);
    await office.clear(id, 'tag-late');
    expect(words([await pay(id)])).toEqual(['done']);
  });

  test('is not paid by who set the sum, and the try leaves a line', async () => {
    const both = { ...approver, id: 'both', roles: ['handler', 'approver'] as const };
    const id = await office.found();
    await office.act(id, { do: 'assess', fen: 100, profileId: 'national-2018', claimDays: 60 }, both);
    const approved = await approveReward(office.deps, both, id, await office.versionOf(id));
    expect(words([approved])).toEqual(['second-person-needed']);
    expect(await office.deps.audit.list(1, null)).toMatchObject([
      { action: 'case-refused', actor: 'both', to: 'approve', reason: 'second-person-needed' },
    ]);
    const byHandler = await approveReward(office.deps, handler, id, await office.versionOf(id));
    expect(words([byHandler])).toEqual(['role-missing']);
  });

  test('of a page that is out of date does not move', async () => {
    const id = await office.claimed(300_000, 'tag-stale');
    const version = await office.versionOf(id);
    const lower = { reason: '限额', sum: '100', days: '' };
    expect(words([await decideReward(office.deps, approver, id, version, 'lower', lower)])).toEqual(['done']);
    expect(words([await payReward(office.deps, approver, id, version)])).toEqual(['case-changed']);
  });

  test('over a person’s cap is refused with what is left, and paid once it was lowered', async () => {
    office.profiles.push(capped('654226', { perPersonPerMonthFen: 50_000 }));
    const first = await office.claimed(30_000, 'tag-month', '654226001');
    const second = await office.claimed(30_000, 'tag-month', '654226002');
    const other = await office.claimed(30_000, 'tag-other', '654226003');
    for (const id of [first, second, other]) await retold(id, 'capped-654226');
    expect(words([await pay(first), await pay(other)])).toEqual(['done', 'done']);
    expect(await pay(second)).toMatchObject({
      problem: { word: 'reward-over-cap', detail: '同一人每月最高500元，已用300元，这次最多200元。' },
    });
    const lower = { reason: '同一人每月限额', sum: '200', days: '' };
    await decideReward(office.deps, approver, second, await office.versionOf(second), 'lower', lower);
    expect(words([await pay(second)])).toEqual(['done']);
    expect(await linesOf(second)).toEqual(['approve 30000', 'lower 10000', 'pay 20000']);
    // The next month begins from nothing.
    office.clock.now = '2026-08-01T02:00:00.000Z';
    const next = await office.claimed(50_000, 'tag-month', '654226001');
    await retold(next, 'capped-654226');
    expect(words([await pay(next)])).toEqual(['done']);
    office.clock.now = '2026-07-15T02:00:00.000Z';
  });

  test('of two payments to one person that fit alone only one passes', async () => {
    office.profiles.push(capped('654227', { perPersonPerDayFen: 50_000 }));
    const ids = [
      await office.claimed(40_000, 'tag-two', '654227'),
      await office.claimed(40_000, 'tag-two', '654227'),
    ];
    for (const id of ids) await retold(id, 'capped-654227');
    expect(words(await Promise.all(ids.map(pay)))).toEqual(['done', 'reward-over-cap']);
  });

  test('promised is never more than the office’s budget of the year, whoever approves at the same time', async () => {
    office.profiles.push(capped('654228', {}, [{ adcode: '654228', year: 2026, fen: 1_000_000 }]));
    const ids = await Promise.all(['654228', '654228100', '654228200'].map((code) => office.found(code)));
    for (const id of ids)
      await office.act(
        id,
        { do: 'assess', fen: 400_000, profileId: 'mine-2024-first', claimDays: 60 },
        handler,
      );
    const approved = await Promise.all(
      ids.map(async (id) => approveReward(office.deps, approver, id, await office.versionOf(id))),
    );
    expect(words(approved)).toEqual(['done', 'done', 'reward-over-cap']);
  });

  test('never exceeds a cap and always agrees with the cases, whatever people do', async () => {
    let run = 0;
    const met = new Set<string | undefined>();
    const all = (what: string) => [0, 1, 2, 3].map((which) => [which, what, '100'] as const);
    const everything = ['approve', 'notify', 'claim', 'pay'].flatMap(all) as unknown as [
      number,
      'pay',
      '100',
    ][];
    const step = fc.tuple(
      fc.nat(3),
      fc.constantFrom('approve', 'notify', 'claim', 'pay', 'lower', 'revoke', 'deny'),
      fc.constantFrom('100', '250', '300'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 20 }), async (steps) => {
        const code = `6599${String((run += 1)).padStart(2, '0')}`;
        const profile = capped(code, { perPersonPerDayFen: 60_000, budgetPerDayFen: 90_000 });
        office.profiles.push(profile);
        const ids: string[] = [];
        for (let i = 0; i < 4; i += 1) {
          const id = await office.found(code);
          await office.act(id, { do: 'assess', fen: 30_000, profileId: profile.id, claimDays: 60 }, handler);
          ids.push(id);
        }
        for (const [which, what, sum] of steps) {
          const id = ids[which] ?? '';
          const version = await office.versionOf(id);
          const typed = { reason: '测试', sum, days: '' };
          if (what === 'approve')
            met.add(words([await approveReward(office.deps, approver, id, version)])[0]);
          else if (what === 'pay') met.add(words([await payReward(office.deps, approver, id, version)])[0]);
          else if (what === 'claim')
            await office.act(id, { do: 'claim' }, 'reporter').then(
              () => office.clear(id, `tag-${code}`),
              () => undefined,
            );
          else await decideReward(office.deps, approver, id, version, what, typed);
          const spent = (by: { tag: string } | { adcode: string }, kind: 'approve' | 'pay') =>
            office.deps.rewards.spent(by, kind, '2026-07-14T16:00:00.000Z', '');
          expect(await spent({ tag: `tag-${code}` }, 'pay')).toBeLessThanOrEqual(60_000);
          expect(await spent({ adcode: code }, 'approve')).toBeLessThanOrEqual(90_000);
        }
        const { balances, faults } = await checkLedger(office.deps);
        expect(balances.budget + balances.committed + balances.paid).toBe(0);
        expect(faults).toEqual([]);
      }),
      { numRuns: 5, examples: [[everything]] },
    );
    // Else nothing was tried that a cap could have stopped.
    expect(met).toContain('reward-over-cap');
    expect(met).toContain('done');
  }, 120_000);
});

/** As if it had been assessed by another standard: what the caps are taken from. */
async function retold(id: string, profileId: string): Promise<void> {
  await office.pool.query(
    `update tip_off_case set content = jsonb_set(content, '{assessment,profileId}', to_jsonb($2::text)) where tip_off_id = $1`,
    [id, profileId],
  );
}
