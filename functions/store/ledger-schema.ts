import { check, index, integer, pgTable, primaryKey, sql, text, timestamp } from './drizzle.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** What each column means is said in ledger-contract.ts. Names nobody and outlives subscriptions. */
export const deliveryLedger = pgTable(
  'delivery_ledger',
  {
    topic: text('topic').notNull(),
    revision: integer('revision').notNull(),
    channel: text('channel').notNull(),
    batch: text('batch').notNull(),
    state: text('state').notNull().default('waiting'),
    tries: integer('tries').notNull().default(0),
    sent: integer('sent').notNull().default(0),
    accepted: integer('accepted').notNull().default(0),
    gone: integer('gone').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    later: integer('later').notNull().default(0),
    plannedAt: instant('planned_at').notNull(),
    firstAt: instant('first_at'),
    lastAt: instant('last_at'),
    nextAt: instant('next_at'),
    problem: text('problem'),
  },
  (t) => [
    primaryKey({ columns: [t.topic, t.revision, t.channel, t.batch] }),
    index('delivery_ledger_planned_at').on(t.plannedAt),
    // Few rows are open at any time; the staff page and `doctor` look at them often.
    index('delivery_ledger_open')
      .on(t.plannedAt)
      .where(sql`${t.state} in ('waiting', 'sending')`),
    check(
      'delivery_ledger_state',
      sql`${t.state} in ('waiting', 'sending', 'settled', 'superseded', 'ended', 'failed')`,
    ),
    check('delivery_ledger_next', sql`${t.nextAt} is null or ${t.state} = 'waiting'`),
  ],
);
