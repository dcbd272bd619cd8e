import { randomBytes } from 'node:crypto';
import { createAuditLog } from '../../functions/store/audit-log.ts';
import { createCaseClockStore } from '../../functions/store/case-clock-queries.ts';
import { createCaseStore } from '../../functions/store/case-queries.ts';
import { openDatabase } from '../../functions/store/database.ts';
import { createFollowUpStore } from '../../functions/store/follow-up-queries.ts';
import { createTipKeys } from '../../functions/store/tip-keys.ts';
import { handleCase } from '../../functions/use-cases/handle-case.ts';
import type { CaseCommand } from '../../src/domain/case-command.ts';
import type { Actor } from '../../src/domain/case-decide.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { StaffMember, StaffRole } from '../../src/domain/staff.ts';
import { NO_WORDS } from '../../src/domain/tip-off.ts';
import { newReceipt, tipOffSite } from './tip-off-fixture.ts';

export const START = '2026-03-02T02:00:00.000Z';
export const at = (beijing: string): Instant => new Date(`${beijing}+08:00`).toISOString();
export const member = (id: string, ...roles: StaffRole[]): StaffMember => ({
  id,
  name: id,
  email: '',
  roles,
  adcodes: ['654225'],
});
export const intake = member('intake', 'intake');
export const handler = member('handler', 'handler');
export const approver = member('approver', 'approver');

export const planted = { text: '尾矿库渗水标记甲', place: '某某沟标记乙', note: '给举报人的话标记丙', photo: '照片标记丁', identity: 'AGE封存标记戊' }; // prettier-ignore

/** The office's part of a server on a fresh database, with a clock that stands still until it is set. */
export async function openOffice() {
  const receiptKey = randomBytes(32);
  const site = await tipOffSite(1000, receiptKey);
  const database = openDatabase(site.pool);
  const keys = createTipKeys(database, site.attachments, site.masterKey);
  const cases = createCaseStore({ database, keys, receiptKey });
  let clock: Instant = START;
  const dropped: string[] = [];
  const deps = {
    cases,
    clocks: createCaseClockStore(database),
    followUps: createFollowUpStore(database, keys),
    audit: createAuditLog(database),
    calendar: { years: new Set([2026]), free: new Set<string>(), worked: new Set<string>() },
    notifiedBySystem: [] as string[],
    dropAccess: (id: string) => Promise.resolve(void dropped.push(id)),
    now: () => clock,
  };
  const act = async (id: string, command: CaseCommand, actor: Actor, note = ''): Promise<CaseFile> => {
    const notes = note === '' ? [] : [{ audience: 'reporter' as const, kind: 'message', text: note }];
    const result = await handleCase(deps, id, null, command, actor, notes);
    if (!result.ok) throw new Error(`${command.do}: ${result.problem.word}`);
    return result.value;
  };
  return {
    site,
    cases,
    deps,
    act,
    dropped,
    set: (now: Instant) => void (clock = now),
    async file(adcode = '654225') {
      const receipt = newReceipt();
      const { text, place } = planted;
      await site.tipOffs.saveTipOff(
        {
          kind: 'hazard',
          category: 'mining',
          adcode,
          words: { ...NO_WORDS, text, place },
          photos: [{ bytes: Buffer.from(planted.photo), widthPx: 1, heightPx: 1 }],
        },
        { receipt, retryKey: null, digest: receipt },
        START,
      );
      const found = await cases.findCaseByReceipt(receipt);
      if (found === null) throw new Error('no case');
      return { receipt, id: found.id };
    },
    async toNotified(id: string) {
      await act(id, { do: 'accept', involvesDeath: false }, intake, planted.note);
      await act(id, { do: 'verify' }, handler);
      await act(id, { do: 'find', finding: 'substantiated', verifiers: ['handler', 'other'] }, handler);
      await act(id, { do: 'order', dueDay: '2026-07-20' }, approver);
      await act(id, { do: 'recheck', isPut: true }, handler);
      await act(id, { do: 'close' }, handler);
      await act(id, { do: 'assess', fen: 300_000, profileId: 'national-2018', claimDays: 60 }, handler);
      await act(id, { do: 'approve' }, approver);
    },
  };
}
