import { Hono } from 'hono';
import { delayMs, pushTimes, type Openness } from '../../src/domain/openness.ts';

/**
 * GET /api/openness.json — the page /openness/ for machines: the moments of each bulletin, the milliseconds between
 * them, what channels counted, how old the sources are. Null means that a step did not happen or was not recorded.
 */
export function opennessRoutes(read: () => Promise<Openness>): Hono {
  const app = new Hono();
  app.get('/api/openness.json', async (c) => {
    const openness = await read();
    const alerts = openness.alerts.map((alert) => ({
      ...alert,
      revisions: alert.revisions.map((revision) => {
        const { firstAt, lastAt } = pushTimes(revision);
        return {
          ...revision,
          delaysMs: {
            sentToStored: delayMs(revision.sentAt, revision.storedAt),
            storedToShown: delayMs(revision.storedAt, revision.shownAt),
            storedToFirstPush: delayMs(revision.storedAt, firstAt),
            storedToLastPush: delayMs(revision.storedAt, lastAt),
          },
        };
      }),
      url: `/alerts/${alert.id}/`,
    }));
    return c.json({ ...openness, alerts });
  });
  return app;
}
