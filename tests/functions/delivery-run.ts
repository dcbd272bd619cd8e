import { randomUUID } from 'node:crypto';
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { Level } from '../../src/domain/level.ts';
import { pushHostPolicy } from '../../src/domain/push-endpoint.ts';
import { newVapidKeys } from '../../functions/channels/vapid.ts';
import { webPushChannel } from '../../functions/channels/web-push.ts';
import { opener, type DeliveryDeps } from '../../functions/jobs/deliver.ts';
import { deliverBatch, type BatchResult } from '../../functions/use-cases/deliver-batch.ts';
import { planDelivery, type BatchWork } from '../../functions/use-cases/deliver-plan.ts';
import type { TellingRef } from '../../functions/use-cases/deliver-telling.ts';
import { freshStore, queuedJobs, type FreshStore } from '../support/database.ts';
import { startPushService, type PushService } from '../support/push-service.ts';
import { exampleSubscription } from './store/example-rows.ts';

export const SENT = '2026-07-01T02:34:00.000Z';
const vapid = { ...newVapidKeys(), subject: 'mailto:duty@example.gov.cn' };

/** A clock that stands until it is moved. */
export interface Clock {
  ms: number;
}

/** The engine on a database of its own and one or more push services, driven by hand: no queue works by itself. */
export interface DeliveryRun extends FreshStore {
  clock: Clock;
  deps: DeliveryDeps;
  services: readonly PushService[];
  alarms: unknown[][];
  /** A device subscribes at one of the services; answers its endpoint. */
  device(adcodes?: string[], lowestLevel?: Level, service?: PushService): Promise<string>;
  save(revision: AlertRevision): Promise<unknown>;
  plan(ref: TellingRef): ReturnType<typeof planDelivery>;
  /** Every batch that was ever planned, in order of priority; those that are closed answer so. */
  work(signal?: AbortSignal): Promise<BatchResult[]>;
  close(): Promise<void>;
}

export const alert = (revision = 1, alertId = 'a1b2c3'): TellingRef => ({ kind: 'alert', alertId, revision });

export async function startDeliveryRun({ services: count = 1, batchSize = 2000 } = {}): Promise<DeliveryRun> {
  const clock = { ms: Date.parse(SENT) };
  const now = () => new Date(clock.ms).toISOString();
  const fresh = await freshStore();
  const { store, deliveries, ledger, pool } = fresh;
  const services = await Promise.all(
    Array.from({ length: count }, () => startPushService(vapid.publicKey, () => clock.ms)),
  );
  const testOrigins = services.map(({ origin }) => origin);
  const policy = pushHostPolicy([], { testOrigins, isProduction: false });
  const channel = webPushChannel({ vapid, policy, now, timeoutMs: 2000 });
  const alarms: unknown[][] = [];
  const deps: DeliveryDeps = {
    store,
    deliveries,
    ledger,
    channel,
    now,
    batchSize,
    texts: { guideInstruction: () => null, nameOf: () => null, publicUrl: 'https://anlan.example' },
    alarm: (...told) => alarms.push(told),
  };
  const withOpen = () => ({ ...deps, open: opener(deps) });
  return {
    ...fresh,
    clock,
    deps,
    services,
    alarms,
    async device(adcodes = ['654225'], lowestLevel = 'blue', service = services[0]) {
      if (service === undefined) throw new Error('no push service');
      const address = service.subscribe();
      await store.saveSubscription(
        exampleSubscription({
          id: randomUUID(),
          address,
          adcodes,
          lowestLevel,
          createdAt: SENT,
          seenAt: SENT,
        }),
      );
      return address.endpoint;
    },
    save: (revision) => store.saveRevision(revision, { mediaType: 'text/plain', body: randomUUID() }),
    plan: (ref) => planDelivery(withOpen(), ref),
    async work(signal) {
      const results: BatchResult[] = [];
      for (const { data } of await queuedJobs(pool, 'deliver-batch'))
        results.push(await deliverBatch(withOpen(), data as BatchWork, signal));
      return results.filter(({ outcome }) => outcome !== 'closed');
    },
    async close() {
      await Promise.all(services.map((service) => service.close()));
      await channel.close();
    },
  };
}

/** Endpoint and title of each push that arrived, in order. */
export const titlesAt = (service: PushService | undefined): [string, string][] =>
  (service?.received ?? []).map(({ endpoint, text }) => [
    endpoint,
    (JSON.parse(text) as { notification: { title: string } }).notification.title,
  ]);
