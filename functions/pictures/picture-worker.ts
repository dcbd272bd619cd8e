import { Resvg } from '@resvg/resvg-js';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import satori from 'satori';
import type { PictureOrder } from './picture-contract.ts';
import { pictureLayout, PICTURE_WIDTH } from './picture-layout.ts';

/** A thread of its own: drawing takes a quarter of a second in which the server must go on answering. */
const FONTS = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts');
const font = async (file: string, weight: 400 | 700) => ({
  name: 'Han',
  data: await readFile(join(FONTS, file)),
  weight,
  style: 'normal' as const,
});
const fonts = Promise.all([font('NotoSansHans-Medium.otf', 400), font('NotoSansHans-Bold.otf', 700)]);

/** A picture taller than this is shown as a strip in every chat; the layout's rules keep far below it. */
const TALLEST = 6000;

async function draw(order: PictureOrder): Promise<Uint8Array | 'font'> {
  let isMissing = false;
  const svg = await satori(pictureLayout(order) as Parameters<typeof satori>[0], {
    width: PICTURE_WIDTH,
    fonts: await fonts,
    // Asked for exactly when no font has a character: the drawing would show an empty box.
    loadAdditionalAsset: () => {
      isMissing = true;
      return Promise.resolve([]);
    },
  });
  if (isMissing) return 'font';
  const rendered = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  if (rendered.height > TALLEST) throw new Error(`a picture of ${rendered.height} px`);
  return rendered.asPng();
}

parentPort?.on('message', ({ order }: { order: PictureOrder }) => {
  draw(order).then(
    (answer) => parentPort?.postMessage({ answer }),
    (error: unknown) => parentPort?.postMessage({ error: String(error) }),
  );
});
