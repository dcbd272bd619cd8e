import { describe, expect, test } from 'vitest';
import { DOOR_FORMS } from '../../../functions/http/staff-door-forms.ts';
import { FORM, openBureau, PASSWORD } from './bureau.ts';

describe('what is open', () => {
  test('of the sign-in library only passkeys: sign-up, its own sign-in, sessions and social accounts are not there', async () => {
    const { tab, pool } = await openBureau();
    const body = JSON.stringify({ email: 'new@example.com', password: PASSWORD, name: '新人' });
    const json = { 'content-type': 'application/json' };
    for (const path of [
      'sign-up/email', 'sign-in/email', 'sign-in/social', 'sign-out', 'get-session', 'list-sessions', 'update-user',
      'change-password', 'change-email', 'delete-user', 'forget-password', 'reset-password', 'request-password-reset',
      'verify-email', 'two-factor/enable', 'two-factor/disable', 'two-factor/verify-totp', 'two-factor/get-totp-uri',
      'two-factor/generate-backup-codes', 'two-factor/view-backup-codes', 'passkey/list-user-passkeys',
      'passkey/delete-passkey', 'passkey/update-passkey', 'callback/github', 'ok', 'error', '',
      'passkey/../sign-up/email', 'passkey%2f..%2fsign-up/email',
    ]) {
      expect((await tab().ask('POST', `/api/staff/auth/${path}`, body, json)).status, path).toBe(404);
      expect((await tab().ask('GET', `/api/staff/auth/${path}`)).status, path).toBe(404);
    }
    expect((await pool.query('select 1 from staff_account')).rowCount).toBe(0);
  }); // prettier-ignore

  test('every form is refused to another site, and does nothing', async () => {
    const { member, gate } = await openBureau();
    const { tab: own } = await member();
    const foreign = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ];
    for (const { path } of DOOR_FORMS)
      for (const headers of foreign) {
        const response = await own.post(path, { current: PASSWORD, password: PASSWORD }, headers);
        expect(response.status, path).toBe(403);
        expect(await response.json()).toMatchObject({ word: 'origin-not-allowed' });
      }
    expect(await gate.memberOf(own.request)).not.toBeNull();
  });

  test('only plain forms of bounded size are read', async () => {
    const { tab } = await openBureau();
    const json = await tab().ask('POST', '/api/staff/sign-in/password', '{}', {
      'content-type': 'application/json',
    });
    expect(json.status).toBe(415);
    expect(await tab().step('/sign-in/password', { email: FORM.email, password: 'x'.repeat(20_000) })).toBe(
      'request-too-large',
    );
    expect(await tab().step('/sign-in/password', { email: FORM.email, password: 'a\0b' })).toBe(
      'text-invalid',
    );
    expect(await tab().step('/sign-in/password', { email: `${'a'.repeat(5000)}@x.cn`, password: 'y' })).toBe(
      'sign-in-wrong',
    );
  });

  test('a passkey is not added without a session, nor with the password alone beside another factor', async () => {
    const { tab, member, later } = await openBureau();
    const path = '/api/staff/auth/passkey/generate-register-options';
    expect((await tab().ask('GET', path)).status).toBe(401);
    const { tab: own } = await member();
    const options = await own.ask('GET', path);
    expect(options.status).toBe(200);
    expect(await options.json()).toMatchObject({
      rp: { id: 'anlan.example' },
      authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
    });
    later(11 * 60_000);
    const late = await own.ask('GET', path);
    expect([late.status, ((await late.json()) as { word: string }).word]).toEqual([403, 'sign-in-again']);
  });
});
