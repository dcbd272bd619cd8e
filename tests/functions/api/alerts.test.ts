import { expect, test } from 'vitest';
import { alertRoutes } from '../../../functions/api/alerts.ts';
import { alertSource } from '../../../functions/use-cases/alert-source.ts';
import { capArea, capDocument, capInfo, geocode } from '../cap-document.ts';
import { openDesk, taken } from '../alert-desk.ts';

async function openApi() {
  const desk = await openDesk();
  const source = alertSource(desk.store, () => desk.deps.now());
  const app = alertRoutes(source, (adcode) => desk.deps.gazetteer.find(adcode) !== null);
  const get = async (path: string) => {
    const response = await app.request(path);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { desk, get };
}

test('what is in force is told for all regions, for one, and for a township inside one', async () => {
  const { desk, get } = await openApi();
  await desk.ingest(capDocument());
  const wusu = [capInfo({ areas: [capArea('乌苏市', geocode('654202'))] })];
  await desk.ingest(capDocument({ identifier: 'wusu-1', infos: wusu }));
  for (const [query, count] of [['', 2], ['?region=', 2], ['?region=654225', 1], ['?region=654225201000', 1], ['?region=6542', 2], ['?region=231200', 0]] as const) {
    const { status, body } = await get(`/api/alerts${query}`);
    expect([query, status, (body['alerts'] as unknown[]).length]).toEqual([query, 200, count]);
  }
}); // prettier-ignore

test.each([
  '999999',
  '654225999',
  '裕民县',
  '0',
  '-1',
  '654225;',
  '6542250',
  '%00',
  '%F0%9F%98%80',
  "654225'--",
  'x'.repeat(5000),
])('region %j is unknown and refused: an empty list would read as calm', async (region) => {
  const { get } = await openApi();
  const { status, body } = await get(`/api/alerts?region=${region}`);
  expect([status, body['word'], body['path']]).toEqual([422, 'region-unknown', 'region']);
});

test('a village we have no name for is found through its township', async () => {
  const { get } = await openApi();
  expect((await get('/api/alerts?region=654225201207')).status).toBe(200);
  expect((await get('/api/alerts?region=654225999207')).status).toBe(422);
});

test('what has ended is no longer told', async () => {
  const { desk, get } = await openApi();
  await desk.ingest(capDocument());
  desk.setNow('2026-07-01T12:00:00.000Z');
  expect((await get('/api/alerts')).body['alerts']).toEqual([]);
});

test('one alert is told whole with its history, and an unknown one is 404', async () => {
  const { desk, get } = await openApi();
  const { alertId } = taken(await desk.ingest(capDocument()));
  expect(await get(`/api/alerts/${alertId ?? ''}`)).toMatchObject({
    status: 200,
    body: { revisions: [{ alertId, revision: 1 }] },
  });
  for (const id of ['nosuchalert', '%00', '..%2f..', 'A'])
    expect(await get(`/api/alerts/${id}`)).toMatchObject({ status: 404, body: { word: 'alert-unknown' } });
});

test('thirty bulletins of one region stay below a kilobyte each', async () => {
  const { desk, get } = await openApi();
  const words = '预计未来六小时有短时强降水并伴有雷暴大风，'.repeat(20);
  for (let i = 0; i < 30; i += 1)
    await desk.ingest(capDocument({ identifier: `many-${i}`, infos: [capInfo({ headline: words.slice(0, 90), description: words, instruction: words })] })); // prettier-ignore
  const { body } = await get('/api/alerts?region=654225');
  expect(body['alerts']).toHaveLength(30);
  expect(new TextEncoder().encode(JSON.stringify(body)).length).toBeLessThan(30 * 1024);
});
