import { parse } from 'csv-parse/sync';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rewardDesk } from '../../../functions/api/staff-rewards-page.ts';
import { rewardCheckRoutes, staffRewardRoutes } from '../../../functions/api/staff-rewards.ts';
import type { RewardAnswer, RewardDesk } from '../../../src/domain/reward-desk.ts';
import type { StaffMember } from '../../../src/domain/staff.ts';
import { openCommandLine } from '../../support/command-line.ts';
import { staffGate } from '../../support/staff.ts';
import { unzipped } from '../../support/zip.ts';
import { approver, auditor, capped, handler, openRewardOffice, type RewardOffice } from './reward-office.ts';

let office: RewardOffice;
let desk: RewardDesk;
beforeAll(async () => {
  office = await openRewardOffice();
  desk = rewardDesk(office.deps);
});
afterAll(() => office.close());

const YES = { 'is-object': 'yes', 'is-not-found': 'yes' };
/** The page's form as a browser without script sends it. */
async function press(member: StaffMember, id: string, fields: Record<string, string>): Promise<RewardAnswer> {
  const version = String(await office.versionOf(id));
  const body = new URLSearchParams({ version, ...fields });
  const url = `http://localhost/staff/cases/${id}/reward/`;
  return desk.act(member, id, new Request(url, { method: 'POST', body }));
}
const word = ({ result }: RewardAnswer): string =>
  result.ok ? 'done' : `${result.problem.word} ${result.problem.path ?? ''}`.trim();
const view = async (member: StaffMember, id: string) => {
  const opened = await desk.open(member, id, null);
  if (!opened.ok) throw new Error(opened.problem.word);
  return opened.value;
};

