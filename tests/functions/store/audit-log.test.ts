import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../functions/store/audit-contract.ts';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { sqlState } from '../../../functions/store/database-errors.ts';
import { freshStore, type FreshStore } from '../../support/database.ts';

const entry = (subject: string, reason: string | null = null): AuditEntry => ({
  at: '2026-07-01T08:00:00.123Z',
  actor: 'operator',
  action: 'staff-added',
  subject,
  from: null,
  to: '值班员',
  reason,
});

async function filledLog(lines = 3) {
  const fresh = await freshStore();
  const log = createAuditLog(openDatabase(fresh.pool));
  for (let line = 1; line <= lines; line += 1) await log.append(entry(`a${line}`));
  return { ...fresh, log };
}

/** What a person with the database's own password could do; the program cannot. */
async function tamper({ pool }: Pick<FreshStore, 'pool'>, statement: string): Promise<void> {
  await pool.query('alter table audit_entry disable trigger user');
  await pool.query(statement);
  await pool.query('alter table audit_entry enable trigger user');
}

describe('the audit log', () => {
  test('lines are numbered without gaps and read newest first', async () => {
    const { log } = await filledLog();
    const all = await log.list(10, null);
    expect(all.map(({ sequence }) => sequence)).toEqual([3, 2, 1]);
    expect(all[2]).toMatchObject(entry('a1'));
    expect((await log.list(1, 3)).map(({ subject }) => subject)).toEqual(['a2']);
    expect(await log.verify()).toBeNull();
  });

  test('twenty writers at once follow each other', async () => {
    const { log } = await filledLog(0);
    await Promise.all(Array.from({ length: 20 }, (_, index) => log.append(entry(`b${index}`))));
    expect((await log.list(50, null)).map(({ sequence }) => sequence).at(0)).toBe(20);
    expect(await log.verify()).toBeNull();
  });

  test.each(['update audit_entry set reason = $$x$$', 'delete from audit_entry', 'truncate audit_entry'])(
    'the database refuses: %s',
    async (statement) => {
      const { pool, log } = await filledLog();
      const state = await pool.query(statement).then(() => null, sqlState);
      expect(state).toBe('AN002');
      expect(await log.list(10, null)).toHaveLength(3);
    },
  );

  test.each([
    ['a changed word', `update audit_entry set to_value = '管理员' where sequence = 2`, 2],
    ['a changed time', `update audit_entry set at = at + interval '1 ms' where sequence = 2`, 2],
    ['a field moved into the next', `update audit_entry set to_value = null, reason = to_value where sequence = 1`, 1],
    ['a line taken out', 'delete from audit_entry where sequence = 2', 2],
    ['the first line taken out', 'delete from audit_entry where sequence = 1', 1],
    ['two lines exchanged', 'update audit_entry set subject = case sequence when 1 then $$a2$$ else $$a1$$ end where sequence < 3', 1],
  ])('%s is found at its number', async (_, statement, sequence) => {
    const { log, ...fresh } = await filledLog();
    await tamper(fresh, statement);
    expect(await log.verify()).toBe(sequence);
  }); // prettier-ignore
});
