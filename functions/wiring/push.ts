import { Hono } from 'hono';
import type { Channel } from '../channels/channel.ts';
import { armedKeys } from '../channels/push-armed-key.ts';
import { refusedChannel } from '../channels/refused.ts';
import { webPushChannel } from '../channels/web-push.ts';
import { seldom } from '../hosts/seldom.ts';
import { workArming } from '../jobs/arm.ts';
import { workDeliveries } from '../jobs/deliver.ts';
import { createArmedStore } from '../store/armed-queries.ts';
import { openDatabase } from '../store/database.ts';
import { createDeliveryStore } from '../store/delivery-queries.ts';
import { createLedger } from '../store/ledger-queries.ts';
import type { Area, Base } from './base.ts';

/** What sending needs of the base; a worker has no more than this. */
export type PushBase = Pick<
  Base,
  'env' | 'persistence' | 'catalogue' | 'now' | 'texts' | 'pushPolicy' | 'onClose'
>;

export interface PushArea extends Area {
  /** Also for messages to one device about itself: a test, a reminder. */
  channel: Channel;
}

/** Sending to all subscribed devices. */
export async function wirePush(base: PushBase): Promise<PushArea> {
  const { env, persistence, pushPolicy: policy, now } = base;
  const { store, keys, jobs } = persistence;
  const armed = armedKeys(keys.masterKey);
  const channel: Channel = env.ANLAN_DEMO
    ? refusedChannel()
    : webPushChannel({
        vapid: { ...keys.vapid, subject: env.ANLAN_VAPID_SUBJECT ?? 'mailto:anlan@example.com' },
        policy,
        now,
        armed,
        ...(env.ANLAN_TEST_PUSH_CA === undefined || env.isProduction
          ? {}
          : { extraCa: env.ANLAN_TEST_PUSH_CA }),
      });
  base.onClose(() => channel.close());
  const database = openDatabase(persistence.pool);
  const deliveries = createDeliveryStore(database, jobs.enqueueAll);
  const ledger = createLedger(database, jobs.enqueue);
  const report = seldom((message) => console.error(message), Date.now);
  await workDeliveries(jobs, {
    store,
    deliveries,
    ledger,
    channel,
    now,
    texts: base.texts,
    kindOf: base.catalogue.hazardSlug,
    // A batch is not the whole: how many it hit in all is in the ledger.
    alarm: (reason, _count, topic) => report(`推送告警：${reason}，${topic}。受影响的台数见推送台账。`),
  });

  if (!env.ANLAN_DEMO)
    await workArming(jobs, { armed: createArmedStore(database), arm: (to) => armed.arm(to), now });

  return { routes: new Hono(), channel };
}
