import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCaseStore } from '../../../functions/store/case-queries.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createTipKeys } from '../../../functions/store/tip-keys.ts';
import { openFolderUploads } from '../../../functions/store/upload-folder.ts';
import { addMs, HOUR_MS } from '../../../src/domain/instant.ts';
import { MAX_PHOTO_BYTES } from '../../../src/domain/tip-off.ts';
import { plainJpeg, tracedJpeg, MARKERS } from '../http/photo-fixtures.ts';
import { newReceipt, NOW, postTipOff, tipOffForm, tipOffSite, type TipOffSite } from '../tip-off-fixture.ts';

const PATH = '/api/tip-offs/uploads';
const TUS = { 'tus-resumable': '1.0.0' };

async function begin(
  site: TipOffSite,
  size: number,
  headers: Record<string, string> = {},
): Promise<Response> {
  const all = { ...TUS, 'upload-length': String(size), ...headers };
  return site.app.request(PATH, { method: 'POST', headers: all });
}

async function send(site: TipOffSite, place: string, offset: number, bytes: Uint8Array): Promise<Response> {
  const headers = {
    ...TUS,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  };
  const body = Uint8Array.from(bytes);
  return site.app.request(place, { method: 'PATCH', headers, body, duplex: 'half' } as RequestInit);
}

const wordOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { word: string }).word,
];

/** A whole upload in pieces; its id. */
async function uploaded(site: TipOffSite, bytes: Uint8Array, pieceBytes = 1000): Promise<string> {
  const place = (await begin(site, bytes.length)).headers.get('location') ?? '';
  for (let at = 0; at < bytes.length; at += pieceBytes)
    expect((await send(site, place, at, bytes.subarray(at, at + pieceBytes))).status).toBe(204);
  return place.split('/').at(-1) ?? '';
}

