import { Hono } from 'hono';
import type { AlertWatch } from '../use-cases/alert-watch.ts';

/**
 * GET /api/alerts/digest — what is current in the fewest bytes: ids, revisions, levels, regions, and a key that names
 * the state. For pages that have no event stream: the same bytes until something changes, so mostly a 304.
 */
export function alertSummaryRoutes(watch: Pick<AlertWatch, 'summary'>): Hono {
  const app = new Hono();
  app.get('/api/alerts/digest', async (c) => c.json(await watch.summary()));
  return app;
}
