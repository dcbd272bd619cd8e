import { Hono } from 'hono';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { partsFor } from '../../src/domain/alert-state.ts';
import { failed } from '../../src/domain/problem.ts';
import { normaliseAdcode, type Adcode } from '../../src/domain/region.ts';
import { writeAtom } from '../../src/feeds/atom.ts';
import { writeCalendar } from '../../src/feeds/calendar.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { AlertSource } from '../use-cases/alert-source.ts';

const ENTRIES = 50;

/**
 * GET /now/<adcode>/feed.atom and calendar.ics: one place for readers and calendars that ask by themselves, for those
 * whose browser cannot be pushed to. What has ended stays listed for a while, so that it is seen to have ended.
 */
export function placeFeedRoutes(
  source: Pick<AlertSource, 'current' | 'past' | 'now'>,
  nameOf: (adcode: Adcode) => string | null,
  baseUrl: string,
): Hono {
  const app = new Hono();
  const listOf = async (region: Adcode): Promise<readonly AlertRevision[]> => {
    const [current, past] = await Promise.all([source.current(region), source.past(ENTRIES * 4, null)]);
    const over = past.filter((revision) => partsFor(revision.parts, region).length > 0);
    const all = [...current, ...over.slice(0, Math.max(0, ENTRIES - current.length))];
    return all.sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
  };
  app.get('/now/:adcode/:file{feed\\.atom|calendar\\.ics}', async (c) => {
    const region = normaliseAdcode(c.req.param('adcode'));
    const place = region === null ? null : nameOf(region);
    if (region === null || place === null) return problemResponse(failed('region-unknown', 'adcode').problem);
    const revisions = await listOf(region);
    const isAtom = c.req.param('file') === 'feed.atom';
    const folder = `/now/${region}/`;
    const atom = { baseUrl, folder, title: `安澜 · ${place}预警`, now: source.now() };
    const body = isAtom ? writeAtom(revisions, atom) : writeCalendar(revisions, { baseUrl, region, place });
    const type = isAtom ? 'application/atom+xml' : 'text/calendar';
    return new Response(body, {
      headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' },
    });
  });
  return app;
}
