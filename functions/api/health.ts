import { Hono } from 'hono';
import type { SubscriptionStore } from '../store/store.ts';
import type { AlertSource } from '../use-cases/alert-source.ts';

export interface HealthDeps {
  store: Pick<SubscriptionStore, 'countSubscriptions'>;
  source: AlertSource;
  streams(): number;
  isDemonstration: boolean;
}

/** GET /health — for `anlan doctor`: that the server answers, reads its database, and how much it holds. */
export function healthRoutes(deps: HealthDeps): Hono {
  const app = new Hono();
  app.get('/health', async (c) => {
    const [subscriptions, current] = await Promise.all([
      deps.store.countSubscriptions(),
      deps.source.current(null),
    ]);
    return c.json({
      now: deps.source.now(),
      isDemonstration: deps.isDemonstration,
      subscriptions,
      currentAlerts: current.length,
      openPages: deps.streams(),
      memoryBytes: process.memoryUsage.rss(),
    });
  });
  return app;
}
