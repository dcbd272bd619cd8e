import { beforeEach, expect, test } from 'vitest';
import { outletPages } from '../../../functions/api/staff-outlets.ts';
import type { OutletResult } from '../../../functions/channels/outlet-contract.ts';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import type { OutletPages } from '../../../src/domain/outlet-pages.ts';
import { staffMember } from '../../support/staff.ts';
import { openOffice, type Office } from '../outlet-fixture.ts';

const NOW = '2026-07-01T03:00:00.000Z';
const administrator = staffMember({ roles: ['administrator'] });
let office: Office;
let pages: OutletPages;
let answer: OutletResult;

beforeEach(async () => {
  office = await openOffice(NOW);
  await office.add();
  answer = { outcome: 'delivered' };
  pages = outletPages({
    outlets: office.outlets,
    judge: () => Promise.reject(new Error('nothing is added on a page')),
    open: () => ({ handOver: () => Promise.resolve(answer), close: () => Promise.resolve() }),
    newSecret: () => 'none',
    newId: () => '1',
    now: () => NOW,
    isKnownRegion: () => true,
    publicUrl: 'https://yjglj.example.gov.cn',
  });
});

const press = (what: string, id = 'gateway') =>
  new Request('https://yjglj.example.gov.cn/staff/channels/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ do: what, id }),
  });

test('an administrator pauses, resumes and tries a channel, under their own name', async () => {
  const did = async (what: string) => (await pages.changeOutlets(administrator, press(what))).result;
  expect(await did('pause')).toEqual({ ok: true, value: { did: 'paused', trouble: null } });
  expect(await pages.outlets()).toMatchObject([{ state: 'paused' }]);
  expect(await did('resume')).toEqual({ ok: true, value: { did: 'resumed', trouble: null } });
  answer = { outcome: 'later', trouble: 'no-answer', seconds: null };
  expect(await did('test')).toEqual({ ok: true, value: { did: 'tested', trouble: 'no-answer' } });
  const log = await createAuditLog(openDatabase(office.pool)).list(3, null);
  expect(log.map(({ actor, action }) => [actor, action])).toEqual([
    [administrator.id, 'outlet-tested'],
    [administrator.id, 'outlet-resumed'],
    [administrator.id, 'outlet-paused'],
  ]);
});

test('nobody else, not even a duty officer', async () => {
  const { result } = await pages.changeOutlets(staffMember(), press('pause'));
  expect(result).toMatchObject({ ok: false, problem: { word: 'role-missing' } });
  expect(await pages.outlets()).toMatchObject([{ state: 'active' }]);
});

test('what is no button and no channel is refused', async () => {
  expect((await pages.changeOutlets(administrator, press('remove'))).result).toMatchObject({
    problem: { word: 'form-invalid' },
  });
  expect((await pages.changeOutlets(administrator, press('pause', 'other'))).result).toMatchObject({
    problem: { word: 'outlet-unknown' },
  });
});

test('the page never learns a secret', async () => {
  await office.add({
    id: 'sms',
    kind: 'webhook',
    address: 'sms.example.cn/?…',
    settings: { kind: 'webhook', url: 'https://sms.example.cn/?key=k1', secret: 'whsec_x' },
  });
  expect(JSON.stringify(await pages.outlets())).not.toMatch(/whsec_|k1/);
});
