import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { backUp, restoreBackup } from '../../../functions/hosts/backup.ts';
import { openPersistence } from '../../../functions/hosts/persistence.ts';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createStaffAccounts } from '../../../functions/store/staff-accounts.ts';
import type { AuditEntry } from '../../../functions/store/audit-contract.ts';
import { staffMember } from '../../support/staff.ts';
import { createDatabase } from '../../support/database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Starts two whole databases, beside other test files on a small machine. */
vi.setConfig({ testTimeout: 120_000 });

async function opened() {
  const database = await createDatabase('empty');
  onTestFinished(database.close);
  const options = {
    dataFolder: join(await temporaryFolder(), 'data'),
    databaseUrl: database.connectionString,
  };
  const open = async () => {
    const persistence = await openPersistence({ ...options, isDemonstration: false, report: console.error });
    const rooms = openDatabase(persistence.pool);
    return { persistence, audit: createAuditLog(rooms), accounts: createStaffAccounts(rooms) };
  };
  return { ...options, open };
}

const line = (subject: string): AuditEntry => ({
  at: '2026-07-01T08:00:00.007Z',
  actor: 'operator',
  action: 'staff-added',
  subject,
  from: null,
  to: '张三 "\\\n😀',
  reason: null,
});

test('a restored audit log is whole, takes the next line, and still refuses a change', async () => {
  const from = await opened();
  const living = await from.open();
  const setUp = { code: 'CODE', expiresAt: '2026-07-02T08:00:00.000Z' };
  await living.accounts.addAccount(staffMember(), setUp, line('staff-zhang'));
  for (let count = 0; count < 3; count += 1) await living.audit.append(line(`s${count}`));
  const secret = {
    file: join(await temporaryFolder(), 'b.age'),
    passphrase: '测试口令 correct horse',
    workFactor: 10,
  };
  await backUp({ ...from, ...secret });
  await living.persistence.close();

  const to = await opened();
  await restoreBackup({ ...to, ...secret });
  const restored = await to.open();
  try {
    expect(restored.persistence.keys.staffKey).toEqual(living.persistence.keys.staffKey);
    expect((await restored.accounts.listAccounts())[0]).toMatchObject({ ...staffMember(), state: 'invited' });
    expect(await restored.audit.verify()).toBeNull();
    await restored.audit.append(line('after'));
    expect((await restored.audit.list(1, null))[0]).toMatchObject({ sequence: 5, subject: 'after' });
    expect(await restored.audit.verify()).toBeNull();
    await expect(restored.persistence.pool.query('delete from audit_entry')).rejects.toMatchObject({
      code: 'AN002',
    });
  } finally {
    await restored.persistence.close();
  }
});
