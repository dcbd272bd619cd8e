import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import { createCaseStore } from '../../../functions/store/case-queries.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createTipKeys } from '../../../functions/store/tip-keys.ts';
import { createPhotoCleaner, PHOTO_LIMITS } from '../../../functions/http/photo-pipeline.ts';
import { createDecoder } from '../../../functions/http/photo-process.ts';
import { MAX_PHOTO_BYTES } from '../../../src/domain/tip-off.ts';
import { isBareJpeg } from '../../../src/domain/tip-off-photo.ts';
import { MARKERS, notPhotos, plainJpeg, pngBomb, tracedJpeg } from '../http/photo-fixtures.ts';
import { newReceipt, postTipOff, tipOffForm, tipOffSite, type TipOffSite } from '../tip-off-fixture.ts';
import { animatedWebp, NOT_PHOTOS, pngTextBomb, pngWith, polyglot } from './bad-files.ts';

vi.setConfig({ testTimeout: 90_000 });

const receiptKey = Buffer.alloc(32, 7);

async function office() {
  const site = await tipOffSite(10_000, receiptKey);
  const database = openDatabase(site.pool);
  const cases = createCaseStore({
    database,
    keys: createTipKeys(database, site.attachments, site.masterKey),
    receiptKey,
  });
  const file = async (photos: readonly (Uint8Array | File)[]) => {
    const receipt = newReceipt();
    const form = tipOffForm({ fields: { receipt } });
    for (const photo of photos)
      form.append(
        'photos',
        photo instanceof File
          ? photo
          : new File([Uint8Array.from(photo)], '我_张三_举报.jpg', { type: 'image/jpeg' }),
      );
    const response = await postTipOff(site.app, form);
    return { receipt, outcome: [response.status, ((await response.json()) as { word?: string }).word] };
  };
  const kept = async (receipt: string): Promise<Buffer[]> => {
    const found = await cases.findCaseByReceipt(receipt);
    const content = await cases.readContent(found?.id ?? '');
    const read = content?.photos.map((_, at) => cases.readPhoto(found?.id ?? '', at)) ?? [];
    return (await Promise.all(read)).map((bytes) => Buffer.from(bytes ?? []));
  };
  return { site, file, kept };
}

const stored = async (site: TipOffSite): Promise<string[]> =>
  (
    await Promise.all(
      [site.folder, site.uploadFolder].map((at) => readdir(at, { recursive: true, withFileTypes: true })),
    )
  )
    .flat()
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));

