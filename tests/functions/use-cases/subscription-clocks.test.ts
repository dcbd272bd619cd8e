import { beforeEach, describe, expect, test } from 'vitest';
import type { ChannelMessage, SendResult } from '../../../functions/channels/channel.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import type { SubscriptionClock } from '../../../functions/store/subscriber-contract.ts';
import { createSubscriptionClock } from '../../../functions/store/subscription-clock.ts';
import { deliverHeld } from '../../../functions/use-cases/subscription-held.ts';
import { forgetUnseen } from '../../../functions/use-cases/subscription-unseen.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { freshStore, type FreshStore } from '../../support/database.ts';
import { exampleSubscription } from '../store/example-rows.ts';

let fresh: FreshStore;
let clock: SubscriptionClock;
beforeEach(async () => {
  fresh = await freshStore();
  clock = createSubscriptionClock(openDatabase(fresh.pool));
});
const save = (change: Parameters<typeof exampleRevision>[0]) =>
  fresh.store.saveRevision(exampleRevision(change), { mediaType: 'text/plain', body: '' });

test('each half hour asks again about what still holds: alerts in force, and ends while an earlier word may stand', async () => {
  const long = examplePart({ expiresAt: '2026-07-03T00:00:00.000Z' });
  await save({ alertId: 'holds' });
  await save({ alertId: 'over', parts: [examplePart({ expiresAt: '2026-07-01T03:00:00.000Z' })] });
  await save({ alertId: 'ended', parts: [long] });
  await save({ alertId: 'ended', revision: 2, action: 'cancel', sentAt: '2026-07-01T03:00:00.000Z' });
  await save({ alertId: 'shortened', parts: [long] });
  await save({
    alertId: 'shortened',
    revision: 2,
    action: 'update',
    parts: [examplePart({ expiresAt: '2026-07-01T04:00:00.000Z' })],
  });
  const looked = async (now: string): Promise<string[]> => {
    const jobs: string[] = [];
    const deliver = (job: { alertId: string; revision: number }): Promise<void> => {
      jobs.push(`${job.alertId} ${job.revision}`);
      return Promise.resolve();
    };
    await deliverHeld({ clock, now: () => now, deliver });
    return jobs.sort();
  };
  expect(await looked('2026-07-01T03:30:00.000Z')).toEqual(['ended 2', 'holds 1', 'shortened 2']);
  // Ten hours after the all-clear left the pages, a phone may still show the warning that was to last until the third.
  expect(await looked('2026-07-01T19:00:00.000Z')).toEqual(['ended 2']);
  expect(await looked('2026-07-03T00:00:00.000Z')).toEqual([]);
});

describe('a device that never comes by', () => {
  let sent: ChannelMessage[];
  let answer: SendResult;
  const run = (now: string) =>
    forgetUnseen({
      clock,
      store: fresh.store,
      channel: {
        send: (message) => {
          sent.push(message);
          return Promise.resolve(answer);
        },
      },
      publicUrl: 'https://anlan.example',
      now: () => now,
    });
  beforeEach(() => {
    sent = [];
    answer = { outcome: 'delivered' };
  });
  const seenAt = (day: string) => `${day}T00:00:00.000Z`;

  test('is kept for 400 days, then asked once, and forgotten 30 days after that', async () => {
    await fresh.store.saveSubscription(exampleSubscription({ seenAt: seenAt('2026-01-01') }));
    expect(await run(seenAt('2027-02-05'))).toEqual({ asked: 0, forgotten: 0 });
    expect(await run(seenAt('2027-02-06'))).toEqual({ asked: 1, forgotten: 0 });
    expect(await run(seenAt('2027-03-07'))).toEqual({ asked: 0, forgotten: 0 });
    expect(sent).toHaveLength(1);
    expect(JSON.parse(sent[0]?.payload ?? '')).toMatchObject({
      notification: { title: '提醒：还要继续收预警吗？', body: expect.stringContaining('3月8日') as string },
    });
    expect(await run(seenAt('2027-03-09'))).toEqual({ asked: 0, forgotten: 1 });
    expect(await fresh.store.countSubscriptions()).toBe(0);
  });

  test('stays when it comes by after being asked', async () => {
    await fresh.store.saveSubscription(exampleSubscription({ seenAt: seenAt('2026-01-01') }));
    await run(seenAt('2027-03-01'));
    await fresh.store.saveSubscription(exampleSubscription({ seenAt: seenAt('2027-03-02') }));
    expect(await run(seenAt('2027-05-01'))).toEqual({ asked: 0, forgotten: 0 });
  });

  test('is seen by the pushes it takes', async () => {
    await fresh.store.saveSubscription(exampleSubscription({ seenAt: seenAt('2026-01-01') }));
    await fresh.pool
      .query(`insert into delivery (alert_id, subscription_id, revision, outcome, delivered_revision, at)
      values ('a', 'device-1', 1, 'delivered', 1, '2026-12-01')`);
    expect(await run(seenAt('2027-03-01'))).toEqual({ asked: 0, forgotten: 0 });
  });

  test('is not forgotten unasked: what the service did not take is asked again the next day', async () => {
    await fresh.store.saveSubscription(exampleSubscription({ seenAt: seenAt('2026-01-01') }));
    answer = { outcome: 'later', seconds: 60, reason: 'asked-to-wait' };
    expect(await run(seenAt('2027-03-01'))).toEqual({ asked: 0, forgotten: 0 });
    expect(await run(seenAt('2027-05-01'))).toEqual({ asked: 0, forgotten: 0 });
    answer = { outcome: 'gone' };
    await run(seenAt('2027-05-02'));
    expect(await fresh.store.countSubscriptions()).toBe(0);
  });
});
