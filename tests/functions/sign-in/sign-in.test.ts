import { describe, expect, test } from 'vitest';
import { totpOf } from '../../support/staff.ts';
import { FORM, openBureau, PASSWORD } from './bureau.ts';

const MINUTE = 60_000;

describe('getting in for the first time', () => {
  test('set-up, authenticator, backup codes: only the last step opens anything', async () => {
    const { add, tab, gate, pages } = await openBureau();
    const { setUp } = await add();
    const own = tab();
    expect(await own.step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD })).toBe('enrol');
    expect(await gate.memberOf(own.request)).toBeNull();
    const enrolment = await pages.enrolment(own.request);
    expect(enrolment?.uri).toMatch(/^otpauth:\/\/totp\//);
    expect(await own.step('/sign-in/enrol', { code: '000000' })).toBe('code-wrong');
    const code = totpOf(enrolment?.secret ?? '', Date.now());
    expect(await own.step('/sign-in/enrol', { code })).toBe('codes');
    expect(await gate.memberOf(own.request)).toMatchObject({ name: '张三', roles: ['duty-officer'] });
    expect(await pages.freshCodes(own.request)).toHaveLength(10);
    expect(await own.step('/sign-in/codes-noted', {})).toBe('inside');
    expect(await pages.freshCodes(own.request)).toBeNull();
  });

  test('a set-up code works once, within a day, and not for a locked account', async () => {
    const { add, tab, later, manage, accounts } = await openBureau();
    const first = await add();
    const fields = { setup: first.setUp.code, password: PASSWORD };
    expect(await tab().step('/sign-in/set-up', fields)).toBe('enrol');
    expect(await tab().step('/sign-in/set-up', fields)).toBe('set-up-code-wrong');
    const second = await add({ email: 'li@example.com' });
    await accounts.setLocked(second.account.id, true, { at: manage.now(), actor: 'operator', action: 'staff-locked', subject: second.account.id, from: null, to: null, reason: null }); // prettier-ignore
    expect(await tab().step('/sign-in/set-up', { ...fields, setup: second.setUp.code })).toBe(
      'set-up-code-wrong',
    );
    const third = await add({ email: 'wang@example.com' });
    later(25 * 60 * MINUTE);
    expect(await tab().step('/sign-in/set-up', { ...fields, setup: third.setUp.code })).toBe(
      'set-up-code-wrong',
    );
  });

  test('two who use one set-up code at once do not both get in', async () => {
    const { add, tab } = await openBureau();
    const { setUp } = await add();
    const tries = await Promise.all(
      ['a', 'b'].map((more) =>
        tab().step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD + more }),
      ),
    );
    expect(tries.sort()).toEqual(['enrol', 'set-up-code-wrong']);
  });

  test.each(['short', 'password1234', '123456789012', 'zhang@example.com1', '张三张三张三张三123', 'aaaaaaaaaaaaaaaa', 'Admin@123456'])(
    'the password %s is refused, and the code can still be used',
    async (password) => {
      const { add, tab } = await openBureau();
      const { setUp } = await add();
      expect(await tab().step('/sign-in/set-up', { setup: setUp.code, password })).toBe('password-weak');
      expect(await tab().step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD })).toBe('enrol');
    },
  ); // prettier-ignore

  test('who stopped half way signs in with the password and is asked for the second factor again', async () => {
    const { add, tab, gate, pages } = await openBureau();
    const { setUp } = await add();
    await tab().step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD });
    const own = tab();
    expect(await own.step('/sign-in/password', { email: FORM.email, password: PASSWORD })).toBe('enrol');
    expect(await gate.memberOf(own.request)).toBeNull();
    expect(await pages.enrolment(own.request)).not.toBeNull();
  });

  test('a second who knows the password is put out when the second factor is confirmed', async () => {
    const { add, tab, gate, pages } = await openBureau();
    const { setUp } = await add();
    const own = tab();
    await own.step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD });
    const other = tab();
    await other.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
    const { secret = '' } = (await pages.enrolment(own.request)) ?? {};
    expect(await own.step('/sign-in/enrol', { code: totpOf(secret, Date.now()) })).toBe('codes');
    expect(await gate.sessionOf(other.request)).toBeNull();
    expect(await other.step('/sign-in/enrol', { code: totpOf(secret, Date.now() + 30_000) })).toBe(
      'sign-in-needed',
    );
  });
});

