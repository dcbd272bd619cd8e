import { expect, test } from 'vitest';
import { readCap } from '../../../src/feeds/cap-read.ts';
import { alertState } from '../../../src/domain/alert-state.ts';
import { capArea, capDocument, capInfo } from '../cap-document.ts';
import { NOON, NOTHING, openDesk, refused, taken, words } from '../alert-desk.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const polygon = (points: string) => capDocument({ infos: [capInfo({ areas: [capArea('图', `<polygon>${points}</polygon>`)] })] }); // prettier-ignore

test.each(['Test', 'Exercise', 'System', 'Draft'])(
  'status %s is refused and leaves nothing behind, neither alert nor draft nor delivery',
  async (status) => {
    const desk = await openDesk();
    expect(refused(await desk.ingest(capDocument({ status })))).toBe('status-not-actual');
    expect(await desk.counts()).toEqual(NOTHING);
  },
);

test.each([
  ['Restricted', '<restriction>内部</restriction>'],
  ['Private', '<addresses>a@example.org</addresses>'],
])('scope %s is not for the public and is refused', async (scope, more) => {
  const desk = await openDesk();
  const document = capDocument({ scope }).replace('</scope>', `</scope>${more}`);
  expect(refused(await desk.ingest(document))).toBe('scope-not-public');
  expect(await desk.counts()).toEqual(NOTHING);
});

test.each(['Ack', 'Error'])('message type %s is no alert and is refused', async (msgType) => {
  const desk = await openDesk();
  expect(
    refused(await desk.ingest(capDocument({ msgType, references: 's,i,2026-07-01T10:00:00+08:00' }))),
  ).toBe('message-not-alert');
  expect(await desk.counts()).toEqual(NOTHING);
});

test.each([
  ['a DOCTYPE', capDocument({ prolog: '<!DOCTYPE alert [<!ENTITY x "y">]>' }), 'doctype-forbidden'],
  [
    'an external entity',
    capDocument({ prolog: '<!DOCTYPE a SYSTEM "file:///etc/passwd">' }),
    'doctype-forbidden',
  ],
  ['an end that is missing', capDocument().slice(0, -20), 'xml-malformed'],
  ['no CAP at all', '<html><body>停机维护</body></html>', 'cap-invalid'],
  ['an unfinished tag', '<alert', 'xml-malformed'],
  ['an unknown entity', capDocument().replace('裕民县气象台', '&nbsp;'), 'xml-malformed'],
  ['no sender', capDocument({ sender: '' }), 'cap-invalid'],
  ['a status of no standard', capDocument({ status: 'Real' }), 'cap-invalid'],
  ['a time that is none', capDocument({ sent: '昨天' }), 'cap-invalid'],
  ['a NUL', capDocument().replace('裕民县大部', '裕民县\0大部'), 'cap-invalid'],
])('a document with %s is refused by a word of its own and changes nothing', async (_, document, word) => {
  const desk = await openDesk();
  expect(refused(await desk.ingest(document))).toBe(word);
  expect(await desk.counts()).toEqual(NOTHING);
});

test('bytes that are no encoding at all are refused', async () => {
  const desk = await openDesk();
  const broken = Buffer.concat([bytes(capDocument()), Uint8Array.of(0xff, 0xc0, 0x3c)]);
  expect(refused(await desk.ingest(broken))).toBe('cap-invalid');
});

test('times with the letter Z are read as universal time, and the operator is told', async () => {
  const desk = await openDesk();
  const accepted = taken(await desk.ingest(capDocument({ sent: '2026-07-01T02:34:00Z' })));
  expect(words(accepted)).toContain('time-z');
  expect((await desk.current())[0]?.sentAt).toBe('2026-07-01T02:34:00.000Z');
});

