import type { AlertPart } from '../../src/domain/alert.ts';
import type { DrillRecord } from '../../src/domain/drill.ts';
import { boolean, check, index, integer, jsonb, pgTable, sql, text, timestamp } from './drizzle.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** 演练. A table of its own: no row of it can stand among the alerts, and none of theirs here. */
export const drill = pgTable(
  'drill',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    startAt: instant('start_at'),
    endAt: instant('end_at'),
    isDemonstration: boolean('is_demonstration').notNull(),
    content: jsonb('content').$type<DrillRecord & { parts: readonly AlertPart[] }>().notNull(),
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
