import { integer, pgTable, primaryKey, text, timestamp } from './drizzle.ts';

/** When the first of our servers had dropped its old pages and showed a revision. Kept with the archive. */
export const opennessShown = pgTable(
  'openness_shown',
  {
    alertId: text('alert_id').notNull(),
    revision: integer('revision').notNull(),
    shownAt: timestamp('shown_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.alertId, t.revision] })],
);
