import { randomBytes } from 'node:crypto';
import { casePages, type CasePagesDeps } from '../../functions/api/staff-case-pages.ts';
import { staffCaseRoutes } from '../../functions/api/staff-cases.ts';
import { createPhotoCleaner } from '../../functions/http/photo-pipeline.ts';
import { createAuditLog } from '../../functions/store/audit-log.ts';
import { createCaseDeskStore } from '../../functions/store/case-desk-queries.ts';
import { createCaseStore } from '../../functions/store/case-queries.ts';
import { openDatabase } from '../../functions/store/database.ts';
import { createTipKeys } from '../../functions/store/tip-keys.ts';
import type { CaseAnswer } from '../../src/domain/case-desk.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import type { StaffMember, StaffRole } from '../../src/domain/staff.ts';
import type { StaffAccount } from '../../src/domain/staff-account.ts';
import { NO_WORDS, type CleanPhoto, type TipOff, type TipOffWords } from '../../src/domain/tip-off.ts';
import { staffGate } from '../support/staff.ts';
import { newReceipt, NOW, tipOffSite } from './tip-off-fixture.ts';

export const officer = (id: string, roles: StaffRole[], adcodes = ['654225']): StaffMember => ({
  id,
  name: `名${id}`,
  email: `${id}@example.com`,
  roles,
  adcodes,
});
export const intake = officer('intake', ['intake']);
export const handler = officer('handler', ['handler']);
export const second = officer('second', ['handler']);
export const approver = officer('approver', ['approver']);
export const elsewhere = officer('elsewhere', ['intake', 'handler', 'approver'], ['659007']);

export interface Filing extends Partial<Omit<TipOff, 'words'>> {
  words?: Partial<TipOffWords>;
  photos?: readonly CleanPhoto[];
  at?: string;
}

/** The office of one bureau on a fresh database, with the doors its pages and functions go through. */
export async function openOffice() {
  const receiptKey = randomBytes(32);
  const site = await tipOffSite(1000, receiptKey);
  const database = openDatabase(site.pool);
  const keys = createTipKeys(database, site.attachments, site.masterKey);
  const cases = createCaseStore({ database, keys, receiptKey });
  const clock = { now: NOW };
  const accounts = [intake, handler, second, approver, elsewhere].map((member): StaffAccount => ({
    ...member,
    isLocked: false,
    state: 'ready',
  }));
  const deps: CasePagesDeps = {
    cases,
    audit: createAuditLog(database),
    calendar: { years: new Set([2026]), free: new Set(), worked: new Set() },
    now: () => clock.now,
    desk: createCaseDeskStore(database, keys),
    accounts: { listAccounts: () => Promise.resolve(accounts) },
    cleanPhoto: createPhotoCleaner(),
    categoryName: () => '非煤矿山',
    regionName: () => '某县',
  };
  const desk = casePages(deps);

  async function file({ words = {}, at = NOW, ...rest }: Filing = {}): Promise<CaseFile> {
    const receipt = newReceipt();
    await site.tipOffs.saveTipOff(
      {
        kind: 'hazard',
        category: 'mining',
        adcode: '654225',
        photos: [],
        ...rest,
        words: { ...NO_WORDS, text: '尾矿库坝体有裂缝', place: '某某沟', ...words },
      },
      { receipt, retryKey: null, digest: 'd' },
      at,
    );
    const found = await cases.findCaseByReceipt(receipt);
    if (found === null) throw new Error('no case');
    return found;
  }

  /** A form as the page sends it; the version is that of the case as it stands, unless given. */
  async function press(
    member: StaffMember,
    id: string,
    fields: Record<string, string | readonly string[]>,
    photos: readonly Uint8Array[] = [],
  ): Promise<CaseAnswer> {
    const version = String((await cases.findCase(id))?.version ?? 0);
    const form = photos.length > 0 ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries({ version, ...fields }))
      for (const one of [value].flat()) form.append(name, one as string);
    if (form instanceof FormData)
      photos.forEach((bytes) => form.append('photos', new File([Uint8Array.from(bytes)], '张三.jpg')));
    return desk.act(member, id, request(form));
  }

  return {
    site, cases, deps, desk, clock, file, press,
    routesFor: (member: StaffMember | null) => staffCaseRoutes(deps, staffGate(member)),
    log: async () => (await deps.audit.list(200, null)).map(({ actor, action }) => `${actor} ${action}`),
  }; // prettier-ignore
}

export const request = (body: FormData | URLSearchParams): Request =>
  new Request('http://localhost/staff/cases/x/', { method: 'POST', body });

/** The word of a refusal with its field, or what was done. */
export const said = ({ result }: CaseAnswer): string =>
  result.ok ? result.value.did : [result.problem.word, result.problem.path].filter(Boolean).join(' ');
