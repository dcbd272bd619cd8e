import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { NO_FACTS, readPhotoFacts } from '../../src/browser/report-exif.ts';
import { plainJpeg } from '../functions/http/photo-fixtures.ts';

async function photoWith(
  exif: Record<string, string>,
  gps: Record<string, string> = {},
): Promise<Uint8Array> {
  return sharp(await plainJpeg())
    .withExif({ IFD2: exif, IFD3: gps })
    .jpeg()
    .toBuffer();
}

const here = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '46/1 12/1 0/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '82/1 58/1 0/1',
};

describe('what a photo says about itself', () => {
  test('place and time are read as the phone wrote them', async () => {
    const bytes = await photoWith({ DateTimeOriginal: '2026:07:01 09:30:11' }, here);
    expect(readPhotoFacts(bytes)).toEqual({
      takenAt: '2026-07-01T09:30',
      position: { lat: 46.2, lng: 82.966667 },
    });
  });

  test('a time written in another zone is told in Beijing time', async () => {
    const bytes = await photoWith({
      DateTimeOriginal: '2026:06:30 21:30:11',
      OffsetTimeOriginal: '-04:00',
    });
    expect(readPhotoFacts(bytes).takenAt).toBe('2026-07-01T09:30');
  });

  test('null island, an impossible date and a photo without Exif say nothing', async () => {
    const zero = { ...here, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' };
    expect(readPhotoFacts(await photoWith({ DateTimeOriginal: '0000:00:00 00:00:00' }, zero))).toEqual(
      NO_FACTS,
    );
    expect(readPhotoFacts(await plainJpeg())).toEqual(NO_FACTS);
    expect(readPhotoFacts(new Uint8Array())).toEqual(NO_FACTS);
  });

  test('a damaged block never throws and never loops', async () => {
    const whole = await photoWith({ DateTimeOriginal: '2026:07:01 09:30:11' }, here);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(400), fc.nat(255))), (cut, changes) => {
        const bytes = whole.slice(0, cut);
        for (const [at, value] of changes) bytes[at] = value;
        expect(() => readPhotoFacts(bytes)).not.toThrow();
      }),
    );
  });
});
