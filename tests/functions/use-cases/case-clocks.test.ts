import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSnapshot } from '../../../functions/store/snapshot.ts';
import { unseal } from '../../../functions/store/tip-off-cipher.ts';
import { purgeCases } from '../../../functions/use-cases/purge-cases.ts';
import { runCaseClocks } from '../../../functions/use-cases/run-case-clocks.ts';
import { approver, at, handler, intake, member, openOffice, planted, START } from '../case-clock-office.ts';
import { filesOnDisk } from '../../support/files-on-disk.ts';

/** The whole cluster is read, which other test files fill meanwhile. */
vi.setConfig({ testTimeout: 60_000 });

let office: Awaited<ReturnType<typeof openOffice>>;
beforeEach(async () => {
  office = await openOffice();
});

describe('the clocks of cases', () => {
  test('a reward nobody claimed lapses after its last second, once, however many servers look', async () => {
    const { deps, cases, set, act } = office;
    const { id } = await office.file();
    await office.toNotified(id);
    await act(id, { do: 'notify' }, approver);
    set(at('2026-05-01T23:59:59'));
    // Closing was long ago: it is counted now, and 回访 is asked; the reward stands.
    expect(await runCaseClocks(deps)).toBe(1);
    expect(await cases.findCase(id)).toMatchObject({ reward: 'notified', publication: 'counted' });
    expect(await deps.followUps.findFollowUp(id)).toMatchObject({ dueAt: at('2026-05-01T23:59:59') });
    set(at('2026-05-02T00:00:01'));
    const moved = await Promise.all([runCaseClocks(deps), runCaseClocks(deps), runCaseClocks(deps)]);
    expect(moved.reduce((sum, n) => sum + n)).toBe(1);
    expect(await cases.findCase(id)).toMatchObject({
      reward: 'lapsed',
      rewardEndedAt: at('2026-05-02T00:00:01'),
    });
    expect(await cases.listBalances()).toEqual({ budget: 0, committed: 0, paid: 0 });
    const told = await office.site.pool.query<{ event: string }>(
      'select event from tip_off_event where tip_off_id = $1 order by sequence desc limit 1',
      [id],
    );
    expect(told.rows[0]?.event).toBe('lapsed');
    const lines = await deps.audit.list(2, null);
    expect(lines.map(({ actor, action }) => [actor, action])).toEqual([['system', 'case-lapse'], ['system', 'case-count']]); // prettier-ignore
  });

  test('a granted access to an identity ends at its time, and what was sealed for it is forgotten', async () => {
    const { deps, cases, set, act, dropped } = office;
    const { id } = await office.file();
    await cases.addSealed(id, { kind: 'claim', keyId: 'k', bytes: Buffer.from('x') }, START);
    await office.toNotified(id);
    await act(id, { do: 'notify' }, approver);
    await act(id, { do: 'claim' }, 'reporter');
    await act(id, { do: 'ask-identity', reason: '核对账户' }, handler);
    await act(id, { do: 'grant-identity', until: at('2026-03-02T12:00:00') }, member('keeper', 'custodian'));
    set(at('2026-03-02T11:59:59'));
    await runCaseClocks(deps);
    expect((await cases.findCase(id))?.identity).toBe('access-granted');
    set(at('2026-03-02T12:00:00'));
    await runCaseClocks(deps);
    expect(await cases.findCase(id)).toMatchObject({ identity: 'sealed', access: null });
    expect(dropped).toEqual([id]);
  });

  test('the system announces a reward only where its rule says so', async () => {
    const { deps, cases } = office;
    const { id } = await office.file();
    await office.toNotified(id);
    await runCaseClocks(deps);
    expect((await cases.findCase(id))?.reward).toBe('approved');
    await runCaseClocks({ ...deps, notifiedBySystem: ['national-2018'] });
    expect((await cases.findCase(id))?.reward).toBe('notified');
  });
});

/** Which of these lie readable anywhere under the folders. */
async function foldersHold(
  folders: readonly string[],
  needles: readonly (string | Uint8Array)[],
): Promise<number[]> {
  const found = new Set<number>();
  for (const folder of folders)
    for await (const { bytes } of filesOnDisk(folder))
      needles.forEach((needle, i) => bytes.includes(needle as Buffer) && found.add(i));
  return [...found].sort();
}

