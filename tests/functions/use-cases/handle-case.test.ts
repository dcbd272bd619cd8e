import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { createCaseStore } from '../../../functions/store/case-queries.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createTipKeys } from '../../../functions/store/tip-keys.ts';
import { handleCase, type CaseDeps } from '../../../functions/use-cases/handle-case.ts';
import type { CaseCommand } from '../../../src/domain/case-command.ts';
import type { Actor } from '../../../src/domain/case-decide.ts';
import type { CaseFile } from '../../../src/domain/case-file.ts';
import { addMs, DAY_MS } from '../../../src/domain/instant.ts';
import type { StaffMember, StaffRole } from '../../../src/domain/staff.ts';
import { NO_WORDS } from '../../../src/domain/tip-off.ts';
import { newReceipt, NOW, stepsOf, tipOffSite } from '../tip-off-fixture.ts';

const member = (id: string, ...roles: StaffRole[]): StaffMember => ({
  id,
  name: id,
  email: '',
  roles,
  adcodes: ['654225'],
});
const intake = member('intake', 'intake');
const handler = member('handler', 'handler');
const approver = member('approver', 'approver');

async function openOffice() {
  const receiptKey = randomBytes(32);
  const site = await tipOffSite(1000, receiptKey);
  const database = openDatabase(site.pool);
  const cases = createCaseStore({
    database,
    keys: createTipKeys(database, site.attachments, site.masterKey),
    receiptKey,
  });
  let clock = NOW;
  const deps: CaseDeps = {
    cases,
    audit: createAuditLog(database),
    calendar: { years: new Set([2026]), free: new Set(), worked: new Set() },
    now: () => clock,
  };
  const receipt = newReceipt();
  await site.tipOffs.saveTipOff(
    {
      kind: 'hazard',
      category: 'mining',
      adcode: '654225',
      words: { ...NO_WORDS, text: '尾矿库坝体有裂缝', place: '某某沟' },
      photos: [{ bytes: Buffer.from('photo-marker'), widthPx: 1, heightPx: 1 }],
    },
    { receipt, retryKey: null, digest: 'd' },
    NOW,
  );
  const found = await cases.findCaseByReceipt(receipt);
  if (found === null) throw new Error('no case');
  const { id } = found;
  const act = async (command: CaseCommand, actor: Actor, day = 0, text = ''): Promise<CaseFile> => {
    clock = addMs(NOW, day * DAY_MS);
    const notes = text === '' ? [] : [{ audience: 'reporter' as const, kind: 'message', text }];
    const result = await handleCase(deps, id, null, command, actor, notes);
    if (!result.ok) throw new Error(`${command.do}: ${result.problem.word}`);
    return result.value;
  };
  return { site, cases, deps, receipt, id, act };
}

async function toNotified({ act }: Awaited<ReturnType<typeof openOffice>>): Promise<void> {
  await act({ do: 'accept', involvesDeath: false }, intake);
  await act({ do: 'verify' }, handler, 1);
  await act({ do: 'find', finding: 'substantiated', verifiers: ['handler', 'other'] }, handler, 2);
  await act({ do: 'order', dueDay: '2026-07-20' }, approver, 3);
  await act({ do: 'recheck', isPut: true }, handler, 4);
  await act({ do: 'close' }, handler, 5);
  await act({ do: 'assess', fen: 300_000, profileId: 'national-2018', claimDays: 60 }, handler, 6);
  await act({ do: 'approve' }, approver, 7);
  await act({ do: 'notify' }, approver, 8);
}

