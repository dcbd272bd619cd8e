// Runs in a process of its own (see photo-pipeline.ts): decoders are the one place where a stranger's bytes meet old C.
import sharp from 'sharp';

/** How a photo is judged and made; given once, when the process starts. */
export interface DecodeLimits {
  maxPixels: number;
  longSidePx: number;
  quality: number;
}
export type DecodeAnswer =
  | { outcome: 'clean'; bytes: Uint8Array; widthPx: number; heightPx: number }
  /** `not-a-photo`: damaged, or none at all. */
  | { outcome: 'too-many-pixels' | 'not-a-photo' };

/** A photo comes on standard input: its length in four bytes, then the bytes. A message would hold it three times. */
const LENGTH_BYTES = 4;

sharp.cache(false);
sharp.concurrency(1);
// Everything else libvips could open (SVG, PDF, TIFF, its own formats) is shut, whatever the bytes claim to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

const limits = JSON.parse(process.argv[2] ?? '{}') as DecodeLimits;
let photo: Buffer | null = null;
let filled = 0;
let head = Buffer.alloc(0);
for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
  let rest = chunk;
  if (photo === null) {
    head = Buffer.concat([head, rest]);
    if (head.length < LENGTH_BYTES) continue;
    photo = Buffer.allocUnsafeSlow(head.readUInt32BE(0));
    rest = head.subarray(LENGTH_BYTES);
    [head, filled] = [Buffer.alloc(0), 0];
  }
  filled += rest.copy(photo, filled);
  if (filled < photo.length) continue;
  process.send?.(await decode(photo, limits));
  photo = null;
  // Pieces of one photo must not lie about while the next is decoded.
  globalThis.gc?.();
}

async function decode(
  bytes: Uint8Array,
  { maxPixels, longSidePx, quality }: DecodeLimits,
): Promise<DecodeAnswer> {
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
