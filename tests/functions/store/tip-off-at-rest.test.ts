import { Readable } from 'node:stream';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isBareJpeg } from '../../../src/domain/tip-off-photo.ts';
import { purgeOrphans } from '../../../functions/use-cases/purge-orphans.ts';
import { unseal } from '../../../functions/store/tip-off-cipher.ts';
import { newReceipt, NOW, postTipOff, tipOffForm, tipOffSite, type TipOffSite } from '../tip-off-fixture.ts';
import { MARKERS, tracedJpeg } from '../http/photo-fixtures.ts';
import { filesOnDisk } from '../../support/files-on-disk.ts';

const planted = { text: '正文标记甲乙丙13900000000', place: '地点标记丁戊己', respondent: '单位标记庚辛壬' };
/** Who reported, and what they claim with: not even with the tip's own key. */
const sealedAway = { contact: '联系标记王某13700000000', claimSecret: '739182645' };
const traced = await tracedJpeg();
const position = { lat: '46.212345', lng: '82.998765', datum: 'gcj02' };

async function filed(site: TipOffSite): Promise<string> {
  const receipt = newReceipt();
  const form = tipOffForm({
    fields: { receipt, ...planted, ...position, seenAt: '2026-06-30T07:41' },
    photos: [await tracedJpeg()],
  });
  const response = await postTipOff(site.app, form, { 'idempotency-key': 'retry-key-marker' });
  expect(response.status).toBe(201);
  return receipt;
}

describe('a tip-off at rest', () => {
  test('no planted word, trace, receipt or file name lies readable in any table, log, WAL file or attachment', async () => {
    const site = await tipOffSite();
    const receipt = await filed(site);
    const recipient = await identityToRecipient(await generateX25519Identity());
    await site.pool.query(
      `insert into custodian_key (id, recipient, created_by, created_at) values ('k1', $1, 'c', now())`,
      [recipient],
    );
    const sealed = tipOffForm({
      fields: { receipt: newReceipt(), ...sealedAway },
      photos: [await tracedJpeg()],
    });
    expect((await postTipOff(site.app, sealed)).status).toBe(201);
    const { id } = await site.uploads.create(traced.length, NOW);
    await site.uploads.append(id, 0, Readable.from([traced]));
    await site.pool.query('create table canary as select $1::text as word', ['金丝雀标记']);
    await site.pool.query('checkpoint');
    const cluster = (await site.pool.query<{ data_directory: string }>('show data_directory')).rows[0];
    const secrets = [
      ...Object.values(planted),
      position.lat,
      position.lng,
      ...Object.values(sealedAway),
      ...MARKERS,
      receipt,
      receipt.replaceAll('-', ''),
      '文件名标记甲',
      'retry-key-marker',
      'Exif\0',
    ];
    const found = new Set<string>();
    for (const folder of [cluster?.data_directory ?? '', site.folder, site.uploadFolder])
      for await (const { path, bytes } of filesOnDisk(folder)) {
        if (bytes.includes('金丝雀标记')) found.add('canary');
        for (const secret of secrets) if (bytes.includes(secret)) found.add(`${secret} in ${path}`);
      }
    // The canary proves that a readable word would have been found.
    expect([...found]).toEqual(['canary']);
  });

  test('with the keys the words and the bare photo come back whole', async () => {
    const site = await tipOffSite();
    await filed(site);
    const { rows } = await site.pool.query<{
      id: string;
      key_file: string;
      sealed_words: Buffer;
      file: string;
    }>(
      'select t.id, t.key_file, t.sealed_words, p.file from tip_off t join tip_off_photo p on p.tip_off_id = t.id',
    );
    const row = rows[0];
    if (row === undefined) throw new Error('no row');
    const key = unseal(
      site.masterKey,
      (await site.attachments.read(row.key_file)) ?? new Uint8Array(),
      `${row.id}:key`,
    );
    const words: unknown = JSON.parse(
      Buffer.from(unseal(key, row.sealed_words, `${row.id}:words`)).toString(),
    );
    expect(words).toEqual({
      ...planted,
      seenAt: '2026-06-29T23:41:00.000Z',
      position: { lat: 46.212345, lng: 82.998765, datum: 'gcj02' },
      isInsider: false,
      anonymity: 'anonymous',
    });
    const photo = unseal(
      key,
      (await site.attachments.read(row.file)) ?? new Uint8Array(),
      `${row.id}:photo:0`,
    );
    expect(isBareJpeg(photo)).toBe(true);
    for (const marker of MARKERS) expect(Buffer.from(photo).includes(marker)).toBe(false);
    const moved = Uint8Array.from(row.sealed_words);
    expect(() => unseal(key, moved, 'another-tip:words')).toThrow();
    moved[20] = (moved[20] ?? 0) ^ 1;
    expect(() => unseal(key, moved, `${row.id}:words`)).toThrow();
  });

  test('a tip whose key file is destroyed is not taken for a retry of anything', async () => {
    const site = await tipOffSite();
    const receipt = await filed(site);
    const { rows } = await site.pool.query<{ key_file: string }>('select key_file from tip_off');
    await site.attachments.delete(rows[0]?.key_file ?? '');
    const again = await postTipOff(site.app, tipOffForm({ fields: { receipt, ...planted } }));
    expect(again.status).toBe(409);
  });
});

describe('orphan files', () => {
  const old = new Date('2026-06-30T00:00:00Z');
  const put = async (site: TipOffSite, name: string, at = old) => {
    await site.attachments.put(name, new Uint8Array(10));
    await utimes(join(site.folder, name), at, at);
  };
  const names = async (site: TipOffSite): Promise<string[]> => {
    const all: string[] = [];
    for await (const { name } of site.attachments.list()) all.push(name);
    return all.sort();
  };

  test('files of a submission that was cut off are deleted, those in use and young ones stay', async () => {
    const site = await tipOffSite();
    await filed(site);
    const inUse = await names(site);
    for (const name of inUse) await utimes(join(site.folder, name), old, old);
    await put(site, 'keys/aa');
    await put(site, 'photos/bb');
    await put(site, 'photos/cc', new Date(NOW));
    expect(await purgeOrphans(site, NOW)).toEqual({ outcome: 'purged', files: 2 });
    expect(await names(site)).toEqual([...inUse, 'photos/cc'].sort());
    expect(await purgeOrphans(site, NOW)).toEqual({ outcome: 'purged', files: 0 });
  });

  test('when nearly every file seems to be an orphan nothing is deleted: it is the wrong database', async () => {
    const site = await tipOffSite();
    for (let i = 0; i < 201; i += 1) await put(site, `keys/${i}`);
    expect(await purgeOrphans(site, NOW)).toEqual({ outcome: 'refused', orphans: 201, inUse: 0 });
    expect(await names(site)).toHaveLength(201);
  });
});
