import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isBareJpeg } from '../../../src/domain/tip-off-photo.ts';
import { createPhotoCleaner } from '../../../functions/http/photo-pipeline.ts';
import { MARKERS, notPhotos, plainJpeg, pngBomb, tracedJpeg } from './photo-fixtures.ts';

const clean = createPhotoCleaner();
const wordOf = async (bytes: Uint8Array): Promise<string> => {
  const result = await clean(bytes);
  return result.ok ? 'accepted' : result.problem.word;
};
const kept = async (bytes: Uint8Array): Promise<Buffer> => {
  const result = await clean(bytes);
  if (!result.ok) throw new Error(result.problem.word);
  return Buffer.from(result.value.bytes);
};

describe('photo cleaner', () => {
  test('nothing of Exif, GPS, XMP, ICC, IPTC, comment, thumbnail or trailer survives', async () => {
    const given = await tracedJpeg();
    for (const marker of MARKERS) expect(given.includes(marker), marker).toBe(true);
    expect((await sharp(given).metadata()).exif).toBeDefined();
    const out = await kept(given);
    for (const marker of MARKERS) expect(out.includes(marker), marker).toBe(false);
    const { exif, xmp, icc, iptc, comments, orientation } = await sharp(out).metadata();
    expect([exif, xmp, icc, iptc, comments, orientation]).toEqual(Array(6).fill(undefined));
    expect(isBareJpeg(out)).toBe(true);
    expect(isBareJpeg(given)).toBe(false);
  });

  test('a photo turned by its Exif tag is stored upright, and the tag is gone', async () => {
    const out = await kept(await tracedJpeg());
    const { data, info } = await sharp(out).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([200, 320]);
    const top = data[info.channels * 100] ?? 0;
    const bottom = data[info.channels * (info.width * (info.height - 1) + 100)] ?? 0;
    expect(top).toBeGreaterThan(150);
    expect(bottom).toBeLessThan(80);
  });

  test('the long side ends at 2560 pixels and a small photo is not enlarged', async () => {
    const large = await clean(await plainJpeg(4000, 1000));
    expect(large.ok && [large.value.widthPx, large.value.heightPx]).toEqual([2560, 640]);
    const small = await clean(await plainJpeg(20, 10));
    expect(small.ok && [small.value.widthPx, small.value.heightPx]).toEqual([20, 10]);
  });

  test('PNG, WebP, grey, 16-bit, transparent and CMYK pictures become bare JPEG', async () => {
    const source = sharp(await plainJpeg());
    const pictures = [
      await source
        .clone()
        .png()
        .withExif({ IFD0: { Artist: MARKERS[0] } })
        .toBuffer(),
      await source
        .clone()
        .webp()
        .withExif({ IFD0: { Artist: MARKERS[0] } })
        .toBuffer(),
      await source.clone().greyscale().jpeg().toBuffer(),
      await source.clone().toColourspace('rgb16').png().toBuffer(),
      await source.clone().ensureAlpha(0.3).png().toBuffer(),
      await source.clone().toColourspace('cmyk').jpeg().toBuffer(),
      await source.clone().jpeg({ progressive: true }).toBuffer(),
    ];
    for (const picture of pictures) expect(isBareJpeg(await kept(picture))).toBe(true);
  });

  test('a file is judged by its bytes: each wrong kind is refused with its word', async () => {
    expect(await wordOf(notPhotos.empty)).toBe('photo-empty');
    expect(await wordOf(notPhotos.noise)).toBe('photo-not-a-photo');
    expect(await wordOf(notPhotos.jpegHeadOnly)).toBe('photo-not-a-photo');
    for (const kind of ['svg', 'svgWithProlog', 'pdf', 'zip', 'gif', 'heic', 'mp4'] as const)
      expect(await wordOf(notPhotos[kind]), kind).toBe('photo-format-refused');
  });

  test('a truncated photo is refused, not stored raw', async () => {
    const whole = await plainJpeg(1200, 900);
    expect(await wordOf(whole.subarray(0, whole.length >> 1))).toBe('photo-not-a-photo');
  });

  test('a bomb of 30 000 × 30 000 pixels is refused by its header without being decoded', async () => {
    const before = process.memoryUsage.rss();
    expect(await wordOf(pngBomb(30_000, 30_000))).toBe('photo-too-many-pixels');
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('more than 10 MB is refused before it is looked at', async () => {
    const large = Buffer.alloc(10 * 1024 * 1024 + 1);
    (await plainJpeg()).copy(large);
    expect(await wordOf(large)).toBe('photo-too-large');
  });

  test('one bad photo does not stop those that wait behind it', async () => {
    const good = await plainJpeg();
    const words = await Promise.all([good, notPhotos.jpegHeadOnly, good].map(wordOf));
    expect(words).toEqual(['accepted', 'photo-not-a-photo', 'accepted']);
  });

  test('a queue that is too long answers "busy" instead of holding ever more uploads', async () => {
    const good = await plainJpeg(40, 30);
    const words = await Promise.all(Array.from({ length: 110 }, () => wordOf(good)));
    expect(words.filter((word) => word === 'accepted')).toHaveLength(100);
    expect(words.filter((word) => word === 'intake-busy')).toHaveLength(10);
  });
});