describe('files that are refused (numbers of the list of bad inputs)', () => {
  test('each with its word, and nothing of them or of the tip-off is stored', async () => {
    const { site, file } = await office();
    const whole = await plainJpeg(1200, 900);
    const large = Buffer.alloc(MAX_PHOTO_BYTES + 1);
    whole.copy(large);
    const small = await plainJpeg(20, 10);
    const table: [name: string, photos: readonly (Uint8Array | File)[], expected: [number, string]][] = [
      ['1 a byte too many', [large], [413, 'photo-too-large']],
      ['4 nothing in it', [notPhotos.empty], [422, 'photo-empty']],
      ['5 ten files', Array.from({ length: 10 }, () => small), [422, 'photos-too-many']],
      ['8 a bomb of 30 000 × 30 000', [pngBomb(30_000, 30_000)], [422, 'photo-too-many-pixels']],
      [
        '8 a JPEG of 41 megapixels by its header',
        [await pretends(whole, 8200, 5000)],
        [422, 'photo-too-many-pixels'],
      ],
      ['9 GIF', [notPhotos.gif], [415, 'photo-format-refused']],
      ['11 SVG', [notPhotos.svg], [415, 'photo-format-refused']],
      ['12 SVG behind a mark of order', [notPhotos.svgWithProlog], [415, 'photo-format-refused']],
      ['13 PDF', [notPhotos.pdf], [415, 'photo-format-refused']],
      ...(['exe', 'elf', 'docx'] as const).map(
        (name) =>
          [`13 ${name}`, [NOT_PHOTOS[name] ?? small], [415, 'photo-format-refused']] as [
            string,
            Uint8Array[],
            [number, string],
          ],
      ),
      ['19 HEIC', [notPhotos.heic], [415, 'photo-format-refused']],
      ...(['mp4', 'quicktime', 'mkv', 'mp3', 'wav', 'm4a'] as const).map(
        (name) =>
          [`20, 26, 27 ${name}`, [NOT_PHOTOS[name] ?? small], [415, 'photo-format-refused']] as [
            string,
            Uint8Array[],
            [number, string],
          ],
      ),
      ['22 cut in half', [whole.subarray(0, whole.length >> 1)], [422, 'photo-not-a-photo']],
      [
        '22 a PNG cut in a chunk',
        [pngWith(['tEXt', Buffer.alloc(100)]).subarray(0, 90)],
        [422, 'photo-not-a-photo'],
      ],
      ...(['eicar', 'tiff', 'bmp'] as const).map(
        (name) =>
          [`25 ${name}`, [NOT_PHOTOS[name] ?? small], [422, 'photo-not-a-photo']] as [
            string,
            Uint8Array[],
            [number, string],
          ],
      ),
    ];
    for (const [name, photos, expected] of table)
      expect([name, (await file(photos)).outcome]).toEqual([name, expected]);
    // A good photo beside a bad one is not kept either.
    expect((await file([small, notPhotos.svg])).outcome).toEqual([415, 'photo-format-refused']);
    expect(await stored(site)).toEqual([]);
    expect((await site.pool.query('select 1 from tip_off')).rows).toEqual([]);
  });

  test('2 what a header says of the length changes nothing', async () => {
    const { site } = await office();
    const body = new Response(tipOffForm({ photos: [Buffer.alloc(MAX_PHOTO_BYTES + 10, 1)] }));
    const headers = { 'content-type': body.headers.get('content-type') ?? '', 'content-length': '10' };
    const init = { method: 'POST', body: body.body, headers, duplex: 'half' } as RequestInit;
    expect((await site.app.request('/api/tip-offs', init)).status).toBe(413);
    const boasting = { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '99999999999' };
    expect(
      (await site.app.request('/api/tip-offs', { method: 'POST', body: 'x', headers: boasting })).status,
    ).toBe(413);
  });

  test('23 a decoder that crashes or never ends costs its photo and nothing else', async () => {
    const program = (name: string) => new URL(`fixtures/${name}.ts`, import.meta.url);
    const photo = await plainJpeg(40, 30);
    const crashing = createPhotoCleaner(
      createDecoder(PHOTO_LIMITS, { program: program('crashing-decoder') }),
    );
    for (let i = 0; i < 2; i += 1)
      expect(await crashing(photo)).toMatchObject({ problem: { word: 'photo-not-a-photo' } });
    const hanging = createPhotoCleaner(
      createDecoder(PHOTO_LIMITS, { program: program('hanging-decoder'), longestMs: 300 }),
    );
    expect(await hanging(photo)).toMatchObject({ problem: { word: 'photo-not-a-photo' } });
    const lying = createPhotoCleaner(createDecoder(PHOTO_LIMITS, { program: program('lying-decoder') }));
    expect(await lying(await tracedJpeg())).toMatchObject({ problem: { word: 'photo-not-a-photo' } });
  });
});

