import { Hono } from 'hono';
import { failed } from '../../src/domain/problem.ts';
import type { MouthTexts } from '../../src/domain/mouth.ts';
import { writeAtom } from '../../src/feeds/atom.ts';
import { writeCap } from '../../src/feeds/cap-write.ts';
import { summaryOf } from '../../src/feeds/mouths.ts';
import type { AlertSource } from '../use-cases/alert-source.ts';
import { problemResponse } from '../http/problem-response.ts';

const FEED_ENTRIES = 50;

/** GET /alerts/feed.atom and GET /alerts/<id>.cap.xml — the same bulletins for machines; ids never change. */
export function alertDocumentRoutes(source: AlertSource, baseUrl: string, texts?: MouthTexts): Hono {
  const app = new Hono();
  app.get('/alerts/feed.atom', async () => {
    const [current, past] = await Promise.all([source.current(null), source.past(FEED_ENTRIES, null)]);
    // What is in force is never crowded out, neither by its own number nor by what is over.
    const room = Math.max(0, FEED_ENTRIES - current.length);
    const newestFirst = [...current, ...past.slice(0, room)].sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
    const now = source.now();
    const xml = writeAtom(newestFirst, {
      baseUrl,
      title: '安澜 · 预警信息',
      now,
      ...(texts === undefined ? {} : { summaryOf: summaryOf(now, texts) }),
    });
    return new Response(xml, {
      headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
    });
  });
  app.get('/alerts/:file{[0-9a-z]+\\.cap\\.xml}', async (c) => {
    const alertId = c.req.param('file').replace('.cap.xml', '');
    const revision = (await source.find(alertId))?.revisions.at(-1);
    if (revision === undefined) return problemResponse(failed('alert-unknown', 'id').problem);
    const xml = writeCap(revision, { pageUrl: new URL(`/alerts/${alertId}/`, baseUrl).href });
    return new Response(xml, {
      headers: { 'content-type': 'application/cap+xml; charset=utf-8' },
    });
  });
  return app;
}