describe('a resumable upload', () => {
  test('goes on where it was cut, in pieces of any size, and is filed as a clean photo', async () => {
    const site = await tipOffSite();
    const photo = await tracedJpeg();
    const begun = await begin(site, photo.length, { 'upload-metadata': 'filename 5oiRX+W8oOS4iS5qcGc=' });
    const place = begun.headers.get('location') ?? '';
    expect([begun.status, place]).toEqual([
      201,
      expect.stringMatching(/^\/api\/tip-offs\/uploads\/[0-9a-f]{32}$/),
    ]);
    expect(begun.headers.get('access-control-allow-origin')).toBeNull();
    expect((await send(site, place, 0, photo.subarray(0, 7))).status).toBe(204);
    expect((await send(site, place, 7, photo.subarray(7, 1001))).headers.get('upload-offset')).toBe('1001');
    const asked = await site.app.request(place, { method: 'HEAD', headers: TUS });
    expect([asked.headers.get('upload-offset'), asked.headers.get('upload-length')]).toEqual([
      '1001',
      String(photo.length),
    ]);
    expect(asked.headers.get('upload-metadata')).toBeNull();
    // Filed too early it is not lost: the person is told to wait.
    const id = place.split('/').at(-1) ?? '';
    const fields = { receipt: newReceipt(), uploads: id };
    expect(await wordOf(await postTipOff(site.app, tipOffForm({ fields })))).toEqual([
      409,
      'upload-unfinished',
    ]);
    expect((await send(site, place, 1001, photo.subarray(1001))).status).toBe(204);
    expect((await postTipOff(site.app, tipOffForm({ fields }))).status).toBe(201);
    // A retry is answered although the upload is gone; another tip cannot have it.
    expect((await postTipOff(site.app, tipOffForm({ fields }))).status).toBe(200);
    const other = tipOffForm({ fields: { receipt: newReceipt(), uploads: id } });
    expect(await wordOf(await postTipOff(site.app, other))).toEqual([404, 'upload-unknown']);
    expect(await readdir(site.uploadFolder)).toEqual([]);
  });

  test('a wrong, overlapping, early or repeated piece is refused and changes nothing', async () => {
    const site = await tipOffSite();
    const photo = await plainJpeg();
    const place = (await begin(site, photo.length)).headers.get('location') ?? '';
    const offset = async () =>
      (await site.app.request(place, { method: 'HEAD', headers: TUS })).headers.get('upload-offset');
    expect((await send(site, place, 0, photo.subarray(0, 500))).status).toBe(204);
    for (const wrong of [0, 499, 501, 10_000])
      expect(await wordOf(await send(site, place, wrong, photo.subarray(0, 500)))).toEqual([
        409,
        'upload-offset-wrong',
      ]);
    expect(await offset()).toBe('500');
    // More than was promised is cut at the promise.
    expect(
      (await send(site, place, 500, Buffer.concat([photo.subarray(500), Buffer.alloc(100)]))).status,
    ).toBe(413);
    expect(Number(await offset())).toBeLessThanOrEqual(photo.length);
    const missing = await site.app.request(place, {
      method: 'PATCH',
      headers: { ...TUS, 'content-type': 'application/offset+octet-stream' },
      body: 'x',
    });
    expect(missing.status).toBe(400);
  });

  test('a connection that breaks loses nothing of what came before', async () => {
    const site = await tipOffSite();
    const photo = await plainJpeg();
    const place = (await begin(site, photo.length)).headers.get('location') ?? '';
    let pulls = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulls += 1;
        if (pulls === 1) controller.enqueue(Uint8Array.from(photo.subarray(0, 300)));
        else controller.error(new Error('cut'));
      },
    });
    const headers = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    await site.app.request(place, { method: 'PATCH', headers, body, duplex: 'half' } as RequestInit);
    const asked = await site.app.request(place, { method: 'HEAD', headers: TUS });
    const at = Number(asked.headers.get('upload-offset'));
    expect([0, 300]).toContain(at);
    expect((await send(site, place, at, photo.subarray(at))).status).toBe(204);
    const fields = { receipt: newReceipt(), uploads: place.split('/').at(-1) ?? '' };
    expect((await postTipOff(site.app, tipOffForm({ fields }))).status).toBe(201);
  });

  test('one byte too many, an id that is none, a file that is full of other uploads: each is refused by name', async () => {
    const site = await tipOffSite();
    expect(await wordOf(await begin(site, MAX_PHOTO_BYTES + 1))).toEqual([413, 'photo-too-large']);
    expect(await wordOf(await begin(site, 0))).toEqual([400, 'form-invalid']);
    for (let i = 0; i < 6; i += 1) expect((await begin(site, MAX_PHOTO_BYTES)).status).toBe(201);
    expect(await wordOf(await begin(site, MAX_PHOTO_BYTES))).toEqual([503, 'intake-busy']);
    for (const id of ['0'.repeat(32), '..%2f..%2fkeys', 'x'])
      expect((await site.app.request(`${PATH}/${id}`, { method: 'HEAD', headers: TUS })).status).toBe(404);
    for (const uploads of ['0'.repeat(32), '../keys/master.key', `${'0'.repeat(32)},x`]) {
      const form = tipOffForm({ fields: { receipt: newReceipt(), uploads } });
      expect(await wordOf(await postTipOff(site.app, form))).toEqual([404, 'upload-unknown']);
    }
    expect((await site.app.request(PATH, { method: 'POST', headers: { 'upload-length': '5' } })).status).toBe(
      412,
    );
  });

  test('nothing of it can be read on disk, and no word about the file is kept', async () => {
    const site = await tipOffSite();
    const photo = await tracedJpeg();
    await begin(site, 100, { 'upload-metadata': 'filename 5oiRX+W8oOS4iS5qcGc=' });
    await uploaded(site, photo);
    const names = await readdir(site.uploadFolder);
    expect(names).toHaveLength(4);
    for (const name of names) {
      const bytes = await readFile(join(site.uploadFolder, name));
      for (const secret of [...MARKERS, '张三', 'filename', 'JFIF', 'Exif', String(photo.length)])
        expect([name, secret, bytes.includes(secret)]).toEqual([name, secret, false]);
      expect(name).toMatch(/^[0-9a-f]{32}\.(key|part)$/);
    }
  });

  test('an original sealed in the browser is kept as it is; one that could be read is not', async () => {
    const receiptKey = Buffer.alloc(32, 7);
    const site = await tipOffSite(1000, receiptKey);
    const database = openDatabase(site.pool);
    const cases = createCaseStore({
      database,
      keys: createTipKeys(database, site.attachments, site.masterKey),
      receiptKey,
    });
    const recipient = await identityToRecipient(await generateX25519Identity());
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const sealed = await encrypter.encrypt(await tracedJpeg());
    const file = async (originals: string) => {
      const receipt = newReceipt();
      return {
        receipt,
        response: await postTipOff(site.app, tipOffForm({ fields: { receipt, originals } })),
      };
    };
    const id = await uploaded(site, sealed);
    expect(await wordOf((await file(id)).response)).toEqual([409, 'custodian-key-unknown']);
    await cases.addCustodianKey({ id: 'k1', recipient, createdBy: 'c', createdAt: NOW });
    const readable = await uploaded(site, await tracedJpeg());
    expect(await wordOf((await file(readable)).response)).toEqual([422, 'identity-invalid']);
    const again = await uploaded(site, sealed);
    const { receipt, response } = await file(again);
    expect(response.status).toBe(201);
    const found = await cases.findCaseByReceipt(receipt);
    const [item] = await cases.listSealed(found?.id ?? '');
    expect(Buffer.from(item?.bytes ?? []).equals(Buffer.from(sealed))).toBe(true);
    expect([item?.kind, found?.identity]).toEqual(['original', 'none']);
  });
});

