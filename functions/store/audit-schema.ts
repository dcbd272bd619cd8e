import { bigint, check, index, pgTable, sql, text, timestamp } from './drizzle.ts';

/** The audit log. Triggers of its migration refuse every UPDATE, DELETE and TRUNCATE; a snapshot's rows go in as they were. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    /** 1, 2, 3 … given under a lock, so without gaps. */
    sequence: bigint('sequence', { mode: 'number' }).primaryKey(),
    at: timestamp('at', { withTimezone: true, precision: 3, mode: 'date' }).notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    from: text('from_value'),
    to: text('to_value'),
    reason: text('reason'),
    hash: text('hash').notNull(),
  },
  (t) => [
    index('audit_entry_subject').on(t.subject),
    check('audit_entry_positive', sql`${t.sequence} > 0`),
    check('audit_entry_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
  ],
);
