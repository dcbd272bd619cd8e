import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { CustodianPages } from '../../src/domain/custodian-desk.ts';
import type { OutletPages } from '../../src/domain/outlet-pages.ts';
import type { ResultPages } from '../../src/domain/results.ts';
import type { StaffPages } from '../../src/domain/staff-pages.ts';
import { staffAccountRoutes } from '../api/staff-accounts.ts';
import { accountsPage } from '../api/staff-accounts-page.ts';
import { auditPage, auditRoutes } from '../api/staff-audit.ts';
import { staffSignInRoutes } from '../api/staff-sign-in.ts';
import { requireOperator } from '../http/operator-token.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import { createDoor } from '../sign-in/door.ts';
import { loadLibrary, type SignInLibrary } from '../sign-in/library.ts';
import { ownPages } from '../sign-in/read-pages.ts';
import { createSessionGate } from '../sign-in/session-gate.ts';
import type { AuditLog } from '../store/audit-contract.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { openDatabase } from '../store/database.ts';
import { createStaffAccounts } from '../store/staff-accounts.ts';
import { createStaffSessions } from '../store/staff-sessions.ts';
import { createStaffSignIn } from '../store/staff-sign-in.ts';
import { addressOf, type Area, type Base } from './base.ts';

/** Of one address, all steps together. A bureau sits behind one address, so this is far above what people do. */
const STEPS_PER_TEN_MINUTES = 200;
/** Crockford's letters: none that is taken for another when read over the phone. 26 of them hold 130 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LETTERS = 26;

export interface StaffArea extends Area {
  gate: StaffGate;
  audit: AuditLog;
  pages: Omit<StaffPages, keyof OutletPages | keyof CustodianPages | keyof ResultPages>;
}

/** Sign-in of the bureau's people, their accounts, and the log of what they did. */
export function wireStaff(base: Base): Promise<StaffArea> {
  const { env, persistence, catalogue, now, newId, publicUrl } = base;
  const database = openDatabase(persistence.pool);
  const secret = Buffer.from(persistence.keys.staffKey).toString('base64url');
  const isSecure = publicUrl.startsWith('https:');
  const fixedOrigin = env.ANLAN_PUBLIC_URL === undefined ? null : new URL(env.ANLAN_PUBLIC_URL).origin;
  const sessions = createStaffSessions(database);
  const gate = createSessionGate({ sessions, secret, isSecure, now });
  const audit = createAuditLog(database);
  const accounts = createStaffAccounts(database);
  let loading: Promise<SignInLibrary> | undefined;
  const library = (): Promise<SignInLibrary> =>
    (loading ??= loadLibrary({ database, secret, publicUrl, fixedOrigin, isSecure, now }));
  const door = {
    library,
    gate,
    sessions,
    signIn: createStaffSignIn(database),
    audit,
    pace: base.paceOf(STEPS_PER_TEN_MINUTES),
    secret,
    isSecure,
    now,
    newId,
  };
  const manage = {
    accounts,
    isKnownRegion: catalogue.isKnownRegion,
    now,
    newId,
    publicUrl,
    newSetUpCode: () => Array.from(randomBytes(CODE_LETTERS), (byte) => LETTERS[byte % 32]).join(''),
  };

  const operator = new Hono();
  operator.use(requireOperator(persistence.keys.operatorToken));
  operator.route(
    '/staff',
    staffAccountRoutes(manage, () => ({ kind: 'operator' })),
  );
  operator.route('/audit', auditRoutes(audit));
  const administrator = new Hono();
  administrator.use(requireStaff(gate, 'administrator'));
  administrator.route(
    '/',
    staffAccountRoutes(manage, (c) => ({ kind: 'member', member: staffOf(c) })),
  );
  const routes = new Hono();
  routes.route('/api/operator', operator);
  routes.route('/api/staff/accounts', administrator);
  const ownOrigins = fixedOrigin === null ? [] : [fixedOrigin];
  routes.route('/api/staff', staffSignInRoutes({ door: createDoor(door), addressOf, ownOrigins }));
  return Promise.resolve({
    routes,
    gate,
    audit,
    pages: {
      now,
      regionName: (adcode) => catalogue.nameOf(adcode) ?? adcode,
      ...ownPages(door),
      ...accountsPage(manage),
      auditPage: (before) => auditPage(audit, accounts, before),
    },
  });
}
