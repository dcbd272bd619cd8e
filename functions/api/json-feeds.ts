import { Hono } from 'hono';
import { failed } from '../../src/domain/problem.ts';
import type { MouthTexts } from '../../src/domain/mouth.ts';
import { normaliseAdcode, type Adcode } from '../../src/domain/region.ts';
import { writeJsonFeed } from '../../src/feeds/json-feed.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { AlertSource } from '../use-cases/alert-source.ts';

const FEED_ENTRIES = 50;

export interface JsonFeedDeps {
  source: Pick<AlertSource, 'now' | 'current' | 'past'>;
  texts: MouthTexts;
  isKnownRegion(adcode: Adcode): boolean;
}

/**
 * GET /feeds/alerts.json — JSON Feed 1.1 of what is in force and the newest of what is over; GET
 * /feeds/alerts/<adcode>.json — what is in force for one region. An unknown region is refused: an empty feed would read
 * as "all is calm".
 */
export function jsonFeedRoutes({ source, texts, isKnownRegion }: JsonFeedDeps): Hono {
  const app = new Hono();
  const answer = (body: string): Response =>
    new Response(body, {
      headers: { 'content-type': 'application/feed+json; charset=utf-8', 'cache-control': 'no-cache' },
    });
  app.get('/feeds/alerts.json', async () => {
    const [current, past] = await Promise.all([source.current(null), source.past(FEED_ENTRIES, null)]);
    const room = Math.max(0, FEED_ENTRIES - current.length);
    const newestFirst = [...current, ...past.slice(0, room)].sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
    const context = { title: '安澜 · 预警信息', path: '/feeds/alerts.json', now: source.now(), texts };
    return answer(writeJsonFeed(newestFirst, context));
  });
  app.get('/feeds/alerts/:file{\\d{2,12}\\.json}', async (c) => {
    const asked = c.req.param('file').replace('.json', '');
    const region = normaliseAdcode(asked);
    if (region === null || !isKnownRegion(region))
      return problemResponse(failed('region-unknown', 'region', asked).problem);
    const title = `安澜 · ${texts.nameOf(region) ?? region}现在的预警`;
    const context = { title, path: `/feeds/alerts/${region}.json`, now: source.now(), texts };
    return answer(writeJsonFeed(await source.current(region), context));
  });
  return app;
}
