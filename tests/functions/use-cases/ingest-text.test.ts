import { expect, test } from 'vitest';
import { NOTHING, openDesk, refused, taken, words } from '../alert-desk.ts';

const rain = (clock: string, level = '蓝', place = '') =>
  `裕民县气象台2026年7月1日${clock}发布${place}暴雨${level}色预警信号：预计未来12小时，${place || '裕民县大部'}将出现50毫米以上降水，请注意防范。`;
const lift = (clock: string, level = '蓝', place = '') =>
  `裕民县气象台2026年7月1日${clock}解除${place}暴雨${level}色预警信号。`;

test('a bulletin that says everything is published in its own words', async () => {
  const desk = await openDesk();
  const text = rain('10时34分');
  const accepted = taken(await desk.ingest(text));
  expect(accepted).toMatchObject({ outcome: 'published', revision: 1, draftId: null, missing: [] });
  expect(await desk.current()).toMatchObject([
    {
      origin: 'relayed',
      source: '裕民县气象台',
      sentAt: '2026-07-01T02:34:00.000Z',
      parts: [
        {
          level: 'blue',
          severity: 'Minor',
          hazard: { code: '11B03', name: '暴雨' },
          adcodes: ['654225'],
          categories: ['Met'],
          expiresAt: null,
          bulletins: [{ description: text, instruction: '请注意防范。' }],
        },
      ],
    },
  ]);
  expect(await desk.documents()).toEqual([{ body: text, mediaType: 'text/plain' }]);
});

test('a bulletin that leaves something out becomes a draft, never a published one', async () => {
  const desk = await openDesk();
  const accepted = taken(await desk.ingest('裕民县气象台发布暴雨预警。'));
  expect(accepted).toMatchObject({ outcome: 'draft', alertId: null, missing: ['level', 'issuedAt'] });
  expect(words(accepted)).toContain('bulletin-incomplete');
  expect(await desk.counts()).toEqual({ ...NOTHING, drafts: 1 });
});

test('the same draft twice is one draft', async () => {
  const desk = await openDesk();
  const first = taken(await desk.ingest('裕民县气象台发布暴雨预警。'));
  const again = taken(await desk.ingest('  裕民县气象台发布暴雨预警。\r\n'));
  expect(again).toMatchObject({ outcome: 'already-there', draftId: first.draftId });
  expect((await desk.counts()).drafts).toBe(1);
});

test('the same text twice is one alert, also with other line breaks and blanks', async () => {
  const desk = await openDesk();
  const text = rain('10时34分');
  const first = taken(await desk.ingest(text));
  for (const again of [text, `\r\n${text.replace('：', '：\r\n　　')}\r\n`])
    expect(taken(await desk.ingest(again))).toMatchObject({
      outcome: 'already-there',
      alertId: first.alertId,
    });
  expect(await desk.counts()).toEqual({ revisions: 1, drafts: 0, deliveries: 1 });
});

test('several bulletins in one paste are several alerts, in order', async () => {
  const desk = await openDesk();
  const other = '乌苏市气象台2026年7月1日09时00分发布大风黄色预警信号：预计今天白天乌苏市有8级以上大风。';
  const results = await desk.ingestAll(`${rain('10时34分')}\n\n${other}\n\n${lift('11时50分')}`);
  expect(results.map((result) => taken(result).outcome)).toEqual(['published', 'published', 'published']);
  const current = await desk.current();
  expect(current.map(({ source, action }) => [source, action]).sort()).toEqual([
    ['乌苏市气象台', 'issue'],
    ['裕民县气象台', 'cancel'],
  ]);
});

test.each([
  `【演练】${rain('10时34分', '红')}`,
  `${rain('10时34分', '红')}（演练信息，请勿恐慌）`,
  `预警信息测试：${rain('10时34分')}本条为测试信息。`,
])('a drill is refused and leaves nothing behind: %s', async (text) => {
  const desk = await openDesk();
  expect(refused(await desk.ingest(text))).toBe('drill-not-alert');
  expect(await desk.counts()).toEqual(NOTHING);
});

test.each([
  ['NUL', `${rain('10时34分')}\0`, 'text-invalid'],
  ['a million characters', rain('10时34分') + '雨'.repeat(350_000), 'text-too-long'],
  ['a shopping list', '鸡蛋两斤，牛奶一箱。', 'bulletin-unreadable'],
  ['nothing', '', 'bulletin-unreadable'],
  ['only blanks', ' \n\t ', 'bulletin-unreadable'],
])('a text of %s is refused by name and changes nothing', async (_, text, word) => {
  const desk = await openDesk();
  expect(refused(await desk.ingest(text))).toBe(word);
  expect(await desk.counts()).toEqual(NOTHING);
});

test('a lone half of a character, in UTF-8 or UTF-16, publishes nothing', async () => {
  const desk = await openDesk();
  const [before = '', after = ''] = rain('10时34分').split('大部');
  const half = Buffer.concat([Buffer.from(before), Uint8Array.of(0xed, 0xa0, 0x80), Buffer.from(after)]);
  const utf16 = Buffer.from(`\ufeff${before}\ud83d${after}`, 'utf16le');
  for (const bytes of [half, utf16])
    expect(['text-invalid', 'bulletin-unreadable']).toContain(refused(await desk.ingest(bytes)));
  expect(await desk.counts()).toEqual(NOTHING);
});

test.each([
  ['GB 18030', (text: string) => gb18030(text)],
  ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 little end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 big end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('a file in %s is read like any other', async (_, encode) => {
  const desk = await openDesk();
  const text = rain('10时34分');
  expect(taken(await desk.ingest(encode(text)))).toMatchObject({ outcome: 'published' });
  expect((await desk.documents())[0]?.body).toBe(text);
});

test('HTML in a bulletin is published as the characters it is', async () => {
  const desk = await openDesk();
  taken(await desk.ingest(rain('10时34分').replace('降水', '降水<img src=x onerror=alert(1)>')));
  expect((await desk.current())[0]?.parts[0]?.bulletins[0]?.description).toContain('<img src=x');
});

/** Two-byte characters only, found by decoding. */
function gb18030(text: string): Buffer {
  const table = new Map<string, [number, number]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1)
      table.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : (table.get(c) ?? [0x3f]))));
}
