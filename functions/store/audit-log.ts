import { createHash } from 'node:crypto';
import { toInstant } from '../../src/domain/instant.ts';
import type { AuditEntry, AuditLog, StoredAuditEntry } from './audit-contract.ts';
import { auditEntry } from './audit-schema.ts';
import type { Database } from './database.ts';
import { asc, desc, gt, lt, sql } from './drizzle.ts';

/** What runs statements: the database, or a transaction whose change the entry tells of. */
export type AuditWriter = Pick<Database, 'select' | 'insert' | 'execute'>;

/** "audit" as bytes; nothing else in the database locks it. */
const APPEND_LOCK = 0x6175646974;
const VERIFY_BATCH = 1000;
/** What the first line follows. */
const BEGINNING = '';

type Row = typeof auditEntry.$inferSelect;

/** The log of one database. `append` is a transaction of its own; a change and its line together take `appendAudit`. */
export function createAuditLog(database: Database): AuditLog {
  return {
    append: (entry) => database.transaction((tx) => appendAudit(tx, entry)),

    async list(limit, before) {
      const rows = await database
        .select()
        .from(auditEntry)
        .where(before === null ? undefined : lt(auditEntry.sequence, before))
        .orderBy(desc(auditEntry.sequence))
        .limit(limit);
      return rows.map(stored);
    },

    async verify() {
      let last = { sequence: 0, hash: BEGINNING };
      for (;;) {
        const rows = await database
          .select()
          .from(auditEntry)
          .where(gt(auditEntry.sequence, last.sequence))
          .orderBy(asc(auditEntry.sequence))
          .limit(VERIFY_BATCH);
        if (rows.length === 0) return null;
        for (const row of rows) {
          // A missing line is named by its own number, a changed one by its own.
          if (row.sequence !== last.sequence + 1) return last.sequence + 1;
          if (row.hash !== hashOf(last.hash, row.sequence, stored(row))) return row.sequence;
          last = row;
        }
      }
    },
  };
}

/** Adds one line inside the caller's transaction: the change and its line are there together or not at all. */
export async function appendAudit(tx: AuditWriter, entry: AuditEntry): Promise<void> {
  // Held to the transaction's end: two writers never follow the same line, and no number is left out.
  await tx.execute(sql`select pg_advisory_xact_lock(${APPEND_LOCK})`);
  const [last] = await tx
    .select({ sequence: auditEntry.sequence, hash: auditEntry.hash })
    .from(auditEntry)
    .orderBy(desc(auditEntry.sequence))
    .limit(1);
  const sequence = (last?.sequence ?? 0) + 1;
  const hash = hashOf(last?.hash ?? BEGINNING, sequence, entry);
  await tx.insert(auditEntry).values({ ...entry, at: new Date(entry.at), sequence, hash });
}

function hashOf(previous: string, sequence: number, entry: AuditEntry): string {
  const { actor, action, subject, from, to, reason } = entry;
  const at = toInstant(Date.parse(entry.at));
  const line = JSON.stringify([previous, sequence, at, actor, action, subject, from, to, reason]);
  return createHash('sha256').update(line).digest('hex');
}

function stored({ at, ...row }: Row): StoredAuditEntry {
  return { ...row, at: toInstant(at) };
}
