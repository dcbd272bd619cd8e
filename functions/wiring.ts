import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { Portal } from '../src/domain/portal.ts';
import type { TipOffDesk } from '../src/domain/tip-off-desk.ts';
import { pushHostPolicy } from '../src/domain/push-endpoint.ts';
import { toInstant } from '../src/domain/instant.ts';
import { alertDocumentRoutes } from './api/alert-documents.ts';
import { alertStreamRoutes } from './api/alert-stream.ts';
import { alertRoutes } from './api/alerts.ts';
import { healthRoutes } from './api/health.ts';
import { operatorAlertRoutes } from './api/operator-alerts.ts';
import { operatorShelterRoutes } from './api/operator-shelters.ts';
import { subscriptionRoutes } from './api/subscriptions.ts';
import { createTipOffDesks } from './api/tip-off-desk.ts';
import { tipOffRoutes } from './api/tip-offs.ts';
import type { Channel } from './channels/channel.ts';
import { refusedChannel } from './channels/refused.ts';
import { webPushChannel } from './channels/web-push.ts';
import { loadCatalogue } from './content/catalogue.ts';
import type { Env } from './env.ts';
import type { Persistence } from './hosts/persistence.ts';
import { Broadcaster } from './http/broadcaster.ts';
import { requireOperator } from './http/operator-token.ts';
import { createPhotoCleaner } from './http/photo-pipeline.ts';
import { limitPace } from './http/limit-pace.ts';
import { createVisitorPace } from './http/rate-limit.ts';
import { workDeliveries } from './jobs/deliver.ts';
import { workExpiries } from './jobs/expire.ts';
import { workPurges } from './jobs/purge.ts';
import { openFolderAttachments } from './store/attachments.ts';
import { openDatabase } from './store/database.ts';
import { createTipOffStore } from './store/tip-off-store.ts';
import type { AlertDeps } from './use-cases/alert-deps.ts';
import { alertSource } from './use-cases/alert-source.ts';

/** Everything a host needs of the server, with implementations picked. */
export interface Wiring {
  portal: Portal;
  /** What one visitor may do about tip-offs without script. */
  tipOffDeskFor(clientAddress: string): TipOffDesk;
  functions(request: Request, clientAddress: string): Promise<Response | null>;
  ownOrigins: readonly string[];
  nextChangeAt(): Promise<number | null>;
  onChange(listener: () => void): void;
  isDatabaseUp(): Promise<boolean>;
  /** Ends open event streams, so that the server can drain. */
  closeStreams(): void;
  close(): Promise<void>;
}

/** A carrier's NAT holds thousands of people: these stop machines, not people. */
const SUBMITS_PER_TEN_MINUTES = 60;
const LOOKUPS_PER_TEN_MINUTES = 120;
const SUBSCRIPTIONS_PER_TEN_MINUTES = 300;

/** Marks "no such function" inside this process; it never reaches a client. */
const NO_ROUTE = 'x-anlan-no-route';

/** The one place that picks implementations. */
export async function createWiring(env: Env, persistence: Persistence): Promise<Wiring> {
  const { store, keys, jobs, pool } = persistence;
  const now = (): string => toInstant(Date.now());
  const newId = (): string => randomBytes(12).toString('hex');
  const catalogue = loadCatalogue(now().slice(0, 10));
  const publicUrl = env.ANLAN_PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const source = alertSource(store, now);
  const broadcaster = new Broadcaster();
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
    broadcaster.send('alerts');
  };
  const stopListening = await store.listen(changed, changed);

  const policy = pushHostPolicy(env.ANLAN_PUSH_HOSTS, {
    testOrigins: env.ANLAN_TEST_PUSH_ORIGIN === undefined ? [] : [env.ANLAN_TEST_PUSH_ORIGIN],
    isProduction: env.isProduction,
  });
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
  await workDeliveries(jobs, {
    store,
    channelFor: () => channel,
    now,
    texts: { guideInstruction: catalogue.guideInstruction, nameOf: catalogue.nameOf, publicUrl },
    alarm: (reason, count, alertId) => console.error(`推送告警：${reason}，${count} 台设备，预警 ${alertId}`),
  });
  await workExpiries(jobs, changed);

  const attachments = await openFolderAttachments(persistence.folder.attachments);
  const tipOffs = createTipOffStore({
    database: openDatabase(pool),
    attachments,
    masterKey: keys.masterKey,
    receiptKey: keys.receiptKey,
  });
  await workPurges(jobs, { tipOffs, attachments, now });

  const alertDeps: AlertDeps = {
    store,
    now,
    newId,
    gazetteer: catalogue.gazetteer,
    eventCodes: catalogue.eventCodes,
    regions: catalogue.regions,
    sender: `anlan@${new URL(publicUrl).hostname}`,
    isDemonstration: env.ANLAN_DEMO,
  };
  const pace = (points: number) => createVisitorPace({ points, durationSeconds: 600, now: () => Date.now() });
  const tipOffDeps = {
    tipOffs,
    cleanPhoto: createPhotoCleaner(),
    categories: catalogue.tipOffCategories,
    isKnownRegion: catalogue.isKnownRegion,
    now,
    submitPace: pace(SUBMITS_PER_TEN_MINUTES),
  };
  const tipOffDeskFor = createTipOffDesks({ ...tipOffDeps, statusPace: pace(LOOKUPS_PER_TEN_MINUTES) });
  const operator = new Hono();
  operator.use(requireOperator(keys.operatorToken));
  operator.route('/', operatorAlertRoutes(alertDeps));
  operator.route(
    '/',
    operatorShelterRoutes({ store, gazetteer: catalogue.gazetteer, isDemonstration: env.ANLAN_DEMO }),
  );
  operator.route(
    '/',
    healthRoutes({ store, source, streams: () => broadcaster.size, isDemonstration: env.ANLAN_DEMO }),
  );

  const app = new Hono();
  app.notFound(() => new Response(null, { status: 404, headers: { [NO_ROUTE]: '1' } }));
  app.onError((error) => {
    throw error;
  });
  app.route('/api/operator', operator);
  app.use('/api/subscriptions', limitPace(pace(SUBSCRIPTIONS_PER_TEN_MINUTES)));
  app.route('/', alertStreamRoutes(broadcaster));
  app.route('/', alertRoutes(source, catalogue.isKnownRegion));
  app.route('/', alertDocumentRoutes(source, publicUrl));
  app.route(
    '/',
    subscriptionRoutes({
      store,
      gazetteer: catalogue.gazetteer,
      policy,
      now,
      newId,
      vapidPublicKey: keys.vapid.publicKey,
    }),
  );
  app.route(
    '/',
    tipOffRoutes({ ...tipOffDeps, addressOf: (c) => (c.env as { clientAddress: string }).clientAddress }),
  );

  return {
    portal: {
      now,
      isDemonstration: env.ANLAN_DEMO,
      currentAlerts: source.current,
      findAlert: source.find,
      pastAlerts: source.past,
      shelters: (chosen) => store.listShelters(chosen),
    },
    tipOffDeskFor,
    functions: async (request, clientAddress) => {
      const response = await app.fetch(request, { clientAddress });
      return response.headers.has(NO_ROUTE) ? null : response;
    },
    ownOrigins: env.ANLAN_PUBLIC_URL === undefined ? [] : [new URL(env.ANLAN_PUBLIC_URL).origin],
    nextChangeAt: source.nextChangeAt,
    onChange: (listener) => void listeners.add(listener),
    isDatabaseUp: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    closeStreams: () => broadcaster.close(),
    close: async () => {
      await stopListening();
      await channel.close();
    },
  };
}