describe('signing in', () => {
  test('the password alone opens nothing; with the code it does', async () => {
    const { member, tab, gate, later, audit } = await openBureau();
    const { totpSecret, account } = await member();
    later(MINUTE);
    const own = tab();
    expect(await own.step('/sign-in/password', { email: ' ZHANG@example.com ', password: PASSWORD })).toBe(
      'code',
    );
    expect(await gate.sessionOf(own.request)).toBeNull();
    expect(await own.step('/sign-in/code', { code: totpOf(totpSecret, Date.now()) })).toBe('inside');
    expect(await gate.memberOf(own.request)).toMatchObject({ id: account.id, adcodes: ['654225'] });
    expect((await audit.list(1, null))[0]).toMatchObject({
      action: 'signed-in',
      actor: account.id,
      to: 'totp',
    });
  });

  test('a code that was used opens nothing a second time, nor does the one before it', async () => {
    const { member, tab, later, audit } = await openBureau();
    const { totpSecret } = await member();
    later(2 * MINUTE);
    const [previous, code] = [totpOf(totpSecret, Date.now() - 30_000), totpOf(totpSecret, Date.now())];
    const signIn = async (typed: string) => {
      const own = tab();
      await own.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
      return own.step('/sign-in/code', { code: typed });
    };
    expect(await signIn(code)).toBe('inside');
    expect(await signIn(code)).toBe('code-wrong');
    expect((await audit.list(1, null))[0]).toMatchObject({
      action: 'second-factor-failed',
      reason: 'code-used',
    });
    expect(await signIn(previous)).toBe('code-wrong');
    later(30_000);
    expect(await signIn(totpOf(totpSecret, Date.now()))).toBe('inside');
  });

  test('of two requests with the same code at the same moment one gets in', async () => {
    const { member, tab, later } = await openBureau();
    const { totpSecret } = await member();
    later(MINUTE);
    const tabs = [tab(), tab()];
    for (const own of tabs) await own.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
    const code = totpOf(totpSecret, Date.now());
    const done = await Promise.all(tabs.map((own) => own.step('/sign-in/code', { code })));
    expect(done.sort()).toEqual(['code-wrong', 'inside']);
  });

  test('the code that confirmed the authenticator does not sign in as well', async () => {
    const { member, tab } = await openBureau();
    const { totpSecret } = await member();
    const own = tab();
    await own.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
    expect(await own.step('/sign-in/code', { code: totpOf(totpSecret, Date.now()) })).toBe('code-wrong');
  });

  test('a backup code opens once', async () => {
    const { member, tab, pages } = await openBureau();
    const { tab: first } = await member();
    const [code = ''] = (await pages.freshCodes(first.request)) ?? [];
    const signIn = async () => {
      const own = tab();
      await own.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
      return own.step('/sign-in/code', { code: ` ${code.replace('-', ' ')}`, kind: 'backup' });
    };
    expect(await signIn()).toBe('inside');
    expect(await signIn()).toBe('code-wrong');
  });

  test('an unknown address and a wrong password are answered alike and logged without the address', async () => {
    const { member, tab, audit, pool } = await openBureau();
    const { account } = await member();
    const answers = [];
    for (const email of [FORM.email, 'nobody@example.com']) {
      const response = await tab().post('/sign-in/password', { email, password: 'wrong horse battery' });
      answers.push([response.status, response.headers.getSetCookie(), await response.text()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    const [unknown, known] = await audit.list(2, null);
    expect(known).toMatchObject({ action: 'sign-in-failed', actor: 'system', subject: account.id });
    expect(unknown?.subject).toMatch(/^unknown-/);
    const { rows } = await pool.query(
      `select * from audit_entry e, staff_attempt t where e::text || t::text like '%nobody@%'`,
    );
    expect(rows).toEqual([]);
  });
});
