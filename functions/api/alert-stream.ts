import { Hono } from 'hono';
import type { Broadcaster } from '../http/broadcaster.ts';

/** GET /api/alerts/stream — server-sent events: `alerts` whenever any bulletin changed. Carries no content. */
export function alertStreamRoutes(broadcaster: Broadcaster): Hono {
  const app = new Hono();
  app.get('/api/alerts/stream', (c) => {
    const body = broadcaster.subscribe(c.req.raw.signal);
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    });
  });
  return app;
}
