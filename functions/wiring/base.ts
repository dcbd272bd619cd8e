import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { toInstant, type Instant } from '../../src/domain/instant.ts';
import { pushHostPolicy, type PushHostPolicy } from '../../src/domain/push-endpoint.ts';
import type { PushTexts } from '../../src/domain/push-payload.ts';
import { loadCatalogue, type Catalogue } from '../content/catalogue.ts';
import type { Env } from '../env.ts';
import type { Persistence } from '../hosts/persistence.ts';
import { seldom } from '../hosts/seldom.ts';
import { Broadcaster } from '../http/broadcaster.ts';
import { eventText } from '../http/event-text.ts';
import { createVisitorPace, type VisitorPace } from '../http/rate-limit.ts';
import { createAlertStore } from '../store/alert-queries.ts';
import { openDatabase, openPool } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { AlertDeps } from '../use-cases/alert-deps.ts';
import { rememberAlerts } from '../use-cases/alert-memory.ts';
import { alertSource, type AlertSource } from '../use-cases/alert-source.ts';
import { watchAlerts, type AlertWatch } from '../use-cases/alert-watch.ts';

const READERS = 2;
const READ_WITHIN_MS = 3_000;

/** What every area of the server is wired from: made once, in this order, before any area. */
export interface Base {
  env: Env;
  persistence: Persistence;
  catalogue: Catalogue;
  /** Where the portal is seen from outside, without a path. */
  publicUrl: string;
  now(): Instant;
  /** 96 random bits as hex: unguessable. */
  newId(): string;
  /** Told from memory, which drops what it holds on every change and outlives the database for some hours. */
  source: AlertSource;
  alertWatch: AlertWatch;
  /** Null while the database answers; else when what readers are told was last confirmed by it. */
  keptSince(): Instant | null;
  /** Finds out, soon, whether the database answers; then `keptSince` says so. */
  checkDatabase(): Promise<void>;
  /** Revisions that have just become what readers get: for whoever keeps count of it. */
  onShown(listener: ShownListener): void;
  texts: PushTexts;
  pushPolicy: PushHostPolicy;
  alertDeps: AlertDeps;
  broadcaster: Broadcaster;
  /** Drops every held page and tells open ones; also for changes that come without a NOTIFY. */
  changed(): void;
  onChange(listener: () => void): void;
  /** So many calls in ten minutes for one visitor. */
  paceOf(points: number): VisitorPace;
  /** `onClose` functions run in the reverse order of their adding, when no request runs any more. */
  onClose(close: () => Promise<unknown>): void;
  close(): Promise<void>;
}

type ShownListener = (shown: readonly { alertId: string; revision: number }[], at: Instant) => void;

/** What an area gives to the composition: its routes, mounted at the root. */
export interface Area {
  routes: Hono;
}

/** The address of the person who asks, as the host found it (trusted proxies taken into account). */
export const addressOf = (c: { env: unknown }): string => (c.env as { clientAddress: string }).clientAddress;

export async function createBase(env: Env, persistence: Persistence): Promise<Base> {
  const stored = persistence.store;
  const now = (): Instant => toInstant(Date.now());
  const newId = (): string => randomBytes(12).toString('hex');
  const catalogue = loadCatalogue(now().slice(0, 10));
  const publicUrl = env.ANLAN_PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const broadcaster = new Broadcaster();
  const listeners = new Set<() => void>();
  const shownListeners = new Set<ShownListener>();
  const closers: (() => Promise<unknown>)[] = [];
  const say = seldom((message) => console.error(message), Date.now);
  // Connections of their own: readers wait neither for a fan-out nor for a connection that hangs.
  const readers = openPool(persistence.connectionString, READERS, READ_WITHIN_MS);
  closers.push(() => readers.end());
  const reading = createAlertStore(openDatabase(readers), () =>
    Promise.reject(new Error('readers send no job')),
  );
  const memory = rememberAlerts(reading, now, (error) => say(`读不到数据库：${reasonOf(error)}`));
  const source = alertSource(memory, now);
  const alertWatch = watchAlerts({
    memory,
    source,
    drop: () => listeners.forEach((listener) => listener()),
    tell: (news) => void broadcaster.send(eventText('alerts', news.key, news)),
    onShown: (shown, at) => shownListeners.forEach((listener) => listener(shown, at)),
  });
  broadcaster.greetWith((lastId) => {
    const news = alertWatch.greeting(lastId);
    return eventText('hello', news.key, news);
  });
  const { changed } = alertWatch;
  closers.push(() => alertWatch.close());
  closers.push(await stored.listen(changed, changed));
  // Whoever was just told 已发布 and looks at once must not be faster than the database's notice to ourselves.
  const store: Store = {
    ...stored,
    saveRevision: async (revision, document) => {
      const outcome = await stored.saveRevision(revision, document);
      if (outcome === 'saved') changed();
      return outcome;
    },
  };
  return {
    env,
    persistence,
    catalogue,
    publicUrl,
    now,
    newId,
    source,
    alertWatch,
    keptSince: memory.keptSince,
    checkDatabase: memory.refresh,
    onShown: (listener) => void shownListeners.add(listener),
    texts: { guideInstruction: catalogue.guideInstruction, nameOf: catalogue.nameOf, publicUrl },
    pushPolicy: pushHostPolicy(env.ANLAN_PUSH_HOSTS, {
      testOrigins: env.ANLAN_TEST_PUSH_ORIGIN === undefined ? [] : [env.ANLAN_TEST_PUSH_ORIGIN],
      isProduction: env.isProduction,
    }),
    alertDeps: {
      store,
      now,
      newId,
      gazetteer: catalogue.gazetteer,
      eventCodes: catalogue.eventCodes,
      regions: catalogue.regions,
      sender: `anlan@${new URL(publicUrl).hostname}`,
      isDemonstration: env.ANLAN_DEMO,
    },
    broadcaster,
    changed,
    onChange: (listener) => void listeners.add(listener),
    paceOf: (points) => createVisitorPace({ points, durationSeconds: 600, now: () => Date.now() }),
    onClose: (close) => void closers.push(close),
    close: async () => {
      for (let close = closers.pop(); close; close = closers.pop()) await close();
    },
  };
}

/** The database library puts the whole query, with its times, before the reason: that would be a new line each second. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
