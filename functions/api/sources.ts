import { Hono } from 'hono';
import type { SourceStatus } from '../../src/domain/neighbour.ts';

/** GET /api/sources — where relayed bulletins come from, and how each source fares. */
export function sourceRoutes(list: () => Promise<readonly SourceStatus[]>): Hono {
  const app = new Hono();
  app.get('/api/sources', async (c) =>
    c.json({ sources: await list() }, 200, { 'cache-control': 'public, max-age=30' }),
  );
  return app;
}
