import { Hono } from 'hono';
import { alertDocumentRoutes } from '../api/alert-documents.ts';
import { alertSummaryRoutes } from '../api/alert-summary.ts';
import { alertStreamRoutes } from '../api/alert-stream.ts';
import { alertRoutes } from '../api/alerts.ts';
import { healthRoutes } from '../api/health.ts';
import { operatorAlertRoutes } from '../api/operator-alerts.ts';
import { operatorShelterRoutes } from '../api/operator-shelters.ts';
import { requireOperator } from '../http/operator-token.ts';
import { workExpiries } from '../jobs/expire.ts';
import { openDatabase } from '../store/database.ts';
import { createLedger } from '../store/ledger-queries.ts';
import type { Area, Base } from './base.ts';

/** Reading alerts (API, stream, feeds, documents) and what the operator's command line may do. */
export async function wireAlerts(base: Base): Promise<Area> {
  const { env, persistence, catalogue, source, broadcaster } = base;
  const { store, keys, jobs } = persistence;
  await workExpiries(jobs, base.changed);

  const operator = new Hono();
  operator.use(requireOperator(keys.operatorToken));
  operator.route('/', operatorAlertRoutes(base.alertDeps));
  operator.route(
    '/',
    operatorShelterRoutes({ store, gazetteer: catalogue.gazetteer, isDemonstration: env.ANLAN_DEMO }),
  );
  operator.route(
    '/',
    healthRoutes({
      store,
      source,
      ledger: createLedger(openDatabase(persistence.pool), jobs.enqueue),
      streams: () => broadcaster.size,
      isDemonstration: env.ANLAN_DEMO,
      isProduction: env.isProduction,
      hasPublicUrl: env.ANLAN_PUBLIC_URL !== undefined,
      hasVapidSubject: env.ANLAN_VAPID_SUBJECT !== undefined,
    }),
  );

  const routes = new Hono();
  routes.route('/api/operator', operator);
  routes.route('/', alertStreamRoutes(broadcaster));
  routes.route('/', alertSummaryRoutes(base.alertWatch));
  routes.route('/', alertRoutes(source, catalogue.isKnownRegion, base.keptSince));
  routes.route('/', alertDocumentRoutes(source, base.publicUrl, base.texts));
  return { routes };
}
