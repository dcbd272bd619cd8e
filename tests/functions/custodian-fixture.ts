import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { staffCustodianRoutes } from '../../functions/api/staff-custodian.ts';
import { createAuditLog } from '../../functions/store/audit-log.ts';
import type { CaseStore } from '../../functions/store/case-contract.ts';
import { createCaseStore } from '../../functions/store/case-queries.ts';
import { createCustodianStore } from '../../functions/store/custodian-queries.ts';
import { openDatabase } from '../../functions/store/database.ts';
import { createTipKeys } from '../../functions/store/tip-keys.ts';
import type { CustodyDeps } from '../../functions/use-cases/custodian-deps.ts';
import { handleCase } from '../../functions/use-cases/handle-case.ts';
import { isRealRecipient } from '../../functions/wiring/custodian.ts';
import { openWith, sealFor, toBase64Url } from '../../src/browser/custodian-age.ts';
import type { CaseCommand } from '../../src/domain/case-command.ts';
import type { Actor } from '../../src/domain/case-decide.ts';
import { addMs, type Instant } from '../../src/domain/instant.ts';
import { padSealed } from '../../src/domain/sealed-words.ts';
import type { StaffMember, StaffRole } from '../../src/domain/staff.ts';
import { NO_WORDS } from '../../src/domain/tip-off.ts';
import { newReceipt, NOW, tipOffSite } from './tip-off-fixture.ts';

export const member = (id: string, ...roles: StaffRole[]): StaffMember => ({
  id,
  name: `${id}先生`,
  email: '',
  roles,
  adcodes: ['654225'],
});
export const intake = member('intake', 'intake');
export const handler = member('handler', 'handler');
export const approver = member('approver', 'approver');
export const custodian = member('custodian', 'custodian');

/** A planted name: it must turn up nowhere on the server. */
export const NAME = '欧阳举报人';

export interface Answer {
  status: number;
  json: Record<string, unknown>;
  bytes: Uint8Array;
}

/** One bureau with a custodian's key, and tip-offs sealed to it, behind the real routes. */
export async function openCustody() {
  const receiptKey = randomBytes(32);
  const site = await tipOffSite(1000, receiptKey);
  const database = openDatabase(site.pool);
  const keys = createTipKeys(database, site.attachments, site.masterKey);
  const cases: CaseStore = createCaseStore({ database, keys, receiptKey });
  let clock: Instant = NOW;
  const deps: CustodyDeps = {
    cases,
    audit: createAuditLog(database),
    calendar: { years: new Set([2026]), free: new Set(), worked: new Set() },
    now: () => clock,
    custody: createCustodianStore(database, keys),
    nameOf: (id) => Promise.resolve(`${id}先生`),
    isRecipient: isRealRecipient,
  };
  let who: StaffMember | null = null;
  const app = staffCustodianRoutes(deps, { memberOf: () => Promise.resolve(who) });
  const ask = async (
    as: StaffMember | null,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer> => {
    who = as;
    const response = await app.request(path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const json = isJson ? (JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>) : {};
    return { status: response.status, json, bytes };
  };
  const secret = await generateX25519Identity();
  const recipient = await identityToRecipient(secret);
  const registered = await ask(custodian, 'POST', '/keys', { recipient, reason: '首次登记' });
  const keyId = String(registered.json['id']);

  /** A tip-off with things sealed to the custodian, as a reporter's browser does it. */
  const file = async (
    things: Partial<Record<'identity' | 'claim' | 'original', string>>,
  ): Promise<string> => {
    const receipt = newReceipt();
    await site.tipOffs.saveTipOff(
      {
        kind: 'hazard',
        category: 'mining',
        adcode: '654225',
        words: { ...NO_WORDS, text: '尾矿库坝体有裂缝', place: '某某沟' },
        photos: [],
      },
      { receipt, retryKey: null, digest: 'd' },
      NOW,
    );
    const { id } = (await cases.findCaseByReceipt(receipt)) ?? { id: '' };
    for (const [kind, text] of Object.entries(things))
      await cases.addSealed(
        id,
        { kind: kind as 'identity', keyId, bytes: await sealFor(recipient, Buffer.from(text)) },
        NOW,
      );
    if (things.identity !== undefined)
      await site.pool.query(
        `update tip_off_case set content = jsonb_set(content, '{identity}', '"sealed"') where tip_off_id = $1`,
        [id],
      );
    return id;
  };
  const act = async (id: string, command: CaseCommand, actor: Actor): Promise<void> => {
    const result = await handleCase(deps, id, null, command, actor);
    if (!result.ok) throw new Error(`${command.do}: ${result.problem.word}`);
  };
  return {
    site,
    deps,
    ask,
    secret,
    recipient,
    file,
    act,
    open: (sealed: Uint8Array, with_ = secret) => openWith([with_], sealed),
    reseal: async (to: string, plain: Uint8Array) => toBase64Url(await sealFor(to, plain)),
    wait: (ms: number) => void (clock = addMs(clock, ms)),
    lines: async () =>
      (await deps.audit.list(200, null)).map(({ actor, action, to, reason }) => ({
        actor,
        action,
        to,
        reason,
      })),
  };
}

export const identityText = (): string =>
  padSealed({ name: NAME, contact: '13900000000', note: '' }, 1024) ?? '';

/** To the point where the reporter claims. */
export async function toClaimed({ act }: Awaited<ReturnType<typeof openCustody>>, id: string): Promise<void> {
  await act(id, { do: 'accept', involvesDeath: false }, intake);
  await act(id, { do: 'verify' }, handler);
  await act(id, { do: 'find', finding: 'substantiated', verifiers: ['handler', 'other'] }, handler);
  await act(id, { do: 'assess', fen: 300_000, profileId: 'national-2018', claimDays: 60 }, handler);
  await act(id, { do: 'approve' }, approver);
  await act(id, { do: 'notify' }, approver);
  await act(id, { do: 'claim' }, 'reporter');
}
