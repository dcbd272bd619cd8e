import { describe, expect, test } from 'vitest';
import { totpOf } from '../../support/staff.ts';
import { FORM, openBureau, ORIGIN, PASSWORD } from './bureau.ts';

const MINUTE = 60_000;
const SESSION = '__Host-anlan.session';
const NEW_PASSWORD = 'another horse entirely here';

describe('a session', () => {
  test('its cookie is for this host alone, over TLS, out of reach of scripts and other sites', async () => {
    const { member, tab, later } = await openBureau();
    const { totpSecret } = await member();
    later(MINUTE);
    const own = tab();
    await own.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
    const response = await own.post('/sign-in/code', { code: totpOf(totpSecret, Date.now()) });
    const cookies = response.headers.getSetCookie().filter((cookie) => !/max-age=0/i.test(cookie));
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(['__Host-anlan.device', SESSION]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; httponly/i);
      expect(cookie).toMatch(/; secure/i);
      expect(cookie).toMatch(/; samesite=lax/i);
      expect(cookie).toMatch(/; path=\/(;|$)/i);
      expect(cookie).not.toMatch(/domain=/i);
    }
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('{"place":"inside"}');
  });

  test('a browser is sent on, with nothing of the session and nothing typed in the address', async () => {
    const { member, tab, later } = await openBureau();
    const { totpSecret } = await member();
    later(MINUTE);
    const own = tab();
    const accept = { accept: 'text/html' };
    const next = '/staff/alerts/?draft=7';
    const first = await own.post(
      '/sign-in/password',
      { email: FORM.email, password: PASSWORD, next },
      accept,
    );
    expect([first.status, first.headers.get('location')]).toEqual([
      303,
      `/staff/sign-in/code/?next=${encodeURIComponent(next)}`,
    ]);
    const done = await own.post('/sign-in/code', { code: totpOf(totpSecret, Date.now()), next }, accept);
    expect([done.status, done.headers.get('location')]).toEqual([303, next]);
    const refused = await tab().post(
      '/sign-in/password',
      { email: 'x@example.com', password: 'secret words', next },
      accept,
    );
    expect(refused.headers.get('location')).toBe(
      `/staff/sign-in/?next=${encodeURIComponent(next)}&problem=sign-in-wrong`,
    );
  });

  test.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/staff/../admin', '/staff//evil.example', 'javascript:alert(1)', '/alerts/', '/staff/sign-in/'])(
    'after signing in nobody is led to %s',
    async (next) => {
      const { member, tab, later } = await openBureau();
      const { totpSecret } = await member();
      later(MINUTE);
      const own = tab();
      await own.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
      const done = await own.post('/sign-in/code', { code: totpOf(totpSecret, Date.now()), next }, { accept: 'text/html' });
      expect(done.headers.get('location')).toBe('/staff/');
    },
  ); // prettier-ignore

  test('a planted session is ended, not taken over, when its browser signs in', async () => {
    const { member, tab, gate, later } = await openBureau();
    const attacker = await member({ email: 'evil@example.com' });
    const { totpSecret } = await member();
    later(MINUTE);
    const victim = tab();
    const planted = attacker.tab.jar.get(SESSION) ?? '';
    victim.jar.set(SESSION, planted);
    await victim.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
    expect(await victim.step('/sign-in/code', { code: totpOf(totpSecret, Date.now()) })).toBe('inside');
    expect(victim.jar.get(SESSION)).not.toBe(planted);
    expect(await gate.memberOf(victim.request)).toMatchObject({ email: FORM.email });
    expect(await gate.memberOf(attacker.tab.request)).toBeNull();
  });

  test('a cookie that was made up, altered or doubled is nobody', async () => {
    const { member, tab, gate } = await openBureau();
    const { tab: own } = await member();
    const value = own.jar.get(SESSION) ?? '';
    expect(await gate.memberOf(own.request)).not.toBeNull();
    for (const made of [
      value.split('.')[0] ?? '',
      `${value}x`,
      value.replace(/^./, '!'),
      `${value}; ${SESSION}=${value}`,
      '%',
      '',
    ]) {
      const other = tab();
      other.jar.set(SESSION, made);
      expect(await gate.memberOf(other.request), made).toBeNull();
    }
  });

  test('half an hour without a request ends it, a request keeps it, and twelve hours end it anyway', async () => {
    const { member, gate, later } = await openBureau();
    const idle = await member();
    later(31 * MINUTE);
    expect(await gate.memberOf(idle.tab.request)).toBeNull();
    const busy = await member({ email: 'li@example.com' });
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      later(20 * MINUTE);
      expect(await gate.memberOf(busy.tab.request), `${minutes}`).not.toBeNull();
    }
    later(20 * MINUTE);
    expect(await gate.memberOf(busy.tab.request)).toBeNull();
  });

  test('what has expired is cleared away when the next person signs in', async () => {
    const { member, pool, later } = await openBureau();
    await member();
    later(31 * MINUTE);
    await member({ email: 'li@example.com' });
    const { rows } = await pool.query('select 1 from staff_session');
    expect(rows).toHaveLength(1);
    const old = await pool.query('select 1 from staff_verification where expires_at < $1', [new Date()]);
    expect(old.rows).toEqual([]);
  });

  test('locked, changed in role or reset: the very next request is nobody', async () => {
    const { member, gate, app } = await openBureau();
    for (const [what, method, body] of [
      ['lock', 'POST', {}],
      ['grant', 'PUT', { roles: ['editor'], adcodes: ['654225'] }],
      ['reset', 'POST', {}],
    ] as const) {
      const { tab, account } = await member({ email: `${what}@example.com` });
      const init = { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      expect((await app.request(`${ORIGIN}/api/operator/staff/${account.id}/${what}`, init)).status).toBe(
        200,
      );
      expect(await gate.memberOf(tab.request), what).toBeNull();
    }
  });

  test('a locked account does not get in with the right password and code', async () => {
    const { member, tab, app, later } = await openBureau();
    const { account } = await member();
    later(MINUTE);
    const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    await app.request(`${ORIGIN}/api/operator/staff/${account.id}/lock`, init);
    expect(await tab().step('/sign-in/password', { email: FORM.email, password: PASSWORD })).toBe(
      'sign-in-wrong',
    );
  });

  test('locked between password and code: the code opens nothing', async () => {
    const { member, tab, app, later, gate } = await openBureau();
    const { account, totpSecret } = await member();
    later(MINUTE);
    const own = tab();
    await own.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
    const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    await app.request(`${ORIGIN}/api/operator/staff/${account.id}/lock`, init);
    expect(await own.step('/sign-in/code', { code: totpOf(totpSecret, Date.now()) })).not.toBe('inside');
    expect(await gate.sessionOf(own.request)).toBeNull();
  });

  test('a new password makes a new session and ends the others; the second factor goes on', async () => {
    const { member, tab, gate, later } = await openBureau();
    const { tab: own, totpSecret } = await member();
    later(MINUTE);
    const other = tab();
    await other.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
    await other.step('/sign-in/code', { code: totpOf(totpSecret, Date.now()) });
    const before = own.jar.get(SESSION);
    expect(
      await own.step('/account/password', { current: 'wrong horse battery', password: NEW_PASSWORD }),
    ).toBe('sign-in-wrong');
    expect(await own.step('/account/password', { current: PASSWORD, password: 'password1234' })).toBe(
      'password-weak',
    );
    expect(await own.step('/account/password', { current: PASSWORD, password: NEW_PASSWORD })).toBe('inside');
    expect(own.jar.get(SESSION)).not.toBe(before);
    expect(await gate.memberOf(own.request)).not.toBeNull();
    expect(await gate.memberOf(other.request)).toBeNull();
    expect(await tab().step('/sign-in/password', { email: FORM.email, password: NEW_PASSWORD })).toBe('code');
  });

  test('signing out everywhere ends every session', async () => {
    const { member, tab, gate, later } = await openBureau();
    const { tab: own, totpSecret } = await member();
    later(MINUTE);
    const other = tab();
    await other.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
    await other.step('/sign-in/code', { code: totpOf(totpSecret, Date.now()) });
    const kept = own.request;
    expect(await own.step('/sign-out', { everywhere: '1' })).toBe('outside');
    expect(own.jar.has(SESSION)).toBe(false);
    expect(await gate.memberOf(kept)).toBeNull();
    expect(await gate.memberOf(other.request)).toBeNull();
  });

  test('a changed authenticator: nothing is open until the new one is confirmed, and the old one is worthless', async () => {
    const { member, tab, gate, pages, later } = await openBureau();
    const { tab: own, totpSecret } = await member();
    later(MINUTE);
    expect(await own.step('/account/totp', { current: PASSWORD })).toBe('enrol');
    expect(await gate.memberOf(own.request)).toBeNull();
    const { secret = '' } = (await pages.enrolment(own.request)) ?? {};
    expect(secret).not.toBe(totpSecret);
    expect(await own.step('/sign-in/enrol', { code: totpOf(secret, Date.now()) })).toBe('codes');
    expect(await gate.memberOf(own.request)).not.toBeNull();
    later(MINUTE);
    const again = tab();
    await again.step('/sign-in/password', { email: FORM.email, password: PASSWORD });
    expect(await again.step('/sign-in/code', { code: totpOf(totpSecret, Date.now()) })).toBe('code-wrong');
    expect(await again.step('/sign-in/code', { code: totpOf(secret, Date.now()) })).toBe('inside');
  });

  test('what asks for a whole sign-in is refused to the password alone', async () => {
    const { add, tab } = await openBureau();
    const { setUp } = await add();
    const own = tab();
    await own.step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD });
    for (const path of ['/account/password', '/account/totp', '/account/codes', '/account/passkey-removal'])
      expect(await own.step(path, { current: PASSWORD, password: NEW_PASSWORD }), path).toBe(
        'sign-in-needed',
      );
  });
});
