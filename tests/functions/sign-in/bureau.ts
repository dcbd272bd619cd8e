import { Hono } from 'hono';
import { randomBytes } from 'node:crypto';
import { onTestFinished, vi } from 'vitest';
import { staffAccountRoutes } from '../../../functions/api/staff-accounts.ts';
import { staffSignInRoutes } from '../../../functions/api/staff-sign-in.ts';
import { requireStaff, staffOf } from '../../../functions/http/staff-gate.ts';
import { createVisitorPace } from '../../../functions/http/rate-limit.ts';
import { createDoor } from '../../../functions/sign-in/door.ts';
import { loadLibrary, type SignInLibrary } from '../../../functions/sign-in/library.ts';
import { ownPages } from '../../../functions/sign-in/read-pages.ts';
import { createSessionGate } from '../../../functions/sign-in/session-gate.ts';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createStaffAccounts } from '../../../functions/store/staff-accounts.ts';
import { createStaffSessions } from '../../../functions/store/staff-sessions.ts';
import { createStaffSignIn } from '../../../functions/store/staff-sign-in.ts';
import { addStaff } from '../../../functions/use-cases/manage-staff.ts';
import type { AccountForm } from '../../../src/domain/staff-account.ts';
import { freshStore } from '../../support/database.ts';
import { totpOf } from '../../support/staff.ts';

export const NOW = '2026-07-01T08:00:00.000Z';
export const ORIGIN = 'https://anlan.example';
export const PASSWORD = 'correct horse battery staple';
export const FORM: AccountForm = {
  name: '张三',
  email: 'zhang@example.com',
  roles: ['duty-officer'],
  adcodes: ['654225'],
};

/** A browser: keeps cookies, posts forms from our own pages. */
export class Tab {
  readonly jar = new Map<string, string>();
  readonly #app: Hono;
  readonly #address: string;
  constructor(app: Hono, address: string) {
    this.#app = app;
    this.#address = address;
  }
  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }
  async ask(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const response = await this.#app.request(
      `${ORIGIN}${path}`,
      {
        method,
        headers: { host: 'anlan.example', origin: ORIGIN, cookie: this.cookie, ...headers },
        ...(body === undefined ? {} : { body }),
      },
      { clientAddress: this.#address },
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return response;
  }
  post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.ask('POST', `/api/staff${path}`, new URLSearchParams(fields), headers);
  }
  /** The place a step leads to, or the word of its problem. */
  async step(path: string, fields: Record<string, string>): Promise<string> {
    const body = (await (await this.post(path, fields)).json()) as { place?: string; word?: string };
    return body.place ?? body.word ?? '';
  }
  get request(): Request {
    return new Request(`${ORIGIN}/staff/`, { headers: { cookie: this.cookie, host: 'anlan.example' } });
  }
}

/** The staff side of a server on a real database, with a clock that stands until it is moved. */
export async function openBureau() {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(NOW) });
  onTestFinished(() => void vi.useRealTimers());
  const { pool } = await freshStore();
  const database = openDatabase(pool);
  const now = () => new Date().toISOString();
  const secret = randomBytes(32).toString('base64url');
  const sessions = createStaffSessions(database);
  const audit = createAuditLog(database);
  const accounts = createStaffAccounts(database);
  const gate = createSessionGate({ sessions, secret, isSecure: true, now });
  let loaded: Promise<SignInLibrary> | undefined;
  const library = () =>
    (loaded ??= loadLibrary({
      database,
      secret,
      publicUrl: ORIGIN,
      fixedOrigin: ORIGIN,
      isSecure: true,
      now,
    }));
  const newId = () => randomBytes(12).toString('hex');
  const pace = createVisitorPace({ points: 200, durationSeconds: 600, now: () => Date.now() });
  const deps = {
    library,
    gate,
    sessions,
    signIn: createStaffSignIn(database),
    audit,
    pace,
    secret,
    isSecure: true,
    now,
    newId,
  };
  const manage = {
    accounts,
    now,
    newId,
    newSetUpCode: newId,
    publicUrl: ORIGIN,
    isKnownRegion: (code: string) => /^65/.test(code),
  };
  const app = new Hono();
  app.route(
    '/api/operator/staff',
    staffAccountRoutes(manage, () => ({ kind: 'operator' })),
  );
  app.use('/api/staff/accounts/*', requireStaff(gate, 'administrator'));
  app.route(
    '/api/staff/accounts',
    staffAccountRoutes(manage, (c) => ({ kind: 'member', member: staffOf(c) })),
  );
  app.route(
    '/api/staff',
    staffSignInRoutes({
      door: createDoor(deps),
      addressOf: (c) => (c.env as { clientAddress: string }).clientAddress,
      ownOrigins: [ORIGIN],
    }),
  );
  const pages = ownPages(deps);
  const tab = (address = '198.51.100.7') => new Tab(app, address);
  const add = async (wish: Partial<AccountForm> = {}) => {
    const added = await addStaff(manage, { kind: 'operator' }, { ...FORM, ...wish });
    if (!added.ok) throw new Error(added.problem.word);
    return added.value;
  };
  /** Someone wholly set up and signed in, with the secret of their authenticator. */
  const member = async (wish: Partial<AccountForm> = {}) => {
    const { account, setUp } = await add(wish);
    const own = tab();
    await own.step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD });
    const enrolment = await pages.enrolment(own.request);
    if (enrolment === null) throw new Error('no enrolment');
    await own.step('/sign-in/enrol', { code: totpOf(enrolment.secret, Date.now()) });
    return { account, tab: own, totpSecret: enrolment.secret };
  };
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
  return { app, pool, gate, audit, accounts, manage, pages, tab, add, member, later, sessions };
}
