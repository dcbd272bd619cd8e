import { customType, pgTable, text, timestamp } from './drizzle.ts';
import { subscription } from './schema.ts';

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
});

/**
 * A sender key made in quiet times for the next message to one device, sealed; handed out once and deleted in the same
 * statement. The table is UNLOGGED (a migration says so, Drizzle cannot): after a crash PostgreSQL empties it, so that
 * no deletion can be forgotten and no key used twice; and no secret reaches the write-ahead log, a replica or a backup.
 */
export const armedKey = pgTable('armed_key', {
  subscriptionId: text('subscription_id')
    .primaryKey()
    .references(() => subscription.id, { onDelete: 'cascade' }),
  sealed: bytes('sealed').notNull(),
  armedAt: timestamp('armed_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull(),
});
