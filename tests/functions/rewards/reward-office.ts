import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { openFolderAttachments } from '../../../functions/store/attachments.ts';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { createCaseStore } from '../../../functions/store/case-queries.ts';
import { createCustodianStore } from '../../../functions/store/custodian-queries.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createRewardStore } from '../../../functions/store/reward-queries.ts';
import { createTipKeys } from '../../../functions/store/tip-keys.ts';
import { createTipOffStore } from '../../../functions/store/tip-off-store.ts';
import { handleCase } from '../../../functions/use-cases/handle-case.ts';
import type { RewardDeps } from '../../../functions/use-cases/reward-deps.ts';
import { readRewardProfiles } from '../../../src/content/reward-rules.ts';
import type { CaseCommand } from '../../../src/domain/case-command.ts';
import type { Actor } from '../../../src/domain/case-decide.ts';
import type { CaseFile } from '../../../src/domain/case-file.ts';
import { makeReceipt } from '../../../src/domain/receipt.ts';
import { NOTHING_ASSESSED, type AssessTyped } from '../../../src/domain/reward-form.ts';
import type { RewardProfile } from '../../../src/domain/reward-profile.ts';
import type { StaffMember, StaffRole } from '../../../src/domain/staff.ts';
import { NO_WORDS, type TipOffWords } from '../../../src/domain/tip-off.ts';
import { openFreshStore } from '../../support/database.ts';

export const NOW = '2026-07-15T02:00:00.000Z';
export const NATIONAL = readRewardProfiles(readFileSync('content/tip-off/reward-profiles.yaml', 'utf8'));

const member = (id: string, ...roles: StaffRole[]): StaffMember => ({
  id,
  name: id,
  email: '',
  roles,
  adcodes: ['65'],
});
export const intake = member('intake', 'intake');
export const handler = member('handler', 'handler');
export const approver = member('approver', 'approver');
export const auditor = member('auditor', 'auditor');

/** A standard of one region with caps in yuan. */
export function capped(
  adcode: string,
  caps: Partial<RewardProfile['caps']>,
  budgets: RewardProfile['budgets'] = [],
): RewardProfile {
  const [national] = NATIONAL;
  if (national === undefined) throw new Error('no profile');
  return {
    ...national,
    id: `capped-${adcode}`,
    adcodes: [adcode],
    caps: { ...national.caps, ...caps },
    budgets,
  };
}

/** Yes to every condition that a person must judge. */
export const allYes = (fields: Partial<AssessTyped> = {}): AssessTyped => ({
  ...NOTHING_ASSESSED,
  answers: { object: 'yes', 'not-found': 'yes', first: 'yes' },
  ...fields,
});

/** A bureau's office with a database of its own; close it. Rows of one test do not disturb another's: each files its own. */
export async function openRewardOffice() {
  const fresh = await openFreshStore();
  const folder = await mkdtemp(join(tmpdir(), 'anlan-rewards-'));
  const attachments = await openFolderAttachments(folder);
  const [masterKey, receiptKey] = [randomBytes(32), randomBytes(32)];
  const database = openDatabase(fresh.pool);
  const keys = createTipKeys(database, attachments, masterKey);
  const cases = createCaseStore({ database, keys, receiptKey });
  const tipOffs = createTipOffStore({ database, attachments, masterKey, receiptKey });
  const custodian = createCustodianStore(database, keys);
  const clock = { now: NOW };
  const profiles: RewardProfile[] = [...NATIONAL];
  const deps: RewardDeps = {
    cases,
    audit: createAuditLog(database),
    calendar: { years: new Set([2026]), free: new Set(), worked: new Set() },
    now: () => clock.now,
    rewards: createRewardStore(database, keys),
    claims: custodian,
    profiles,
    accounts: { listAccounts: () => Promise.resolve([]) },
    regionName: (adcode) => adcode ?? '没有地区',
  };
  const act = async (id: string, command: CaseCommand, actor: Actor): Promise<CaseFile> => {
    const result = await handleCase(deps, id, null, command, actor);
    if (!result.ok) throw new Error(`${command.do}: ${result.problem.word}`);
    return result.value;
  };
  const file = async (adcode = '654225', words: Partial<TipOffWords> = {}): Promise<string> => {
    const receipt = makeReceipt(randomBytes(10));
    await tipOffs.saveTipOff(
      { kind: 'hazard', category: 'mining', adcode, words: { ...NO_WORDS, text: '坝体有裂缝', ...words }, photos: [] },
      { receipt, retryKey: null, digest: receipt },
      clock.now,
    ); // prettier-ignore
    return (await cases.findCaseByReceipt(receipt))?.id ?? '';
  };
  /** A case that was found true. */
  const found = async (adcode = '654225', words: Partial<TipOffWords> = {}): Promise<string> => {
    const id = await file(adcode, words);
    await act(id, { do: 'accept', involvesDeath: false }, intake);
    await act(id, { do: 'verify' }, handler);
    await act(id, { do: 'find', finding: 'substantiated', verifiers: ['handler', 'other'] }, handler);
    return id;
  };
  /** A case that waits for payment of so much to the person behind the tag, whom the custodian has looked at. */
  const claimed = async (fen: number, tag: string | null, adcode = '654225'): Promise<string> => {
    const id = await found(adcode);
    await act(id, { do: 'assess', fen, profileId: 'national-2018', claimDays: 60 }, handler);
    await act(id, { do: 'approve' }, approver);
    await act(id, { do: 'notify' }, approver);
    await act(id, { do: 'claim' }, 'reporter');
    if (tag !== null) await clear(id, tag);
    return id;
  };
  const clear = async (id: string, tag: string): Promise<void> => {
    const audit = { at: NOW, actor: 'custodian', action: 'claim-checked', subject: id, from: null, to: null, reason: null }; // prettier-ignore
    await custodian.saveTag(id, tag, audit);
    await custodian.saveCheck(id, { ground: 'clear', decidedBy: 'custodian', at: NOW }, '', audit);
  };
  const versionOf = async (id: string): Promise<number> => (await cases.findCase(id))?.version ?? 0;
  const close = async (): Promise<void> => {
    await fresh.close();
    await rm(folder, { recursive: true, force: true });
  };
  const pool: pg.Pool = fresh.pool;
  return { deps, cases, clock, profiles, pool, act, file, found, claimed, clear, versionOf, close };
}

export type RewardOffice = Awaited<ReturnType<typeof openRewardOffice>>;
