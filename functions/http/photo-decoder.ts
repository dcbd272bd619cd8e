// Runs in a process of its own (see photo-pipeline.ts): decoders are the one place where a stranger's bytes meet old C.
import sharp from 'sharp';

/** What comes in by the channel, and what goes back. `null`: not a photo, damaged, or beyond a limit. */
export interface DecodeOrder {
  bytes: Uint8Array;
  maxPixels: number;
  longSidePx: number;
  quality: number;
}
export type DecodeAnswer =
  | { outcome: 'clean'; bytes: Uint8Array; widthPx: number; heightPx: number }
  | { outcome: 'too-many-pixels' | 'not-a-photo' };

sharp.cache(false);
sharp.concurrency(1);
// Everything else libvips could open (SVG, PDF, TIFF, its own formats) is shut, whatever the bytes claim to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

process.on('message', (order: DecodeOrder) => {
  void decode(order).then((answer) => process.send?.(answer));
});

async function decode({ bytes, maxPixels, longSidePx, quality }: DecodeOrder): Promise<DecodeAnswer> {
  try {
    // Reads the header only: a 100 KB bomb of 30 000 × 30 000 pixels stops here.
    const header = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (header.width * header.height > maxPixels) return { outcome: 'too-many-pixels' };
    const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'truncated', pages: 1 })
      .autoOrient()
      .resize({ width: longSidePx, height: longSidePx, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    return { outcome: 'clean', bytes: data, widthPx: info.width, heightPx: info.height };
  } catch {
    // Whatever the decoder said, nothing of the original is kept; its message may quote the file and is dropped.
    return { outcome: 'not-a-photo' };
  }
}
