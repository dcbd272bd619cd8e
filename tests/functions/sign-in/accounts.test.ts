import { describe, expect, test } from 'vitest';
import { openBureau, PASSWORD, type Tab } from './bureau.ts';

const boss = { email: 'boss@example.com', name: '李四', roles: ['administrator'], adcodes: ['6542'] };
const form = (wish: object = {}) => JSON.stringify({ name: '王五', email: 'wang@example.com', roles: ['duty-officer'], adcodes: ['654225'], ...wish }); // prettier-ignore

async function ask(tab: Tab, method: string, path: string, body?: string) {
  const response = await tab.ask(method, `/api/staff/accounts${path}`, body, {
    'content-type': 'application/json',
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown> & { word?: string },
  };
}

describe('an administrator', () => {
  test('adds a person inside their own regions, who can then set up their account', async () => {
    const { member, tab, audit } = await openBureau();
    const { tab: own, account } = await member(boss);
    const added = await ask(own, 'POST', '', form());
    expect(added.status).toBe(200);
    const { setUp } = added.body as unknown as { setUp: { code: string } };
    expect(await tab().step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD })).toBe('enrol');
    const lines = await audit.list(5, null);
    expect(lines.find(({ action }) => action === 'staff-added')).toMatchObject({
      actor: account.id,
      to: '王五 duty-officer @ 654225',
    });
    expect(JSON.stringify(lines)).not.toContain(setUp.code);
  });

  test.each([
    ['a region outside their own', { adcodes: ['659007'] }],
    ['a region above their own', { adcodes: ['65'] }],
    ['one region inside and one outside', { adcodes: ['654225', '650202'] }],
    ['the role of an administrator', { roles: ['administrator'] }],
    ['the role of an auditor', { roles: ['auditor'] }],
    ['the role of a custodian', { roles: ['custodian'] }],
  ])('does not give %s', async (_, wish) => {
    const { member, pool } = await openBureau();
    const { tab: own } = await member(boss);
    const officer = await member();
    expect(await ask(own, 'POST', '', form(wish))).toMatchObject({
      status: 403,
      body: { word: 'grant-not-allowed' },
    });
    const grant = JSON.stringify({ roles: ['duty-officer'], adcodes: ['654225'], ...wish });
    expect((await ask(own, 'PUT', `/${officer.account.id}/grant`, grant)).status).toBe(403);
    const { rows } = await pool.query(`select roles, adcodes from staff_account where id = $1`, [
      officer.account.id,
    ]);
    expect(rows).toEqual([{ roles: ['duty-officer'], adcodes: ['654225'] }]);
  });

  test('neither raises, locks nor resets themselves, nor anyone they could not have added', async () => {
    const { member } = await openBureau();
    const { tab: own, account } = await member(boss);
    const outside = await member({ email: 'out@example.com', adcodes: ['659007'] });
    const peer = await member({ ...boss, email: 'peer@example.com' });
    for (const id of [account.id, outside.account.id, peer.account.id]) {
      expect(
        (await ask(own, 'PUT', `/${id}/grant`, '{"roles":["duty-officer"],"adcodes":["654225"]}')).status,
      ).toBe(403);
      for (const what of ['lock', 'unlock', 'reset'])
        expect((await ask(own, 'POST', `/${id}/${what}`, '{}')).status, what).toBe(403);
    }
    const { accounts } = (await ask(own, 'GET', '')).body as { accounts: { email: string }[] };
    expect(accounts.map(({ email }) => email)).toEqual(['boss@example.com']);
  });

  test('every change is one line of the log, with what was and what is', async () => {
    const { member, audit } = await openBureau();
    const { tab: own, account } = await member(boss);
    const officer = await member();
    const { id } = officer.account;
    await ask(own, 'PUT', `/${id}/grant`, '{"roles":["editor"],"adcodes":["654225100"],"reason":"轮岗"}');
    await ask(own, 'POST', `/${id}/lock`, '{"reason":"离职"}');
    await ask(own, 'POST', `/${id}/lock`, '{"reason":"再按一次"}');
    await ask(own, 'POST', `/${id}/unlock`, '{}');
    await ask(own, 'POST', `/${id}/reset`, '{}');
    const lines = [...(await audit.list(4, null))].reverse();
    expect(lines).toMatchObject([
      {
        action: 'staff-role-changed',
        from: 'duty-officer @ 654225',
        to: 'editor @ 654225100',
        reason: '轮岗',
      },
      { action: 'staff-locked', reason: '离职' },
      { action: 'staff-unlocked' },
      { action: 'staff-reset' },
    ]);
    for (const line of lines) expect(line).toMatchObject({ actor: account.id, subject: id });
    expect(await audit.verify()).toBeNull();
  });

  test('others are not let in: 403 with another role, 401 for nobody', async () => {
    const { member, tab } = await openBureau();
    const officer = await member();
    expect(await ask(officer.tab, 'POST', '', form())).toMatchObject({
      status: 403,
      body: { word: 'role-missing' },
    });
    expect(await ask(tab(), 'GET', '')).toMatchObject({ status: 401, body: { word: 'sign-in-needed' } });
  });
});

describe('an account', () => {
  test('says how far its person has come', async () => {
    const { add, accounts, tab, member } = await openBureau();
    const state = async (id: string) => (await accounts.findAccount(id))?.state;
    const { account, setUp } = await add({ email: 'new@example.com' });
    expect(await state(account.id)).toBe('invited');
    await tab().step('/sign-in/set-up', { setup: setUp.code, password: PASSWORD });
    expect(await state(account.id)).toBe('incomplete');
    expect(await state((await member()).account.id)).toBe('ready');
  });

  test.each([
    ['no name', { name: ' ' }, 'field-invalid'],
    ['a name that turns the line around', { name: '张\u202e三' }, 'field-invalid'],
    ['no address', { email: 'wang' }, 'field-invalid'],
    ['an address with markup', { email: '<b>@example.com' }, 'field-invalid'],
    ['a role nobody has', { roles: ['emperor'] }, 'field-invalid'],
    ['no role', { roles: [] }, 'field-invalid'],
    ['no region', { adcodes: [] }, 'field-invalid'],
    ['a region that is none', { adcodes: ['99'] }, 'region-unknown'],
    ['the whole country', { adcodes: [''] }, 'region-unknown'],
    ['a custodian who handles cases', { roles: ['custodian', 'handler'] }, 'roles-incompatible'],
    ['an auditor who also acts', { roles: ['auditor', 'duty-officer'] }, 'roles-incompatible'],
  ])('with %s is refused', async (_, wish, word) => {
    const { app, pool } = await openBureau();
    const init = { method: 'POST', body: form(wish), headers: { 'content-type': 'application/json' } };
    const response = await app.request('https://anlan.example/api/operator/staff', init);
    expect(((await response.json()) as { word: string }).word).toBe(word);
    expect((await pool.query('select 1 from staff_account')).rowCount).toBe(0);
  });

  test('has an address of its own, whatever its case', async () => {
    const { add } = await openBureau();
    await add({ email: 'wang@example.com' });
    await expect(add({ email: 'WANG@example.com' })).rejects.toThrow('email-taken');
  });
});