describe('uploads that were never filed', () => {
  async function folder() {
    const path = await mkdtemp(join(tmpdir(), 'anlan-uploads-'));
    onTestFinished(() => rm(path, { recursive: true, force: true }));
    return { path, uploads: await openFolderUploads(path, Buffer.alloc(32, 1)) };
  }

  test('are gone after their time, with what a killed server left; younger ones stay', async () => {
    const { path, uploads } = await folder();
    const old = await uploads.create(10, addMs(NOW, -24 * HOUR_MS));
    const young = await uploads.create(10, NOW);
    const before = addMs(NOW, -23 * HOUR_MS);
    for (const name of [`${'a'.repeat(32)}.part`, `${'b'.repeat(32)}.spool`]) {
      await writeFile(join(path, name), 'noise');
      await utimes(
        join(path, name),
        new Date(addMs(NOW, -30 * HOUR_MS)),
        new Date(addMs(NOW, -30 * HOUR_MS)),
      );
    }
    expect(await uploads.countBytes()).toBe(25);
    expect(await uploads.deleteBefore(before)).toBe(3);
    expect([await uploads.find(old.id), await uploads.find(young.id)]).toEqual([null, young]);
    expect((await readdir(path)).every((name) => name.startsWith(young.id))).toBe(true);
  });

  test('belong to the first submission that names them, also when it is tried again', async () => {
    const { uploads } = await folder();
    const { id } = await uploads.create(1, NOW);
    expect(await Promise.all([uploads.claim(id, 'one'), uploads.claim(id, 'one')])).toEqual([true, true]);
    expect(await uploads.claim(id, 'two')).toBe(false);
    expect(await uploads.claim('0'.repeat(32), 'one')).toBe(false);
  });

  test('what was written in odd pieces is read back as it was', async () => {
    const { uploads } = await folder();
    const whole = Buffer.from(Array.from({ length: 100_003 }, (_, i) => (i * 31) & 255));
    const { id } = await uploads.create(whole.length, NOW);
    let at = 0;
    for (const size of [1, 15, 16, 17, 4095, 65_537, 100_003]) {
      const part = whole.subarray(at, Math.min(whole.length, at + size));
      at = await uploads.append(id, at, (async function* () { yield await Promise.resolve(part); })()); // prettier-ignore
    }
    expect(at).toBe(whole.length);
    expect(Buffer.from((await uploads.read(id)) ?? []).equals(whole)).toBe(true);
    const spooled = await uploads.spool((async function* () { yield await Promise.resolve(whole); })(), 1_000_000); // prettier-ignore
    expect(Buffer.from((await spooled?.read()) ?? []).equals(whole)).toBe(true);
  });
});
