import pg from 'pg';
import { sql, type SQL } from './drizzle.ts';
import type { ChangeFeed, ChangeTopic } from './store.ts';

const CHANNEL = 'anlan_changes';
const TOPICS: readonly string[] = ['alerts', 'shelters', 'drills', 'notices'] satisfies ChangeTopic[];
const RECONNECT_MS = 1000;
/** A connection cut without a word (a firewall, a lost host) is noticed after at most both together. */
const PROBE_EVERY_MS = 10_000;
const PROBE_TIMEOUT_MS = 5000;

/** The statement that wakes every listener when its transaction commits. */
export function notifyChanges(topic: ChangeTopic): SQL {
  return sql`select pg_notify(${CHANNEL}, ${topic})`;
}

/**
 * Listens on a connection of its own and comes back by itself. What happened while it was away is unknown,
 * so `onLost` is called once it listens again: whoever caches must drop everything.
 */
export function createChangeFeed(connectionString: string): ChangeFeed {
  return {
    async listen(onChange, onLost) {
      let stopped = false;
      let client: pg.Client | null = null;
      let timer: NodeJS.Timeout | undefined;

      const connect = async () => {
        const next = new pg.Client({ connectionString, keepAlive: true, application_name: 'anlan-changes' });
        next.on('notification', ({ payload }) => {
          if (payload !== undefined && TOPICS.includes(payload)) onChange(payload as ChangeTopic);
        });
        next.on('error', () => lose(next));
        next.on('end', () => lose(next));
        client = next;
        await next.connect();
        await next.query(`listen ${CHANNEL}`);
        timer = setTimeout(() => void probe(next), PROBE_EVERY_MS);
      };

      const lose = (from: pg.Client) => {
        if (stopped || client !== from) return;
        client = null;
        clearTimeout(timer);
        from.end().catch(() => undefined);
        timer = setTimeout(() => void regain(), RECONNECT_MS);
      };

      const regain = async () => {
        try {
          await connect();
        } catch {
          if (client) lose(client);
          return;
        }
        if (!stopped) onLost();
      };

      const probe = async (from: pg.Client) => {
        const late = setTimeout(() => lose(from), PROBE_TIMEOUT_MS);
        await from.query('select 1').catch(() => lose(from));
        clearTimeout(late);
        if (!stopped && client === from) timer = setTimeout(() => void probe(from), PROBE_EVERY_MS);
      };

      // The first connection is the caller's to fail on: a server that cannot listen must not start.
      try {
        await connect();
      } catch (error) {
        stopped = true;
        clearTimeout(timer);
        throw error;
      }
      return async () => {
        stopped = true;
        clearTimeout(timer);
        await client?.end().catch(() => undefined);
      };
    },
  };
}
