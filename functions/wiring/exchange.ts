import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { SourceStatus } from '../../src/domain/neighbour.ts';
import { operatorSourceRoutes } from '../api/operator-sources.ts';
import { sourceRoutes } from '../api/sources.ts';
import { guardedFetcher } from '../channels/guarded-fetch.ts';
import { requireOperator } from '../http/operator-token.ts';
import { workPolls } from '../jobs/poll-sources.ts';
import { openDatabase } from '../store/database.ts';
import { createSourceStore } from '../store/source-queries.ts';
import { publicStatus } from '../use-cases/manage-sources.ts';
import type { Area, Base } from './base.ts';

export interface ExchangeArea extends Area {
  listSources(): Promise<readonly SourceStatus[]>;
}

/** Bulletins of neighbours: asking their feeds, and saying openly how each source fares. */
export async function wireExchange(base: Base): Promise<ExchangeArea> {
  const { env, persistence, now, newId } = base;
  const sources = createSourceStore(openDatabase(persistence.pool));
  const listSources = async () => (await sources.listSources()).map(publicStatus);
  // A demonstration shows made-up bulletins: a real one among them could be taken for made up.
  if (!env.ANLAN_DEMO) {
    const fetcher = guardedFetcher({ now: () => Date.now() });
    base.onClose(() => fetcher.close());
    await workPolls(persistence.jobs, {
      sources,
      alerts: base.alertDeps,
      fetcher,
      digest: (content) => createHash('sha256').update(content).digest('hex'),
      now,
    });
  }
  const operator = new Hono();
  operator.use(requireOperator(persistence.keys.operatorToken));
  operator.route('/', operatorSourceRoutes({ sources, now, newId }));
  const routes = new Hono();
  routes.route('/api/operator', operator);
  routes.route('/', sourceRoutes(listSources));
  return { routes, listSources };
}
