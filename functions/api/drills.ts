import { Hono } from 'hono';
import type { DrillReader } from '../../src/domain/drill.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { failed } from '../../src/domain/problem.ts';
import { writeDrillAtom, writeDrillCap } from '../../src/feeds/drill-feed.ts';
import { problemResponse } from '../http/problem-response.ts';

const PAST_LISTED = 20;
const xml = (body: string, type: string): Response =>
  new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' } });

/** Drills for machines, apart from every list and feed of alerts. */
export function drillRoutes(reader: DrillReader, now: () => Instant, baseUrl: string): Hono {
  const app = new Hono();
  const unknown = () => problemResponse(failed('drill-unknown', 'id').problem);
  app.get('/api/drills', async (c) => c.json({ now: now(), drills: await reader.drills() }));
  app.get('/api/drills/:id', async (c) => {
    const drill = await reader.findDrill(c.req.param('id'));
    return drill === null ? unknown() : c.json({ now: now(), drill });
  });
  app.get('/feeds/drills.atom', async () => {
    const [current, past] = [await reader.drills(), await reader.pastDrills(PAST_LISTED)];
    const all = [...current, ...past.filter(({ id }) => !current.some((drill) => drill.id === id))];
    return xml(writeDrillAtom(all, baseUrl, now()), 'application/atom+xml');
  });
  app.get('/feeds/drills/:file{drill-[0-9a-z]+\\.cap\\.xml}', async (c) => {
    const drill = await reader.findDrill(c.req.param('file').replace('.cap.xml', ''));
    return drill === null ? unknown() : xml(writeDrillCap(drill, baseUrl), 'application/cap+xml');
  });
  return app;
}
