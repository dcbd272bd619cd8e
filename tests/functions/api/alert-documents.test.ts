import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { expect, test } from 'vitest';
import { alertDocumentRoutes } from '../../../functions/api/alert-documents.ts';
import { alertSource } from '../../../functions/use-cases/alert-source.ts';
import { readCap } from '../../../src/feeds/cap-read.ts';
import { capDocument, capInfo, referenceTo } from '../cap-document.ts';
import { openDesk, taken } from '../alert-desk.ts';

async function openFeeds() {
  const desk = await openDesk();
  const app = alertDocumentRoutes(
    alertSource(desk.store, () => desk.deps.now()),
    'https://yjglj.example',
  );
  return { desk, get: (path: string) => app.request(path) };
}

/** The entries' ids, read by a strict parser: a feed that does not parse fails the test. */
async function entriesOf(response: Response) {
  const root = parseXml(await response.text()).root as XmlElement;
  const named = (parent: XmlElement, name: string) =>
    parent.children.filter((child): child is XmlElement => 'name' in child && child.name === name);
  return named(root, 'entry').map((entry) => named(entry, 'id')[0]?.text ?? '');
}

test('the feed parses whatever an authority writes, and an update keeps the id of its alert', async () => {
  const { desk, get } = await openFeeds();
  const headline = ']]&gt;&lt;entry&gt;&amp;amp; "\'\u202e暴雨';
  const { alertId } = taken(
    await desk.ingest(capDocument({ infos: [capInfo({ headline, description: headline })] })),
  );
  const first = await get('/alerts/feed.atom');
  expect(first.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  expect(await entriesOf(first)).toEqual([`urn:anlan:alert:${alertId ?? ''}`]);
  await desk.ingest(capDocument({ identifier: 'u', msgType: 'Update', sent: '2026-07-01T11:00:00+08:00', references: referenceTo({}) })); // prettier-ignore
  expect(await entriesOf(await get('/alerts/feed.atom'))).toEqual([`urn:anlan:alert:${alertId ?? ''}`]);
  desk.setNow('2026-07-03T12:00:00.000Z');
  expect(await entriesOf(await get('/alerts/feed.atom'))).toEqual([`urn:anlan:alert:${alertId ?? ''}`]);
});

test('an empty feed is a feed', async () => {
  const { get } = await openFeeds();
  expect(await entriesOf(await get('/alerts/feed.atom'))).toEqual([]);
});

test('what is in force is never crowded out of the feed', async () => {
  const { desk, get } = await openFeeds();
  for (let i = 0; i < 55; i += 1) taken(await desk.ingest(capDocument({ identifier: `many-${i}` })));
  expect(await entriesOf(await get('/alerts/feed.atom'))).toHaveLength(55);
  desk.setNow('2026-07-03T12:00:00.000Z');
  expect(await entriesOf(await get('/alerts/feed.atom'))).toHaveLength(50);
});

test('the CAP document of an alert is accepted by a strict reader and keeps the key of its message', async () => {
  const { desk, get } = await openFeeds();
  const { alertId } = taken(await desk.ingest(capDocument()));
  const response = await get(`/alerts/${alertId ?? ''}.cap.xml`);
  expect(response.headers.get('content-type')).toBe('application/cap+xml; charset=utf-8');
  const again = readCap(new Uint8Array(await response.arrayBuffer()));
  expect(again).toMatchObject({
    verdict: 'accept',
    message: { identifier: 'yumin-1', sender: '65422541600000', sent: { text: '2026-07-01T10:34:00+08:00' }, status: 'Actual' },
  }); // prettier-ignore
});

test('the document of an updated alert is its newest revision and names every earlier message', async () => {
  const { desk, get } = await openFeeds();
  const { alertId } = taken(await desk.ingest(capDocument()));
  await desk.ingest(capDocument({ identifier: 'u', msgType: 'Update', sent: '2026-07-01T11:00:00+08:00', references: referenceTo({}) })); // prettier-ignore
  const { message } = readCap(await (await get(`/alerts/${alertId ?? ''}.cap.xml`)).text());
  expect(message).toMatchObject({
    identifier: 'u',
    msgType: 'Update',
    references: [{ identifier: 'yumin-1' }],
  });
});

test('an unknown alert has no document', async () => {
  const { get } = await openFeeds();
  for (const name of ['nosuchalert', '0000', 'a'.repeat(300)]) {
    const response = await get(`/alerts/${name}.cap.xml`);
    expect([response.status, ((await response.json()) as { word: string }).word]).toEqual([
      404,
      'alert-unknown',
    ]);
  }
});
