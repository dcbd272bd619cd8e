import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { createStatusDesks } from '../../functions/api/tip-off-status-desk.ts';
import { statusRoutes } from '../../functions/api/tip-off-status.ts';
import { createGuessPace } from '../../functions/http/guess-pace.ts';
import { createPhotoCleaner } from '../../functions/http/photo-pipeline.ts';
import { createVisitorPace } from '../../functions/http/rate-limit.ts';
import { RecentAnswers } from '../../functions/http/recent-answers.ts';
import { openFolderAttachments } from '../../functions/store/attachments.ts';
import { createAuditLog } from '../../functions/store/audit-log.ts';
import { createCasePhotos } from '../../functions/store/case-photos.ts';
import { createCaseStore } from '../../functions/store/case-queries.ts';
import { openDatabase } from '../../functions/store/database.ts';
import { createFollowUpStore } from '../../functions/store/follow-up-queries.ts';
import { createTipKeys } from '../../functions/store/tip-keys.ts';
import { createTipOffStore } from '../../functions/store/tip-off-store.ts';
import { createStatusStore } from '../../functions/store/tip-off-status-queries.ts';
import { hashClaimSecret } from '../../functions/use-cases/claim-secret.ts';
import { handleCase } from '../../functions/use-cases/handle-case.ts';
import { createStatusPass } from '../../functions/wiring/status-pass.ts';
import type { CaseCommand } from '../../src/domain/case-command.ts';
import type { Actor } from '../../src/domain/case-decide.ts';
import { claimPlaintext, type ClaimDetails } from '../../src/domain/claim-details.ts';
import { addMs, DAY_MS, type Instant } from '../../src/domain/instant.ts';
import type { StaffMember, StaffRole } from '../../src/domain/staff.ts';
import type { StatusView } from '../../src/domain/tip-off-status.ts';
import { NO_WORDS } from '../../src/domain/tip-off.ts';
import { openFreshStore } from '../support/database.ts';
import { newReceipt, NOW } from './tip-off-fixture.ts';

const member = (id: string, ...roles: StaffRole[]): StaffMember => ({
  id,
  name: id,
  email: '',
  roles,
  adcodes: ['654225'],
});
export const intake = member('intake', 'intake');
export const handler = member('handler', 'handler');
export const approver = member('approver', 'approver');
export const DETAILS: ClaimDetails = {
  name: '张三',
  idNumber: '11010519491231002X',
  payment: 'bank',
  bank: '某某银行某某支行',
  account: '6222021234567890128',
};

/** The view of an answer that succeeded. */
export async function statusOf(response: Response): Promise<StatusView> {
  expect(response.status, await response.clone().text()).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return (await response.json()) as StatusView;
}

/** Status and word of an answer that refuses. */
export async function refusalOf(response: Response): Promise<[number, string]> {
  expect(response.headers.get('cache-control')).toBe('no-store');
  const { word } = (await response.json()) as { word: string };
  return [response.status, word];
}

export type StatusSite = Awaited<ReturnType<typeof openStatusSite>>;

/** What a receipt opens, on one database for a whole file; close it at the end. The clock stands until `at` moves it. */
export async function openStatusSite() {
  const { pool, close } = await openFreshStore();
  const folder = await mkdtemp(join(tmpdir(), 'anlan-status-'));
  const attachments = await openFolderAttachments(folder);
  const [masterKey, receiptKey] = [randomBytes(32), randomBytes(32)];
  const database = openDatabase(pool);
  const keys = createTipKeys(database, attachments, masterKey);
  const tipOffs = createTipOffStore({ database, attachments, masterKey, receiptKey });
  const cases = createCaseStore({ database, keys, receiptKey });
  const followUps = createFollowUpStore(database, keys);
  let clock: Instant = NOW;
  let pausedMs = 0;
  const deps = {
    cases,
    audit: createAuditLog(database),
    calendar: { years: new Set([2026]), free: new Set<string>(), worked: new Set<string>() },
    now: () => clock,
    status: createStatusStore({ database, keys, receiptKey }),
    followUps,
    cleanPhoto: createPhotoCleaner(),
    pass: createStatusPass(receiptKey),
    recent: new RecentAnswers<null>(120_000),
    uploadPace: createVisitorPace({ points: 1000, durationSeconds: 60, now: () => Date.parse(NOW) }),
    guesses: guessPace(10_000, 100_000),
  };
  function guessPace(slips: number, allSlips: number) {
    const pause = (ms: number): Promise<void> => {
      pausedMs += ms;
      return Promise.resolve();
    };
    return createGuessPace({ now: () => Date.parse(NOW), pause, slips, allSlips });
  }
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  await cases.addCustodianKey({ id: 'k1', recipient, createdBy: 'custodian', createdAt: NOW });

  /** A tip-off as it was filed; gives its receipt and how to work on it. */
  async function file(secret: string | null = null) {
    const receipt = newReceipt();
    clock = NOW;
    await tipOffs.saveTipOff(
      {
        kind: 'hazard',
        category: 'mining',
        adcode: '654225',
        words: { ...NO_WORDS, text: '尾矿库坝体有裂缝' },
        photos: [],
      },
      { receipt, retryKey: null, digest: 'd' },
      NOW,
    );
    const found = await cases.findCaseByReceipt(receipt);
    if (found === null) throw new Error('no case');
    const { id } = found;
    if (secret !== null)
      await pool.query('update tip_off_case set claim_secret = $2 where tip_off_id = $1', [
        id,
        await hashClaimSecret(secret),
      ]);
    const act = async (command: CaseCommand, actor: Actor, day = 0, text = ''): Promise<void> => {
      clock = addMs(NOW, day * DAY_MS);
      const notes = text === '' ? [] : [{ audience: 'reporter' as const, kind: 'message', text }];
      const result = await handleCase(deps, id, null, command, actor, notes);
      if (!result.ok) throw new Error(`${command.do}: ${result.problem.word}`);
    };
    /** Substantiated, put right, closed, and 3000 yuan told on day 8. */
    const notify = async (): Promise<void> => {
      await act({ do: 'accept', involvesDeath: false }, intake);
      await act({ do: 'verify' }, handler, 1);
      await act({ do: 'find', finding: 'substantiated', verifiers: ['handler', 'other'] }, handler, 2);
      await act({ do: 'order', dueDay: '2026-07-20' }, approver, 3);
      await act({ do: 'recheck', isPut: true }, handler, 4);
      await act({ do: 'close' }, handler, 5);
      await act({ do: 'assess', fen: 300_000, profileId: 'national-2018', claimDays: 60 }, handler, 6);
      await act({ do: 'approve' }, approver, 7);
      await act({ do: 'notify' }, approver, 8);
    };
    return { receipt, id, act, notify };
  }

  const routesFor = (address: string, guesses = deps.guesses) =>
    statusRoutes({ ...deps, guesses, addressOf: () => address });
  const app = routesFor('203.0.113.7');
  return {
    deps,
    cases,
    readOfficePhoto: createCasePhotos(database, keys).readOfficePhoto,
    pool,
    identity,
    file,
    routesFor,
    guessPace,
    deskFor: createStatusDesks(deps),
    at: (instant: Instant) => void (clock = instant),
    pausedMs: () => pausedMs,
    post: (what: string, body: object): Promise<Response> =>
      Promise.resolve(
        app.request(`/api/tip-offs/${what}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    claimBody: async (receipt: string, claimSecret = '204618') => {
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      const sealed = await encrypter.encrypt(claimPlaintext(DETAILS));
      return { receipt, claimSecret, claim: Buffer.from(sealed).toString('base64url'), claimKeyId: 'k1' };
    },
    app,
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