describe('the page of a case’s reward', () => {
  test('leads from assessment to payment by two people, and says each step in words', async () => {
    const id = await office.found('654225', { respondent: '某某矿业有限公司' });
    const assessed = await press(handler, id, {
      do: 'assess',
      rule: 'national-2018',
      fine: '２０,００４',
      ...YES,
    });
    expect(word(assessed)).toBe('done');
    expect((await view(approver, id)).records[0]?.text).toContain(
      '标准：安全生产领域举报奖励办法（安监总财〔2018〕19号，2018-01-04 起）\n' +
        '情形：重大事故隐患或违法行为，行政处罚 20,004元，比例 15%\n' +
        '按比例：3,000.60元\n四舍五入到元：3,001元\n奖励：3,001元',
    );
    expect(word(await press(approver, id, { do: 'approve' }))).toBe('done');
    expect(word(await press(approver, id, { do: 'notify' }))).toBe('done');
    await office.act(id, { do: 'claim' }, 'reporter');
    expect((await view(approver, id)).isCleared).toBe(false);
    expect(word(await press(approver, id, { do: 'pay' }))).toBe('claim-not-cleared');
    await office.clear(id, 'tag-page');
    expect((await view(approver, id)).conditions.find((one) => one.id === 'not-excluded')?.state).toBe('met');
    expect(word(await press(approver, id, { do: 'pay' }))).toBe('done');
    expect((await view(approver, id)).file).toMatchObject({ reward: 'paid', assessment: { fen: 300_100 } });
  });

  test('reckons without keeping anything', async () => {
    const id = await office.found();
    const version = await office.versionOf(id);
    const reckoned = await press(handler, id, { do: 'reckon', fine: '100000' });
    expect(reckoned.result).toMatchObject({ ok: true, value: { fen: 1_500_000 } });
    expect(await office.versionOf(id)).toBe(version);
  });

  test.each([
    [{ fine: '1e9', ...YES }, 'reward-amount-invalid fine'],
    [{ fine: '-5', ...YES }, 'reward-amount-invalid fine'],
    [{ fine: '0.001', ...YES }, 'reward-amount-invalid fine'],
    [{ fine: '1000000000', ...YES }, 'reward-fine-unlikely fine'],
    [{ level: 'general', deaths: '3', ...YES }, 'reward-deaths-invalid deaths'],
    [{ level: 'serious', deaths: '0', total: '4', ...YES }, 'reward-by-hand deaths'],
    [{ ...YES }, 'reward-nothing-found fine'],
    [{ fine: '0', 'is-object': 'yes' }, 'reward-answer-missing is-not-found'],
    [{ fine: '0', ...YES, 'is-not-found': 'no' }, 'reward-not-eligible is-not-found'],
    [{ fine: '0', ...YES, version: '1' }, 'case-changed version'],
    [{ fine: '0', ...YES, version: 'x' }, 'form-invalid'],
  ])('refuses %j with %s and keeps what was typed', async (fields, refusal) => {
    const id = await office.found();
    const answer = await press(handler, id, { do: 'assess', ...(fields as Record<string, string>) });
    expect(word(answer)).toBe(refusal);
    expect(answer.typed.fine).toBe((fields as { fine?: string }).fine ?? '');
    expect((await view(handler, id)).file.reward).toBe('none');
  });

  test('assesses nothing that was not found true, came second or was rewarded before', async () => {
    const open = await office.file();
    const first = await office.found();
    const second = await office.found();
    await office.act(second, { do: 'link', duplicateOf: first }, handler);
    const assess = { do: 'assess', fine: '0', ...YES };
    expect(word(await press(handler, open, assess))).toBe('reward-not-eligible is-substantiated');
    expect(word(await press(handler, second, assess))).toBe('reward-not-eligible is-first');
    expect(word(await press(handler, first, assess))).toBe('done');

    // Who came first decides: the later one was taken as the main case, so a person must say who it was.
    const early = await office.found();
    const late = await office.found();
    await office.act(early, { do: 'link', duplicateOf: late }, handler);
    expect(word(await press(handler, late, assess))).toBe('reward-answer-missing is-first');
    await office.act(early, { do: 'link', duplicateOf: null }, handler);
    await press(handler, early, assess);
    await office.act(early, { do: 'link', duplicateOf: late }, handler);
    expect(word(await press(handler, late, assess))).toBe('reward-not-eligible is-first');
  });

  test('takes no standard of another region, and the uplift only where there is one', async () => {
    const id = await office.found();
    const fine = { do: 'assess', fine: '100000', rule: 'shandong-2021', insider: '1', ...YES };
    expect(word(await press(handler, id, fine))).toBe('done');
    expect((await view(handler, id)).file.assessment).toMatchObject({
      profileId: 'national-2018',
      fen: 1_500_000,
    });
  });

  test('explains a cap, lets the sum be lowered with a reason, and never lowers it by itself', async () => {
    office.profiles.push(capped('654229', { perCaseFen: 1_000_000 }));
    const id = await office.found('654229');
    await press(handler, id, { do: 'assess', fine: '100000', ...YES });
    const refused = await press(approver, id, { do: 'approve' });
    expect(refused.result).toMatchObject({
      problem: { word: 'reward-over-cap', detail: '一案最高10,000元。' },
    });
    expect((await view(approver, id)).file.assessment?.fen).toBe(1_500_000);
    const lower = (fields: Record<string, string>) => press(approver, id, { do: 'lower', ...fields });
    expect(word(await lower({ sum: '10000', reason: ' ' }))).toBe('reason-missing reason');
    expect(word(await lower({ sum: '10000', reason: '请打 138 0013 8000' }))).toBe(
      'reason-names-somebody reason',
    );
    expect(word(await lower({ sum: '20000', reason: '限额' }))).toBe('reward-amount-invalid');
    expect(word(await lower({ sum: '10000', reason: '一案最高一万元' }))).toBe('done');
    expect(word(await press(approver, id, { do: 'approve' }))).toBe('done');
    expect((await view(approver, id)).file.assessment).toMatchObject({
      fen: 1_000_000,
      loweredFromFen: 1_500_000,
    });
  });

  test('is nobody’s who may not work on rewards, and shows no word of the tip-off', async () => {
    const id = await office.found('654225', { text: '坝体有裂缝', respondent: '某某矿业有限公司' });
    expect(await desk.open(auditor, id, null)).toMatchObject({ problem: { word: 'role-missing' } });
    expect(await desk.open({ ...handler, adcodes: ['37'] }, id, null)).toMatchObject({
      problem: { word: 'role-missing' },
    });
    expect(await desk.open(handler, 'no-such-case', null)).toMatchObject({
      problem: { word: 'case-unknown' },
    });
    expect(JSON.stringify(await view(handler, id))).not.toMatch(/裂缝|矿业/);
  });

  test('tells each person what waits for them', async () => {
    const id = await office.found('654225');
    const mine = async (member: StaffMember) =>
      (await desk.tasks(member)).find(({ caseId }) => caseId === id)?.what ?? null;
    expect([await mine(handler), await mine(approver), await mine(auditor)]).toEqual([
      '核定奖励',
      null,
      null,
    ]);
    await press(handler, id, { do: 'assess', fine: '0', ...YES });
    expect([await mine(handler), await mine(approver)]).toEqual([null, '审批']);
  });
});

