import { join } from 'node:path';
import { findRunningPostgres } from '../../functions/hosts/embedded-postgres.ts';
import { openKeys } from '../../functions/hosts/key-files.ts';
import { openFolderAttachments } from '../../functions/store/attachments.ts';
import { createAuditLog } from '../../functions/store/audit-log.ts';
import type { CaseStore } from '../../functions/store/case-contract.ts';
import { createCaseStore } from '../../functions/store/case-queries.ts';
import { openDatabase, openPool } from '../../functions/store/database.ts';
import type { FollowUpStore } from '../../functions/store/follow-up-contract.ts';
import { createFollowUpStore } from '../../functions/store/follow-up-queries.ts';
import { createTipKeys } from '../../functions/store/tip-keys.ts';
import { handleCase } from '../../functions/use-cases/handle-case.ts';
import type { CaseCommand } from '../../src/domain/case-command.ts';
import type { Actor } from '../../src/domain/case-decide.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { readReceipt } from '../../src/domain/receipt.ts';
import { staffMember } from './staff.ts';

const member = (id: string, role: 'intake' | 'handler' | 'approver') => staffMember({ id, roles: [role] });
export const intake = member('staff-intake', 'intake');
export const handler = member('staff-handler', 'handler');
export const approver = member('staff-approver', 'approver');

export interface Office {
  cases: CaseStore;
  followUps: FollowUpStore;
  idOf(receipt: string): Promise<string>;
  /** Moves a case as the pages of the office do; `text` is a message to the reporter. */
  act(id: string, command: CaseCommand, actor: Actor, text?: string): Promise<void>;
  /** All the way from received to the notice of 3000 yuan. */
  notify(id: string): Promise<void>;
  close(): Promise<void>;
}

/** The office's work on a running server, done beside it on the same rows: a journey is about one side only. */
export async function openOffice(dataFolder: string): Promise<Office> {
  const connectionString = await findRunningPostgres(dataFolder);
  if (connectionString === null) throw new Error('no database runs there');
  const secrets = await openKeys(join(dataFolder, 'keys'));
  const pool = openPool(connectionString, 2);
  const database = openDatabase(pool);
  const attachments = await openFolderAttachments(join(dataFolder, 'attachments'));
  const keys = createTipKeys(database, attachments, secrets.masterKey);
  const cases = createCaseStore({ database, keys, receiptKey: secrets.receiptKey });
  const deps = {
    cases,
    audit: createAuditLog(database),
    calendar: { years: new Set<number>(), free: new Set<string>(), worked: new Set<string>() },
    now: () => toInstant(Date.now()),
  };
  const act: Office['act'] = async (id, command, actor, text = '') => {
    const notes = text === '' ? [] : [{ audience: 'reporter' as const, kind: 'message', text }];
    const done = await handleCase(deps, id, null, command, actor, notes);
    if (!done.ok) throw new Error(`${command.do}: ${done.problem.word}`);
  };
  return {
    cases,
    followUps: createFollowUpStore(database, keys),
    async idOf(receipt) {
      const read = readReceipt(receipt);
      const found = read.ok ? await cases.findCaseByReceipt(read.receipt) : null;
      if (found === null) throw new Error('no such case');
      return found.id;
    },
    act,
    async notify(id) {
      const { state } = (await cases.findCase(id)) ?? {};
      if (state === 'received') await act(id, { do: 'accept', involvesDeath: false }, intake);
      await act(id, { do: 'verify' }, handler);
      await act(id, { do: 'find', finding: 'substantiated', verifiers: [handler.id, approver.id] }, handler);
      await act(id, { do: 'order', dueDay: '2030-01-01' }, approver);
      await act(id, { do: 'recheck', isPut: true }, handler);
      await act(id, { do: 'close' }, handler);
      await act(id, { do: 'assess', fen: 300_000, profileId: 'national-2018', claimDays: 60 }, handler);
      await act(id, { do: 'approve' }, approver);
      await act(id, { do: 'notify' }, approver);
    },
    close: () => pool.end(),
  };
}
