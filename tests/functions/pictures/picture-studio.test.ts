import sharp from 'sharp';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { PictureOrder } from '../../../functions/pictures/picture-contract.ts';
import { createPictureStudio, type StudioOptions } from '../../../functions/pictures/picture-studio.ts';
import { PICTURE_ROOM, sheetOf } from '../../../src/domain/mouth-sheet.ts';
import { drillView } from '../../../src/domain/mouth-drill.ts';
import { alertView } from '../../../src/domain/mouth-view.ts';
import { exampleDrill, HISTORIES, NOW, TEXTS } from '../../feeds/mouth-fixture.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((studio) => studio.close()));
});

function studioWith(options: Partial<StudioOptions> = {}) {
  const studio = createPictureStudio({ report: () => undefined, ...options });
  open.push(studio);
  return studio;
}

const orderOf = (name: string, language = 'zh-CN'): PictureOrder => ({
  sheet: sheetOf(alertView(HISTORIES[name] ?? [], language, NOW, TEXTS), PICTURE_ROOM),
  madeAt: '7月1日 10:44',
});
/** A thread that does what the test says instead of drawing. */
const thread = (code: string): Worker =>
  new Worker(`const { parentPort } = require('node:worker_threads'); ${code}`, { eval: true });

async function colourAt(png: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data } = await sharp(png).extract({ left: x, top: y, width: 1, height: 1 }).removeAlpha().raw().toBuffer({ resolveWithObject: true }); // prettier-ignore
  return [...data];
}

test('a picture is 1080 wide, wears its level, and fits a chat whatever is written', async () => {
  const studio = studioWith();
  for (const name of ['red', 'twenty places', 'very long names', 'several parts', 'hostile text']) {
    const picture = await studio.draw(name, () => orderOf(name));
    if (!picture.ok) throw new Error(picture.reason);
    const { width, height, format } = await sharp(picture.png).metadata();
    expect({ name, width, format }).toEqual({ name, width: 1080, format: 'png' });
    expect(height).toBeLessThan(2600);
    expect(picture.png.byteLength).toBeLessThan(400_000);
    if (name === 'red') expect(await colourAt(picture.png, 1070, 20)).toEqual([0xc4, 0x16, 0x1c]);
  }
});

test('what is over, lifted or a drill never wears the colour of a level', async () => {
  const studio = studioWith();
  const late = { sheet: sheetOf(alertView(HISTORIES['red'] ?? [], 'zh-CN', '2026-07-02T12:00:00.000Z', TEXTS), PICTURE_ROOM), madeAt: '' }; // prettier-ignore
  const drill = { sheet: sheetOf(drillView(exampleDrill(), 'zh-CN', NOW, TEXTS), PICTURE_ROOM), madeAt: '' };
  const orders = { late, clear: orderOf('an all-clear'), drill };
  for (const [key, order] of Object.entries(orders)) {
    const picture = await studio.draw(key, () => order);
    if (!picture.ok) throw new Error(picture.reason);
    const [red = 0, green = 0, blue = 0] = await colourAt(picture.png, 1070, key === 'drill' ? 100 : 20);
    expect(red, key).toBeLessThanOrEqual(Math.max(green, blue));
  }
});

test('a script without a font is refused, never drawn as boxes', async () => {
  expect(await studioWith().draw('ug', () => orderOf('another language', 'ug'))).toEqual({
    ok: false,
    reason: 'font',
  });
});

test('the same picture is drawn once for all who ask; another key is another picture', async () => {
  const studio = studioWith({ worker: () => thread(`let n = 0; parentPort.on('message', () => parentPort.postMessage({ answer: new Uint8Array([n++]) }))`) }); // prettier-ignore
  const [a, b, c] = await Promise.all(['x', 'x', 'y'].map((key) => studio.draw(key, () => orderOf('red'))));
  expect(a).toBe(b);
  expect([a, c]).toEqual([
    { ok: true, png: new Uint8Array([0]) },
    { ok: true, png: new Uint8Array([1]) },
  ]);
});

test('whoever would wait too long is told so at once', async () => {
  const studio = studioWith({ worker: () => thread(`parentPort.on('message', () => {})`), longestMs: 50 });
  const asked = Array.from({ length: 17 }, (_, index) => studio.draw(String(index), () => orderOf('red')));
  expect(await asked.at(-1)).toEqual({ ok: false, reason: 'busy' });
});

test.each([
  ['hangs', `parentPort.on('message', () => {})`],
  ['spins', `parentPort.on('message', () => { for (;;); })`],
  ['throws', `parentPort.on('message', () => { throw new Error('no') })`],
  ['ends', `parentPort.on('message', () => process.exit(1))`],
])('a drawing that %s fails alone; the next one gets a new thread', async (_, code) => {
  let threads = 0;
  const good = `parentPort.on('message', () => parentPort.postMessage({ answer: new Uint8Array([7]) }))`;
  const said: string[] = [];
  const report = (message: string) => void said.push(message);
  const studio = studioWith({
    report,
    longestMs: 4000,
    worker: () => thread((threads += 1) === 1 ? code : good),
  });
  expect(await studio.draw('bad', () => orderOf('red'))).toEqual({ ok: false, reason: 'failed' });
  expect(said).toHaveLength(1);
  expect(await studio.draw('bad', () => orderOf('red'))).toEqual({ ok: true, png: new Uint8Array([7]) });
});
