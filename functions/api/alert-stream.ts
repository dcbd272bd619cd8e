import { Hono } from 'hono';
import { failed } from '../../src/domain/problem.ts';
import type { Broadcaster } from '../http/broadcaster.ts';
import { EVENT_HEADERS, EVENT_PATH, lastSeen } from '../http/event-stream.ts';
import { problemResponse } from '../http/problem-response.ts';

/** With thousands of readers too many, those beyond ask the summary every quarter of a minute instead. */
const RETRY_SECONDS = 60;

/**
 * GET /api/alerts/stream — server-sent events. `hello` first: the server's clock and the state; then `alerts` whenever
 * something changed: which alerts, which regions. `?since=` or Last-Event-ID names the state seen last.
 * The default host answers it without this route, on the bare socket; this is for every other host, and for the 503.
 */
export function alertStreamRoutes(broadcaster: Broadcaster): Hono {
  const app = new Hono();
  app.get(EVENT_PATH, (c) => {
    if (broadcaster.isFull)
      return problemResponse(failed('readers-too-many').problem, { 'retry-after': String(RETRY_SECONDS) });
    const last = lastSeen(c.req.header('last-event-id'), c.req.query('since') ?? null);
    return new Response(broadcaster.subscribe(c.req.raw.signal, last), { headers: { ...EVENT_HEADERS } });
  });
  return app;
}
