import { Hono } from 'hono';
import type { Instant } from '../../src/domain/instant.ts';
import { failed } from '../../src/domain/problem.ts';
import { normaliseAdcode, parentOf, type Adcode } from '../../src/domain/region.ts';
import type { AlertSource } from '../use-cases/alert-source.ts';
import { digestAlert } from '../use-cases/digest-alert.ts';
import { problemResponse } from '../http/problem-response.ts';

/**
 * GET /api/alerts?region=654225 — what is in force now, one line each; GET /api/alerts/:id — one alert whole.
 * `isKnownRegion` knows down to townships. An unknown region is refused: an empty list would read as "all is calm".
 * `keptSince` in the answer: null, or the time of what is told while the database is away.
 */
export function alertRoutes(
  source: AlertSource,
  isKnownRegion: (adcode: Adcode) => boolean = () => true,
  keptSince: () => Instant | null = () => null,
): Hono {
  const app = new Hono();
  const isKnown = (code: Adcode): boolean =>
    isKnownRegion(code) || (code.length === 12 && isKnownRegion(parentOf(code) ?? ''));
  app.get('/api/alerts', async (c) => {
    const asked = c.req.query('region') ?? '';
    const region = asked === '' ? null : normaliseAdcode(asked);
    if (asked !== '' && (region === null || !isKnown(region)))
      return problemResponse(failed('region-unknown', 'region', asked.slice(0, 20)).problem);
    const now = source.now();
    const alerts = (await source.current(region)).flatMap((revision) => digestAlert(revision, now, region));
    return c.json({ now, keptSince: keptSince(), region, alerts });
  });
  app.get('/api/alerts/:id', async (c) => {
    const history = await source.find(c.req.param('id'));
    if (history === null) return problemResponse(failed('alert-unknown', 'id').problem);
    return c.json({ now: source.now(), keptSince: keptSince(), revisions: history.revisions });
  });
  return app;
}