describe('the purge of cases', () => {
  test('destroys the key, the files and every row about the tip-off, and nothing on disk opens any more', async () => {
    const { deps, cases, set, act, site } = office;
    const { id, receipt } = await office.file();
    const other = await office.file();
    await office.toNotified(id);
    await cases.addSealed(id, { kind: 'identity', keyId: 'k', bytes: Buffer.from(planted.identity) }, START);
    await cases.setPersonTag(id, 'person-tag-marker');
    await act(id, { do: 'notify' }, approver);
    await act(id, { do: 'claim' }, 'reporter');
    await act(id, { do: 'pay' }, approver);
    const { rows } = await site.pool.query<{ key_file: string }>(
      'select key_file from tip_off where id = $1',
      [id],
    );
    const row = rows[0];
    const wrapped = await site.attachments.read(row?.key_file ?? '');
    if (row === undefined || wrapped === null) throw new Error('no key');
    const key = unseal(site.masterKey, wrapped, `${id}:key`);
    const cluster = (await site.pool.query<{ data_directory: string }>('show data_directory')).rows[0];
    const backup = await mkdtemp(join(tmpdir(), 'anlan-backup-'));
    onTestFinished(() => rm(backup, { recursive: true, force: true }));
    const folders = { keys: backup, attachments: site.folder };
    const snapshot = join(backup, 'before.anlan');
    await createSnapshot({ pool: site.pool, folders, queues: [] }, snapshot, 'long passphrase of it', 10);

    set(at('2026-05-31T23:59:59'));
    expect(await purgeCases(deps)).toEqual({ purged: 0, erased: 0 });
    set(at('2026-06-01T00:00:01'));
    expect(await purgeCases(deps)).toEqual({ purged: 1, erased: 0 });
    expect(await purgeCases(deps)).toEqual({ purged: 0, erased: 0 });

    expect(await cases.readContent(id)).toBeNull();
    expect(await cases.findCaseByReceipt(receipt)).toBeNull();
    expect(await cases.findCase(id)).toMatchObject({ identity: 'purged', reward: 'paid' });
    expect((await cases.listBalances()).paid).toBe(300_000);
    for (const table of ['case_note', 'sealed_item', 'tip_off_photo', 'tip_off_event', 'follow_up'])
      expect((await site.pool.query(`select 1 from ${table} where tip_off_id = $1`, [id])).rowCount, table).toBe(0); // prettier-ignore
    // The other one, which is still handled, is untouched.
    expect(await cases.readContent(other.id)).toMatchObject({ words: { text: planted.text } });

    await site.pool.query('create table canary as select $1::text as word', ['金丝雀标记']);
    await site.pool.query('checkpoint');
    const gone = [...Object.values(planted), receipt, key, wrapped];
    const needles = [...gone, '金丝雀标记'];
    const hits = await foldersHold([cluster?.data_directory ?? '', site.folder], needles);
    // Only the canary, which proves that the search would have found the others.
    expect(hits.map((hit) => needles[hit])).toEqual(['金丝雀标记']);
    // A backup from before holds all of it, but only for who has its passphrase.
    expect(await foldersHold([backup], gone)).toEqual([]);
  });

  test('waits for the reporter’s last word, for a hold, and while the case is open', async () => {
    const { deps, cases, set, act } = office;
    const kept = await office.file();
    const held = await office.file();
    const open = await office.file();
    for (const { id } of [kept, held]) await act(id, { do: 'decline', reason: 'other' }, intake);
    await act(open.id, { do: 'accept', involvesDeath: false }, intake);
    await act(held.id, { do: 'hold', isOn: true, reason: '行政复议' }, approver);
    set(at('2026-05-30T10:00:00'));
    await act(kept.id, { do: 'answer' }, 'reporter', '又看见了');
    set(at('2026-06-02T00:00:01'));
    expect(await purgeCases(deps)).toEqual({ purged: 0, erased: 0 });
    set(at('2026-08-29T00:00:01'));
    expect(await purgeCases(deps)).toEqual({ purged: 1, erased: 0 });
    expect(await cases.readContent(kept.id)).toBeNull();
    expect(await cases.readContent(held.id)).not.toBeNull();
    expect(await cases.readContent(open.id)).not.toBeNull();
  });

  test('that was cut off after marking is finished by the next one; after five years not even the number is left', async () => {
    const { deps, cases, set, act, site } = office;
    const { id } = await office.file();
    await act(id, { do: 'decline', reason: 'other' }, intake);
    set(at('2026-06-02T00:00:01'));
    await act(id, { do: 'purge' }, 'system');
    expect(await cases.readContent(id)).not.toBeNull();
    await purgeCases(deps);
    expect(await cases.readContent(id)).toBeNull();
    expect(await readdir(site.folder, { recursive: true }).then((all) => all.filter((name) => name.includes('/')))).toEqual([]); // prettier-ignore
    set(at('2031-03-01T00:00:00'));
    expect((await purgeCases(deps)).erased).toBe(0);
    set(at('2031-03-04T00:00:00'));
    expect((await purgeCases(deps)).erased).toBe(1);
    expect(await cases.findCase(id)).toBeNull();
  });
});
