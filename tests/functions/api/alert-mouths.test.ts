import { expect, test } from 'vitest';
import { alertMouthRoutes } from '../../../functions/api/alert-mouths.ts';
import { jsonFeedRoutes } from '../../../functions/api/json-feeds.ts';
import type { PictureOrder, PictureStudio } from '../../../functions/pictures/picture-contract.ts';
import { alertSource } from '../../../functions/use-cases/alert-source.ts';
import { noVoice } from '../../../functions/voice/command-voice.ts';
import type { Voice } from '../../../functions/voice/voice-contract.ts';
import type { MouthText } from '../../../src/domain/mouth.ts';
import { exampleDrill, TEXTS } from '../../feeds/mouth-fixture.ts';
import { openDesk, taken } from '../alert-desk.ts';
import { capDocument, referenceTo } from '../cap-document.ts';

/** Draws nothing: the bytes are the words, so that a test reads what stands on the picture. */
const studio: PictureStudio = {
  draw: (_, order) => {
    const { sheet }: PictureOrder = order();
    const png = new TextEncoder().encode(
      `${sheet.marks.join('')}${sheet.parts[0]?.title ?? ''}${sheet.closing ?? ''}`,
    );
    return Promise.resolve(sheet.source === '没有字体' ? { ok: false, reason: 'font' } : { ok: true, png });
  },
  close: () => Promise.resolve(),
};
const voice: Voice = {
  isInstalled: true,
  speak: (text) => Promise.resolve({ ok: true, wav: new TextEncoder().encode(text) }),
};

/** One alert on an empty desk, and the routes that speak of it. */
async function openMouths(spoken: Voice = voice) {
  const desk = await openDesk();
  const alertId = taken(await desk.ingest(capDocument())).alertId ?? '';
  const source = alertSource(desk.store, () => desk.deps.now());
  const drills = { findDrill: (id: string) => Promise.resolve(id === 'drill-1' ? exampleDrill() : null) };
  const app = alertMouthRoutes({ source, texts: TEXTS, studio, voice: spoken, drills });
  app.route('/', jsonFeedRoutes({ source, texts: TEXTS, isKnownRegion: (code) => code === '654225' }));
  const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
  return { desk, alertId, get };
}
const word = async (response: Response) => [
  response.status,
  ((await response.json()) as { word: string }).word,
];

test('all texts of an alert come as JSON', async () => {
  const { alertId, get } = await openMouths();
  const { mouths } = (await (await get(`/api/alerts/${alertId}/mouths`)).json()) as { mouths: MouthText[] };
  expect(mouths.map(({ mouth }) => mouth)).toContain('sms');
  expect(await word(await get('/api/alerts/000000000000/mouths'))).toEqual([404, 'alert-unknown']);
});

test('a picture is asked for anew each time and told apart by its bytes', async () => {
  const { alertId, get } = await openMouths();
  const first = await get(`/alerts/${alertId}/1.png`);
  expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([200, 'image/png', 'no-cache']); // prettier-ignore
  const etag = first.headers.get('etag') ?? '';
  expect((await get(`/alerts/${alertId}/1.png`, { 'if-none-match': etag })).status).toBe(304);
});

test('a picture of a revision that nobody knows is not drawn', async () => {
  const { alertId, get } = await openMouths();
  for (const path of ['/alerts/000000000000/1.png', `/alerts/${alertId}/9.png`, `/alerts/${alertId}/0.png`])
    expect(await word(await get(path))).toEqual([404, 'alert-unknown']);
});

test('without a voice there is no sound, with one the script without brackets', async () => {
  const mute = await openMouths(noVoice);
  expect(await word(await mute.get(`/alerts/${mute.alertId}/audio.wav`))).toEqual([404, 'voice-missing']);
  const { alertId, get } = await openMouths();
  const sound = await get(`/alerts/${alertId}/audio.wav`);
  expect(sound.headers.get('content-type')).toBe('audio/wav');
  expect(await sound.text()).not.toMatch(/[【】]/);
});

test('a document of broadcasting is found by its number', async () => {
  const { alertId, get } = await openMouths();
  expect((await get(`/alerts/${alertId}/ebm-1.xml`)).headers.get('content-type')).toBe(
    'application/xml; charset=utf-8',
  );
  expect(await word(await get(`/alerts/${alertId}/ebm-2.xml`))).toEqual([404, 'not-found']);
});

test('the JSON feed names the region it is of and refuses one it does not know', async () => {
  const { get } = await openMouths();
  const feed = (await (await get('/feeds/alerts/654225.json')).json()) as { title: string; items: unknown[] };
  expect([feed.title, feed.items.length]).toEqual(['安澜 · 裕民县现在的预警', 1]);
  const whole = await get('/feeds/alerts.json');
  expect(whole.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
  expect(await word(await get('/feeds/alerts/110000.json'))).toEqual([422, 'region-unknown']);
});

test('the picture of an old revision says that there is a newer one, and one past its end that it is over', async () => {
  const { desk, alertId, get } = await openMouths();
  await desk.ingest(capDocument({ identifier: 'u', msgType: 'Update', sent: '2026-07-01T11:00:00+08:00', references: referenceTo({}) })); // prettier-ignore
  expect(await (await get(`/alerts/${alertId}/1.png`)).text()).toMatch(/^【已有新版】.*请看最新的。$/);
  expect(await (await get(`/alerts/${alertId}/2.png`)).text()).toMatch(/^【更新】/);
  desk.setNow('2026-07-03T12:00:00.000Z');
  expect(await (await get(`/alerts/${alertId}/2.png`)).text()).toMatch(/^【已过有效期】/);
});

test("a drill's picture is the drill's own, and no alert is found under its name", async () => {
  const { get } = await openMouths();
  expect(await (await get('/drills/drill-1.png')).text()).toMatch(/^【演练】/);
  expect(await word(await get('/drills/drill-2.png'))).toEqual([404, 'drill-unknown']);
  expect(await word(await get('/alerts/drill-1/1.png'))).toEqual([404, 'alert-unknown']);
});
