import { Hono } from 'hono';
import type { Channel } from '../channels/channel.ts';
import { refusedChannel } from '../channels/refused.ts';
import { webPushChannel } from '../channels/web-push.ts';
import { workDeliveries } from '../jobs/deliver.ts';
import type { Area, Base } from './base.ts';

export interface PushArea extends Area {
  /** Also for messages to one device about itself: a test, a reminder. */
  channel: Channel;
}

/** Sending to all subscribed devices. */
export async function wirePush(base: Base): Promise<PushArea> {
  const { env, persistence, pushPolicy: policy, now } = base;
  const { store, keys, jobs } = persistence;
  const channel: Channel = env.ANLAN_DEMO
    ? refusedChannel()
    : webPushChannel({
        vapid: { ...keys.vapid, subject: env.ANLAN_VAPID_SUBJECT ?? 'mailto:anlan@example.com' },
        policy,
        now,
        ...(env.ANLAN_TEST_PUSH_CA === undefined || env.isProduction
          ? {}
          : { extraCa: env.ANLAN_TEST_PUSH_CA }),
      });
  base.onClose(() => channel.close());
  await workDeliveries(jobs, {
    store,
    channelFor: () => channel,
    now,
    texts: base.texts,
    kindOf: base.catalogue.hazardSlug,
    alarm: (reason, count, alertId) => console.error(`推送告警：${reason}，${count} 台设备，预警 ${alertId}`),
  });

  return { routes: new Hono(), channel };
}