describe('a case in the office', () => {
  test('begins with the tip-off, is told step by step to the reporter and line by line to the auditor', async () => {
    const office = await openOffice();
    await toNotified(office);
    const [stored] = await stepsOf(office.site);
    expect(stored?.events).toEqual([
      'received', 'accepted', 'verifying', 'found', 'rectifying', 'rectified', 'closed', 'notified',
    ]); // prettier-ignore
    const lines = await office.deps.audit.list(100, null);
    expect(lines).toHaveLength(9);
    expect(JSON.stringify(lines)).not.toContain('尾矿库');
    expect(await office.deps.audit.verify()).toBeNull();
  });

  test('of two people who decide at once one is told that the other was faster', async () => {
    const { deps, id } = await openOffice();
    const both = await Promise.all([
      handleCase(deps, id, 1, { do: 'accept', involvesDeath: false }, intake),
      handleCase(deps, id, 1, { do: 'decline', reason: 'other' }, member('second', 'intake')),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ problem: { word: 'case-changed' } });
  });

  test('outside one’s tree is refused and leaves a line', async () => {
    const { deps, id } = await openOffice();
    const result = await handleCase(
      deps,
      id,
      null,
      { do: 'accept', involvesDeath: false },
      { ...intake, adcodes: ['654202'] },
    );
    expect(result).toMatchObject({ problem: { word: 'role-missing' } });
    expect(await deps.audit.list(1, null)).toMatchObject([
      { action: 'case-refused', actor: 'intake', to: 'accept' },
    ]);
  });

  test('keeps words for the office apart and shows whole what was reported to who handles it', async () => {
    const { deps, id, act, cases } = await openOffice();
    await act({ do: 'accept', involvesDeath: false }, intake, 0, '已受理，谢谢您。');
    expect(await cases.readContent(id)).toMatchObject({
      words: { text: '尾矿库坝体有裂缝' },
      photos: [{ widthPx: 1 }],
      notes: [{ author: 'intake', text: '已受理，谢谢您。', audience: 'reporter' }],
    });
    expect(Buffer.from((await deps.cases.readPhoto(id, 0)) ?? []).toString()).toBe('photo-marker');
  });
});

describe('the money', () => {
  test('moves from the budget to the promise to the hand, once, and the ledger sums to nothing', async () => {
    const office = await openOffice();
    await toNotified(office);
    await office.act({ do: 'claim' }, 'reporter', 9);
    expect(await office.cases.listBalances()).toEqual({ budget: -300_000, committed: 300_000, paid: 0 });
    const pay = () => handleCase(office.deps, office.id, null, { do: 'pay' }, approver);
    const results = await Promise.all(Array.from({ length: 5 }, pay));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await office.cases.listBalances()).toEqual({ budget: -300_000, committed: 0, paid: 300_000 });
  });

  test('claimed twice at once is claimed once', async () => {
    const office = await openOffice();
    await toNotified(office);
    const claim = () => handleCase(office.deps, office.id, null, { do: 'claim' }, 'reporter');
    const results = await Promise.all([claim(), claim(), claim()]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('that lapsed goes back to the budget', async () => {
    const office = await openOffice();
    await toNotified(office);
    await office.act({ do: 'lapse' }, 'system', 80);
    expect(await office.cases.listBalances()).toEqual({ budget: 0, committed: 0, paid: 0 });
  });
});

describe('a purge', () => {
  test('leaves nothing of the tip-off readable, with all keys the server still has', async () => {
    const { site, cases, id, act } = await openOffice();
    await act({ do: 'accept', involvesDeath: false }, intake, 0, '给举报人的话');
    await cases.addSealed(id, { kind: 'identity', keyId: 'k', bytes: Buffer.from('age-marker') }, NOW);
    await cases.destroyKey(id);
    expect(await cases.readContent(id)).toBeNull();
    expect(await cases.readPhoto(id, 0)).toBeNull();
    expect(await cases.listSealed(id)).toEqual([]);
    const left = await readdir(site.folder, { recursive: true, withFileTypes: true });
    const files = left.filter((entry) => entry.isFile());
    const bytes = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
    expect(Buffer.concat(bytes).includes('photo-marker')).toBe(false);
    expect(files).toHaveLength(0);
  });
});