describe('the ledger', () => {
  test('shows money and case numbers of one’s own trees, by month and office, and balances', async () => {
    await office.claimed(70_000, null, '654230100');
    const asked = (search: string) => desk.ledger(approver, new URLSearchParams(search));
    const ledger = await asked('office=654230&month=2026-07');
    expect(ledger?.lines).toMatchObject([{ kind: 'approve', fen: 70_000, adcode: '654230100' }]);
    expect(ledger?.balances).toEqual({ budget: -70_000, committed: 70_000, paid: 0 });
    expect(ledger?.faults).toEqual([]);
    expect((await asked('office=654230&month=2026-08'))?.count).toBe(0);
    expect((await asked("office=' or 1=1&month=2026-13"))?.office).toBe('');
    expect((await desk.ledger({ ...auditor, adcodes: ['37'] }, new URLSearchParams()))?.lines).toEqual([]);
    expect(await desk.ledger(handler, new URLSearchParams())).toBeNull();
  });

  test('goes out as CSV and XLSX in which nothing is a formula or a reporter, and who took it is logged', async () => {
    // A case number that begins like a formula: whatever stands in a cell, it stays text.
    const id = await office.claimed(3_000_50, 'tag-secret', '654231100');
    await office.pool.query(`update reward_entry set case_no = '=1+1' where tip_off_id = $1`, [id]);
    const app = staffRewardRoutes(office.deps, staffGate(auditor));
    const csv = await app.request('/ledger.csv?office=654231');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="anlan-rewards.csv"');
    const bytes = Buffer.from(await csv.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(parse(bytes, { bom: true })).toEqual([
      ['时间（北京）', '举报编号', '地区', '事项', '从', '到', '金额（元）'],
      ['2026年7月15日 10:00', "'=1+1", '654231100', '批准', '预算', '已批待发', '3000.50'],
    ]);
    const xlsx = await app.request('/ledger.xlsx?office=654231');
    const parts = unzipped(new Uint8Array(await xlsx.arrayBuffer()));
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).not.toContain('<f>');
    expect(sheet.match(/<c /g)).toHaveLength(14);
    expect(sheet.match(/<c [^>]*t="s"/g)).toHaveLength(14);
    expect(parts.get('xl/sharedStrings.xml')).toContain("'=1+1");
    for (const text of [bytes.toString(), ...parts.values()]) expect(text).not.toMatch(/tag-secret|坝体/);
    expect(await office.deps.audit.list(2, null)).toMatchObject([
      { actor: 'auditor', action: 'rewards-exported', subject: 'xlsx', to: '654231', reason: '1' },
      { actor: 'auditor', action: 'rewards-exported', subject: 'csv' },
    ]);
    expect((await staffRewardRoutes(office.deps, staffGate(handler)).request('/ledger.csv')).status).toBe(
      403,
    );
    await office.pool.query(
      `update reward_entry set case_no = (select content ->> 'caseNo' from tip_off_case c where c.tip_off_id = $1) where tip_off_id = $1`,
      [id],
    );
  });

  test('that was tampered with is found out by the command line and on the page', async () => {
    const { anlan } = await openCommandLine(() =>
      new Hono().route('/rewards', rewardCheckRoutes(office.deps)),
    );
    const id = await office.claimed(50_000, null, '654232');
    expect(await anlan('rewards', 'check')).toMatchObject({
      code: 0,
      out: expect.stringContaining('对得上'),
    });
    await office.pool.query(`update reward_entry set fen = fen + 1 where tip_off_id = $1`, [id]);
    expect(await anlan('rewards', 'check')).toMatchObject({
      code: 1,
      err: expect.stringContaining('待发金额和这一件的奖励对不上'),
    });
    await office.pool.query(`delete from reward_entry where tip_off_id = $1`, [id]);
    const ledger = await desk.ledger(auditor, new URLSearchParams());
    expect(ledger?.faults).toMatchObject([{ fault: 'committed-differs' }]);
  });
});
