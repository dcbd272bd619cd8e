import { expect, test } from 'vitest';
import type { DeliveryLedger, LedgerKey } from '../../../functions/store/ledger-contract.ts';
import { freshStore, queuedJobs } from '../../support/database.ts';

const AT = '2026-07-01T02:34:00.000Z';
const LATER = '2026-07-01T02:36:00.000Z';
const key = (batch = 'a.example#1', change: Partial<LedgerKey> = {}): LedgerKey => ({
  topic: 'a1b2c3',
  revision: 1,
  channel: 'web-push',
  batch,
  ...change,
});

const states = async (ledger: DeliveryLedger) =>
  (await ledger.rowsOf('a1b2c3')).map(({ batch, state }) => [batch, state]);

test('planning twice plans once, row and job together', async () => {
  const { ledger, pool } = await freshStore();
  const batch = { ...key(), job: { name: 'deliver', data: { alertId: 'a1b2c3', revision: 1 } } };
  expect(await ledger.plan([batch, key('b.example#1')], AT)).toBe(2);
  expect(await ledger.plan([batch], LATER)).toBe(0);
  expect(await queuedJobs(pool, 'deliver')).toHaveLength(1);
  expect(await ledger.rowsOf('a1b2c3')).toMatchObject([
    { batch: 'a.example#1', state: 'waiting', tries: 0, plannedAt: AT, nextAt: AT, firstAt: null },
    { batch: 'b.example#1' },
  ]);
});

test('a job that cannot be sent leaves no row behind', async () => {
  const { ledger } = await freshStore();
  const batch = { ...key(), job: { name: 'no-such-queue', data: {} } };
  await expect(ledger.plan([key('first'), batch], AT)).rejects.toThrow();
  expect(await ledger.rowsOf('a1b2c3')).toEqual([]);
});

test('counts add up over tries, while what is owed is what the last try left', async () => {
  const { ledger } = await freshStore();
  await ledger.plan([key()], AT);
  expect(await ledger.begin(key(), AT)).toBe(true);
  await ledger.add(key(), { sent: 5, accepted: 2, gone: 1, failed: 0, later: 2 }, AT);
  await ledger.end(key(), { state: 'waiting', nextAt: LATER, problem: 'asked-to-wait' });
  expect(await ledger.rowsOf('a1b2c3')).toMatchObject([
    { state: 'waiting', nextAt: LATER, later: 2, problem: 'asked-to-wait', firstAt: AT, lastAt: AT },
  ]);
  await ledger.begin(key(), LATER);
  await ledger.add(key(), { sent: 2, accepted: 2 }, LATER);
  await ledger.end(key(), { state: 'settled' });
  expect(await ledger.rowsOf('a1b2c3')).toEqual([
    {
      ...key(),
      state: 'settled',
      tries: 2,
      sent: 7,
      accepted: 4,
      gone: 1,
      failed: 0,
      later: 0,
      plannedAt: AT,
      firstAt: AT,
      lastAt: LATER,
      nextAt: null,
      problem: null,
    },
  ]);
});

test('a closed batch is not begun again, nor one that was never planned', async () => {
  const { ledger } = await freshStore();
  await ledger.plan([key()], AT);
  await ledger.begin(key(), AT);
  await ledger.end(key(), { state: 'superseded' });
  expect(await ledger.begin(key(), LATER)).toBe(false);
  expect(await ledger.begin(key('unknown'), LATER)).toBe(false);
  expect(await states(ledger)).toEqual([['a.example#1', 'superseded']]);
});

test('what is not due is left alone until it is; what was closed meanwhile stays closed', async () => {
  const { ledger } = await freshStore();
  await ledger.plan([key()], AT);
  await ledger.begin(key(), AT);
  await ledger.end(key(), { state: 'waiting', nextAt: LATER });
  expect(await ledger.beginDue(key(), AT)).toEqual({ waitUntil: LATER });
  expect(await ledger.beginDue(key(), LATER)).toBe('begun');
  await ledger.end(key(), { state: 'superseded' });
  await ledger.end(key(), { state: 'waiting', nextAt: AT });
  expect(await ledger.beginDue(key(), LATER)).toBe('closed');
  expect(await states(ledger)).toEqual([['a.example#1', 'superseded']]);
});

test('totals are per revision and channel, the newest planned first', async () => {
  const { ledger } = await freshStore();
  const mail = key('duty', { channel: 'mail' });
  const second = key('a.example#1', { revision: 2 });
  await ledger.plan([key(), key('b.example#1'), mail], AT);
  await ledger.plan([second], LATER);
  for (const one of [key(), mail]) await ledger.begin(one, AT);
  await ledger.add(key(), { sent: 3, accepted: 3 }, AT);
  await ledger.end(key(), { state: 'settled' });
  await ledger.add(mail, { sent: 1, failed: 1 }, AT);
  await ledger.end(mail, { state: 'failed', problem: 'mail-refused' });
  expect(await ledger.totals({ topic: 'a1b2c3' })).toMatchObject([
    { revision: 2, channel: 'web-push', batches: 1, openBatches: 1, accepted: 0, firstAt: null },
    { revision: 1, channel: 'mail', batches: 1, openBatches: 0, failedBatches: 1, problem: 'mail-refused' },
    { revision: 1, channel: 'web-push', batches: 2, openBatches: 1, sent: 3, accepted: 3, firstAt: AT },
  ]);
  expect(await ledger.totals({ limit: 1 })).toHaveLength(1);
});

test('the backlog counts what is open however old, and what failed lately', async () => {
  const { ledger } = await freshStore();
  await ledger.plan([key(), key('b.example#1'), key('duty', { channel: 'mail' })], AT);
  await ledger.begin(key(), AT);
  await ledger.add(key(), { sent: 4, failed: 1, later: 3 }, AT);
  const backlog = { openBatches: 2, oldestPlannedAt: AT, later: 3, failedBatches: 0 };
  expect(await ledger.backlog('web-push', AT)).toEqual({ ...backlog, refused: 1 });
  expect(await ledger.backlog('web-push', LATER)).toEqual({ ...backlog, refused: 0 });
});
