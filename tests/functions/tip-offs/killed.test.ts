import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openFolderAttachments } from '../../../functions/store/attachments.ts';
import { createCaseStore } from '../../../functions/store/case-queries.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createTipKeys } from '../../../functions/store/tip-keys.ts';
import { createTipOffStore } from '../../../functions/store/tip-off-store.ts';
import { openFolderUploads } from '../../../functions/store/upload-folder.ts';
import { purgeOrphans } from '../../../functions/use-cases/purge-orphans.ts';
import { isBareJpeg } from '../../../src/domain/tip-off-photo.ts';
import { freshStore } from '../../support/database.ts';
import { plainJpeg } from '../http/photo-fixtures.ts';
import { newReceipt, tipOffForm } from '../tip-off-fixture.ts';

vi.setConfig({ testTimeout: 90_000 });

/** The keys the program keeps its things with. */
const masterKey = Buffer.alloc(32, 1);
const receiptKey = Buffer.alloc(32, 2);

async function start(connectionString: string, folder: string) {
  const program = join(import.meta.dirname, '../../support/intake-server.ts');
  const child = spawn(process.execPath, [program, connectionString, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const line of createInterface(child.stdout)) {
    const port = /^listening (\d+)$/.exec(line)?.[1];
    if (port !== undefined) return { url: `http://127.0.0.1:${port}`, kill: () => child.kill('SIGKILL') };
  }
  throw new Error('it ended before it listened');
}

/** Photos by upload, or with the form. */
async function send(
  url: string,
  receipt: string,
  photos: readonly Buffer[],
  how: 'upload' | 'form',
): Promise<number> {
  const ids: string[] = [];
  for (const photo of how === 'upload' ? photos : []) {
    const tus = { 'tus-resumable': '1.0.0' };
    const begun = await fetch(`${url}/api/tip-offs/uploads`, {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(photo.length) },
    });
    const place = begun.headers.get('location') ?? '';
    const headers = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    await fetch(`${url}${place}`, { method: 'PATCH', headers, body: Uint8Array.from(photo) });
    ids.push(place.split('/').at(-1) ?? '');
  }
  const fields = { receipt, uploads: ids.join(','), respondent: '某某厂' };
  const form = tipOffForm({ fields, photos: how === 'form' ? photos : [] });
  return (await fetch(`${url}/api/tip-offs`, { method: 'POST', body: form })).status;
}

test('a server killed in the middle of a hundred submissions keeps every acknowledged one whole, and leaves nothing else', async () => {
  const { pool, connectionString } = await freshStore();
  const folder = await mkdtemp(join(tmpdir(), 'anlan-killed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const photos = [await plainJpeg(640, 400), await plainJpeg(300, 500)];
  const { url, kill } = await start(connectionString, folder);
  const acknowledged: string[] = [];
  const sent: string[] = [];
  const one = async (index: number): Promise<void> => {
    const receipt = newReceipt();
    sent.push(receipt);
    const status = await send(url, receipt, photos, index % 2 === 0 ? 'upload' : 'form').catch(() => 0);
    if (status === 201) acknowledged.push(receipt);
    // In the middle, with others half way through.
    if (acknowledged.length === 30) kill();
  };
  await Promise.all(Array.from({ length: 100 }, (_, index) => one(index)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(30);
  expect(acknowledged.length).toBeLessThan(100);

  const database = openDatabase(pool);
  const attachments = await openFolderAttachments(join(folder, 'attachments'));
  const uploads = await openFolderUploads(join(folder, 'uploads'), masterKey);
  const tipOffs = createTipOffStore({ database, attachments, masterKey, receiptKey });
  const cases = createCaseStore({
    database,
    keys: createTipKeys(database, attachments, masterKey),
    receiptKey,
  });
  const whole = async (receipt: string): Promise<boolean> => {
    const file = await cases.findCaseByReceipt(receipt);
    if (file === null) return false;
    const content = await cases.readContent(file.id);
    expect([content?.words.respondent, content?.photos.length]).toEqual(['某某厂', 2]);
    for (const position of [0, 1])
      expect(isBareJpeg((await cases.readPhoto(file.id, position)) ?? new Uint8Array())).toBe(true);
    return true;
  };
  for (const receipt of acknowledged) expect(await whole(receipt)).toBe(true);
  // One whose answer was lost on the way is whole or not there at all.
  for (const receipt of sent) await whole(receipt);

  // A day later the clean-up has run.
  const names = async (at: string): Promise<string[]> =>
    (await readdir(at, { recursive: true, withFileTypes: true }))
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name));
  const old = new Date(Date.now() - 86_400_000);
  for (const name of [
    ...(await names(join(folder, 'attachments'))),
    ...(await names(join(folder, 'uploads'))),
  ])
    await utimes(name, old, old);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  expect((await purgeOrphans({ tipOffs, attachments }, tomorrow)).outcome).toBe('purged');
  await uploads.deleteBefore(tomorrow);
  expect(await names(join(folder, 'uploads'))).toEqual([]);
  const { rows } = await pool.query<{ file: string }>(
    'select key_file as file from tip_off union select file from tip_off_photo',
  );
  const used = rows.map(({ file }) => join(folder, 'attachments', file));
  expect((await names(join(folder, 'attachments'))).toSorted()).toEqual(used.toSorted());
});