test('an alert that expired before it was sent is kept but never in force', async () => {
  const desk = await openDesk('2026-07-01T02:34:00.000Z');
  const infos = [capInfo({ expires: '2026-07-01T09:00:00+08:00' })];
  const accepted = taken(await desk.ingest(capDocument({ infos })));
  expect(words(accepted)).toEqual(['expires-before-sent', 'already-ended']);
  expect(await desk.current()).toEqual([]);
  const [revision] = (await desk.store.findHistory(accepted.alertId ?? ''))?.revisions ?? [];
  expect(revision === undefined ? null : alertState(revision, '2026-07-01T00:00:00.000Z')).toBe('in-force');
  expect(revision === undefined ? null : alertState(revision, '2026-07-01T02:34:00.000Z')).toBe('ended');
  expect(await desk.store.listPast(NOON, 9, null)).toHaveLength(1);
});

test('a polygon with longitude first is said to be so, and warns nobody by mistake', async () => {
  const desk = await openDesk();
  const swapped = polygon('82.5,45.5 83,45.5 83,45.9 82.5,45.9 82.5,45.5');
  const result = await desk.ingest(swapped);
  expect(refused(result)).toBe('region-not-served');
  expect(readCap(swapped).problems.map(({ word }) => word)).toContain('coordinates-swapped');
  expect(await desk.counts()).toEqual(NOTHING);
});

test('a polygon that is not closed is closed, and the operator is told', async () => {
  const desk = await openDesk();
  const accepted = taken(await desk.ingest(polygon('45.5,82.5 45.5,83 45.9,83 45.9,82.5')));
  expect(words(accepted)).toContain('polygon-not-closed');
  expect((await desk.current())[0]?.parts[0]?.adcodes).toEqual(['654225']);
});

test('the document is stored as it came, its signature to the letter', async () => {
  const desk = await openDesk();
  const tail =
    '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>\r\n  <x/></SignedInfo>' +
    '<SignatureValue>AbC+/=\n\t</SignatureValue></Signature>';
  const document = capDocument({ tail });
  taken(await desk.ingest(document));
  expect(await desk.documents()).toEqual([{ body: document, mediaType: 'application/cap+xml' }]);
});

test.each([
  ['gbk', '裕民县气象台发布暴雨橙色预警信号'],
  ['iso-8859-1', 'Tempête violette'],
])('a document declared as %s is read and stored by its declaration', async (encoding, headline) => {
  const desk = await openDesk();
  const document = capDocument({ infos: [capInfo({ headline, event: 'rain', senderName: 'x', description: 'd', instruction: 'i', areas: [capArea('a', '<polygon>45.5,82.5 45.5,83 45.9,83 45.9,82.5 45.5,82.5</polygon>')] })] }).replace('UTF-8', encoding); // prettier-ignore
  const encoded = encoding === 'gbk' ? gbk(document) : Buffer.from(document, 'latin1');
  taken(await desk.ingest(encoded));
  expect((await desk.current())[0]?.parts[0]?.bulletins[0]?.headline).toBe(headline);
  expect((await desk.documents())[0]?.body).toBe(document);
});

test('UTF-16 with its byte order mark is read', async () => {
  const desk = await openDesk();
  const document = capDocument().replace('UTF-8', 'UTF-16');
  taken(await desk.ingest(Buffer.from(`\ufeff${document}`, 'utf16le')));
  expect(await desk.current()).toHaveLength(1);
});

test('markup in a bulletin stays words', async () => {
  const desk = await openDesk();
  const headline = '&lt;script&gt;alert(1)&lt;/script&gt;暴雨橙色预警';
  taken(await desk.ingest(capDocument({ infos: [capInfo({ headline })] })));
  expect((await desk.current())[0]?.parts[0]?.bulletins[0]?.headline).toBe(
    '<script>alert(1)</script>暴雨橙色预警',
  );
});

/** The few characters of these documents, in GBK, found by decoding. */
function gbk(text: string): Buffer {
  const table = new Map<string, [number, number]>();
  const decoder = new TextDecoder('gbk');
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1)
      table.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : (table.get(c) ?? [0x3f]))));
}
