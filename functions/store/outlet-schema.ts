import { boolean, check, integer, pgTable, primaryKey, sql, text, timestamp } from './drizzle.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** An institution that takes bulletins. Where and with which secret is sealed; `address` is what people may see of it. */
export const outlet = pgTable(
  'outlet',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    address: text('address').notNull(),
    /** JSON of its settings, sealed with a key derived from the master key. */
    sealedSettings: text('sealed_settings').notNull(),
    isInternal: boolean('is_internal').notNull(),
    state: text('state').notNull().default('active'),
    adcodes: text('adcodes').array().notNull(),
    lowestLevel: text('lowest_level').notNull(),
    acceptsDrills: boolean('accepts_drills').notNull(),
    acceptsNotices: boolean('accepts_notices').notNull().default(false),
    mouths: text('mouths').array().notNull(),
    languages: text('languages').array().notNull(),
    createdAt: instant('created_at').notNull(),
    lastDeliveredAt: instant('last_delivered_at'),
    lastFailedAt: instant('last_failed_at'),
    lastTrouble: text('last_trouble'),
  },
  (t) => [
    check('outlet_kind', sql`${t.kind} in ('webhook', 'mail', 'file-drop', 'blackhole')`),
    check('outlet_state', sql`${t.state} in ('active', 'paused')`),
    check('outlet_level', sql`${t.lowestLevel} in ('red', 'orange', 'yellow', 'blue')`),
  ],
);

/** What the delivery ledger does not say of one bulletin owed to one outlet. The state itself stands there. */
export const outletDebt = pgTable(
  'outlet_debt',
  {
    topic: text('topic').notNull(),
    revision: integer('revision').notNull(),
    outletId: text('outlet_id')
      .notNull()
      .references(() => outlet.id, { onDelete: 'cascade' }),
    /** After it nothing is tried any more. */
    until: instant('until').notNull(),
    /** Of several recipients, those who have it. */
    done: text('done').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.topic, t.revision, t.outletId] })],
);
