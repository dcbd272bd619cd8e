import type { DrillRecord } from '../../src/domain/drill.ts';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  timestamp,
} from './drizzle.ts';
import { subscription } from './schema.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** 演练. Tables of their own: no row of these can stand among the alerts, and none of theirs here. */
export const drill = pgTable(
  'drill',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    startAt: instant('start_at'),
    endAt: instant('end_at'),
    isDemonstration: boolean('is_demonstration').notNull(),
    content: jsonb('content').$type<DrillRecord>().notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('drill_end_at').on(t.endAt),
    check('drill_id', sql`${t.id} ~ '^drill-[0-9a-z]+$'`),
    check('drill_kind', sql`coalesce(${t.content} -> 'form' ->> 'kind', '') = 'drill'`),
    check('drill_state', sql`${t.state} in ('editing', 'scheduled', 'running', 'ended', 'cancelled')`),
    check('drill_ends', sql`${t.state} = 'editing' or ${t.endAt} is not null`),
  ],
);

/** Which devices were told of a drill: those, and only those, are told of its end. Goes with the subscription. */
export const drillDelivery = pgTable(
  'drill_delivery',
  {
    drillId: text('drill_id')
      .notNull()
      .references(() => drill.id, { onDelete: 'cascade' }),
    subscriptionId: text('subscription_id')
      .notNull()
      .references(() => subscription.id, { onDelete: 'cascade' }),
    phase: text('phase').notNull(),
    outcome: text('outcome').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.drillId, t.phase, t.subscriptionId] }),
    index('drill_delivery_subscription').on(t.subscriptionId),
    check('drill_delivery_phase', sql`${t.phase} in ('start', 'end')`),
    check('drill_delivery_outcome', sql`${t.outcome} in ('delivered', 'later', 'refused')`),
  ],
);
