import { Hono } from 'hono';
import { csvText } from '../../src/domain/csv.ts';
import { failed } from '../../src/domain/problem.ts';
import { readResultAsk, type ResultsReader } from '../../src/domain/results.ts';
import { statisticsRows } from '../../src/domain/results-table.ts';
import { problemResponse } from '../http/problem-response.ts';

/** Open data: what was put right, and figures that point to nobody. Addresses stay. */
export function resultRoutes(reader: ResultsReader): Hono {
  const app = new Hono();
  app.get('/api/results.json', async (c) => {
    const { filter, page } = readResultAsk(new URL(c.req.url).searchParams);
    const { results, pages, total, page: shown } = await reader.results(filter, page);
    return c.json({ page: shown, pages, total, results });
  });
  app.get('/api/results/statistics.json', async (c) => {
    const quarters = await reader.quarters();
    const link = (quarter: string, ending: string) => `/api/results/${quarter}.${ending}`;
    return c.json({
      quarters: quarters.map((quarter) => ({
        quarter,
        json: link(quarter, 'json'),
        csv: link(quarter, 'csv'),
      })),
    });
  });
  app.get('/api/results/:file{20\\d\\d-Q[1-4]\\.(?:json|csv)}', async (c) => {
    const [quarter = '', ending] = c.req.param('file').split('.');
    const statistics = await reader.statistics(quarter);
    if (statistics === null) return problemResponse(failed('not-found').problem);
    if (ending === 'json') return c.json(statistics);
    return c.body(csvText(statisticsRows(statistics)), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="results-${quarter}.csv"`,
    });
  });
  return app;
}
