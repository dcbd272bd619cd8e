import { check, index, integer, jsonb, pgTable, primaryKey, sql, text, timestamp } from './drizzle.ts';
import type { Wish } from '../../src/domain/subscription.ts';
import { subscription } from './schema.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** How many said so, per revision, place (at most a township) and kind. Names nobody, so it may be kept and published. */
export const acknowledgementCount = pgTable(
  'acknowledgement_count',
  {
    alertId: text('alert_id').notNull(),
    revision: integer('revision').notNull(),
    adcode: text('adcode').notNull(),
    kind: text('kind').notNull(),
    count: integer('count').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.alertId, t.revision, t.adcode, t.kind] }),
    check('acknowledgement_count_kind', sql`${t.kind} in ('known', 'safe', 'told')`),
  ],
);

/**
 * What makes a second press the same press: the digest of a number the device drew for this alert alone, so that two
 * marks of one device cannot be told to be one's. Deleted some time after the alert; the counts stay.
 */
export const acknowledgementMark = pgTable(
  'acknowledgement_mark',
  {
    alertId: text('alert_id').notNull(),
    kind: text('kind').notNull(),
    mark: text('mark').notNull(),
    /** Where it was counted, so that taking it back takes it from there. */
    revision: integer('revision').notNull(),
    adcode: text('adcode').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.alertId, t.kind, t.mark] }), index('acknowledgement_mark_at').on(t.at)],
);

/** A wish on its way to another device: taken once, or gone after some minutes. The link's secret is not stored. */
export const subscriptionHandover = pgTable(
  'subscription_handover',
  {
    secretHash: text('secret_hash').primaryKey(),
    wish: jsonb('wish').$type<Wish>().notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('subscription_handover_expires_at').on(t.expiresAt)],
);

/** 叫应: the newest counts of one officer's device for one alert and place. Households are known to that device alone. */
export const callReport = pgTable(
  'call_report',
  {
    alertId: text('alert_id').notNull(),
    adcode: text('adcode').notNull(),
    /** Drawn by the device; says nothing of its officer. */
    device: text('device').notNull(),
    total: integer('total').notNull(),
    done: integer('done').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.alertId, t.adcode, t.device] }),
    check('call_report_counts', sql`0 <= ${t.done} and ${t.done} <= ${t.total}`),
  ],
);

/** An officer's device that asked to be reminded, and where. Goes with its subscription. */
export const callDevice = pgTable(
  'call_device',
  {
    device: text('device').primaryKey(),
    adcode: text('adcode').notNull(),
    subscriptionId: text('subscription_id')
      .notNull()
      .references(() => subscription.id, { onDelete: 'cascade' }),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('call_device_subscription').on(t.subscriptionId)],
);

/** How often a device was reminded of an alert. */
export const callReminder = pgTable(
  'call_reminder',
  {
    alertId: text('alert_id').notNull(),
    device: text('device').notNull(),
    count: integer('count').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.alertId, t.device] })],
);
