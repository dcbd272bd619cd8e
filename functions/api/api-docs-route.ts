import { Hono } from 'hono';
import type { ApiDocument } from '../../src/domain/api-document.ts';

/** GET /api/openapi.json — for machines; people read /api/. The document is made when it is first asked for. */
export function apiDocRoutes(read: () => Promise<ApiDocument>): Hono {
  const app = new Hono();
  app.get('/api/openapi.json', async (c) => c.json(await read()));
  return app;
}
