import { describe, expect, test } from 'vitest';
import { totpOf } from '../../support/staff.ts';
import { openBureau, PASSWORD } from './bureau.ts';

describe('signing in', () => {
  test('set-up, authenticator, backup codes: only the last step opens anything', async () => {
    const { add, tab, gate, pages } = await openBureau();
    const { setUp } = await add();
    const own = tab();
    expect(await own.step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD })).toBe('enrol');
    expect(await gate.memberOf(own.request)).toBeNull();
    const enrolment = await pages.enrolment(own.request);
    expect(enrolment?.uri).toMatch(/^otpauth:\/\/totp\//);
    expect(await own.step('/sign-in/enrol', { code: '000000' })).toBe('code-wrong');
    expect(await own.step('/sign-in/enrol', { code: totpOf(enrolment?.secret ?? '', Date.now()) })).toBe(
      'codes',
    );
    expect(await gate.memberOf(own.request)).toMatchObject({ name: '张三', roles: ['duty-officer'] });
    expect(await pages.freshCodes(own.request)).toHaveLength(10);
    expect(await own.step('/sign-in/codes-noted', {})).toBe('inside');
    expect(await pages.freshCodes(own.request)).toBeNull();
  });
});
