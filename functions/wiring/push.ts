import { Hono } from 'hono';
import { subscriptionRoutes } from '../api/subscriptions.ts';
import type { Channel } from '../channels/channel.ts';
import { refusedChannel } from '../channels/refused.ts';
import { webPushChannel } from '../channels/web-push.ts';
import { limitPace } from '../http/limit-pace.ts';
import { workDeliveries } from '../jobs/deliver.ts';
import type { Area, Base } from './base.ts';

/** A carrier's NAT holds thousands of people: this stops machines, not people. */
const SUBSCRIPTIONS_PER_TEN_MINUTES = 300;

/** Subscribing a device, and sending to all of them. */
export async function wirePush(base: Base): Promise<Area> {
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

  const routes = new Hono();
  routes.use('/api/subscriptions', limitPace(base.paceOf(SUBSCRIPTIONS_PER_TEN_MINUTES)));
  routes.route(
    '/',
    subscriptionRoutes({
      store,
      gazetteer: base.catalogue.gazetteer,
      policy,
      now,
      newId: base.newId,
      vapidPublicKey: keys.vapid.publicKey,
    }),
  );
  return { routes };
}
