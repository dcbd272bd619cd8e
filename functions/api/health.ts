import { Hono } from 'hono';
import { addMs, DAY_MS } from '../../src/domain/instant.ts';
import type { DeliveryLedger } from '../store/ledger-contract.ts';
import type { SubscriptionStore } from '../store/store.ts';
import type { AlertSource } from '../use-cases/alert-source.ts';

export interface HealthDeps {
  store: Pick<SubscriptionStore, 'countSubscriptions'>;
  source: AlertSource;
  ledger: Pick<DeliveryLedger, 'backlog'>;
  streams(): number;
  isDemonstration: boolean;
  isProduction: boolean;
  /** Settings without which some phones get nothing. */
  hasPublicUrl: boolean;
  hasVapidSubject: boolean;
}

/** GET /health — for `anlan doctor`: that the server answers, reads its database, and how much it holds. */
export function healthRoutes(deps: HealthDeps): Hono {
  const app = new Hono();
  app.get('/health', async (c) => {
    const now = deps.source.now();
    const { isDemonstration, isProduction, hasPublicUrl, hasVapidSubject } = deps;
    const [subscriptions, current, deliveries] = await Promise.all([
      deps.store.countSubscriptions(),
      deps.source.current(null),
      deps.ledger.backlog('web-push', addMs(now, -DAY_MS)),
    ]);
    return c.json({
      now,
      ...{ isDemonstration, isProduction, hasPublicUrl, hasVapidSubject },
      deliveries,
      subscriptions,
      currentAlerts: current.length,
      openPages: deps.streams(),
      memoryBytes: process.memoryUsage.rss(),
    });
  });
  return app;
}