describe('files that are taken, and what is left of them', () => {
  test('pixels and nothing else: no trailer, no trace, no name, whatever the file said it was', async () => {
    const { site, file, kept } = await office();
    const jpeg = await plainJpeg(64, 48);
    const source = sharp(jpeg);
    const traced = await tracedJpeg();
    const artist = { IFD0: { Artist: MARKERS[0] } };
    const named = (name: string, type = 'image/jpeg') => new File([Uint8Array.from(jpeg)], name, { type });
    const table: [name: string, photo: Uint8Array | File][] = [
      ['6 with a ZIP behind it', await polyglot('PK\x03\x04MARKER-TRAILER')],
      ['7 with a page behind it', await polyglot('<html><script>MARKER-TRAILER</script>')],
      ['9 three hundred frames of WebP', await animatedWebp(300)],
      ['10 sixty megabytes packed into text and profile', pngTextBomb()],
      ['14 a PNG that says it is a JPEG', await source.clone().png().toBuffer()],
      ['15 of no type', named('a', 'application/octet-stream')],
      ['16, 17 with every trace a phone leaves', traced],
      ['18 PNG with Exif', await source.clone().withExif(artist).png().toBuffer()],
      ['18 WebP with Exif', await source.clone().withExif(artist).webp().toBuffer()],
      ['21 a motion photo', await polyglot('\0\0\0\x18ftypmp42MARKER-TRAILER')],
      ['24 CMYK', await source.clone().toColourspace('cmyk').jpeg().toBuffer()],
      ['24 sixteen bits', await source.clone().toColourspace('rgb16').png().toBuffer()],
      ['24 grey', await source.clone().greyscale().jpeg().toBuffer()],
      ['28 a path for a name', named('../../etc/passwd')],
      ['28 a path of Windows', named('C:\\x\\..\\y%2e%2e%2f.jpg')],
      ['29 a name that reads backwards', named('photo\u202egpj.exe')],
      ['30 four thousand letters and a line break', named(`${'长'.repeat(1300)}\r\nX-Injected: 1\0🙂.jpg`)],
      ['31 a name with a name', named('我_张三_举报.jpg')],
    ];
    for (const [name, photo] of table) {
      const { receipt, outcome } = await file([photo]);
      expect([name, outcome]).toEqual([name, [201, undefined]]);
      const [out] = await kept(receipt);
      expect([name, isBareJpeg(out ?? Buffer.of())]).toEqual([name, true]);
      for (const marker of MARKERS)
        expect([name, marker, out?.includes(marker)]).toEqual([name, marker, false]);
    }
    for (const path of await stored(site)) {
      expect(path).toMatch(/\/(keys|photos)\/[0-9a-f]{32}$/);
      const bytes = await readFile(path);
      for (const trace of [...MARKERS, '张三', 'passwd', 'JFIF'])
        expect([path, bytes.includes(trace)]).toEqual([path, false]);
    }
    const { rows } = await site.pool.query<{ row: string }>(
      'select to_jsonb(t)::text as row from tip_off t union all select to_jsonb(p)::text from tip_off_photo p',
    );
    for (const { row } of rows) expect(row).not.toMatch(/张三|passwd|exe|jpg/);
  });

  test('32, 33 two files of one name are both kept; one file twice is one copy shown twice', async () => {
    const { site, file, kept } = await office();
    const [a, b] = [await plainJpeg(64, 48), await plainJpeg(48, 64)];
    const { receipt } = await file([a, b, a]);
    const photos = await kept(receipt);
    expect(photos.map(isBareJpeg)).toEqual([true, true, true]);
    expect([
      photos[0]?.equals(photos[2] ?? Buffer.of()),
      photos[0]?.equals(photos[1] ?? Buffer.of()),
    ]).toEqual([true, false]);
    expect((await stored(site)).filter((path) => path.includes('/photos/'))).toHaveLength(2);
  });

  test('nine photos are taken', async () => {
    const { file, kept } = await office();
    const { receipt, outcome } = await file(
      await Promise.all(Array.from({ length: 9 }, (_, i) => plainJpeg(20 + i, 10))),
    );
    expect([outcome, (await kept(receipt)).length]).toEqual([[201, undefined], 9]);
  });
});

/** A JPEG whose header promises other dimensions. */
function pretends(jpeg: Buffer, width: number, height: number): Promise<Buffer> {
  const out = Buffer.from(jpeg);
  const at = out.indexOf(Buffer.from([0xff, 0xc0]));
  out.writeUInt16BE(height, at + 5);
  out.writeUInt16BE(width, at + 7);
  return Promise.resolve(out);
}
