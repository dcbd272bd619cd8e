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
  uniqueIndex,
} from './drizzle.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { Shelter } from '../../src/domain/shelter.ts';
import type { SubscribedPlace } from '../../src/domain/subscription.ts';

/** Milliseconds, as `Instant` writes them; UTC whatever the session says. */
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** One row: what this database is. A database is for demonstration or for real, for ever. */
export const instance = pgTable(
  'instance',
  {
    id: integer('id').primaryKey().default(1),
    isDemonstration: boolean('is_demonstration').notNull(),
    /** SHA-256 over the keys whose loss cannot be repaired; a folder with other keys is refused at start. */
    keyFingerprint: text('key_fingerprint').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [check('instance_is_one_row', sql`${t.id} = 1`)],
);

/** Never updated, never deleted: the archive of what was said, when. Queried columns are copies of `content`. */
export const alertRevision = pgTable(
  'alert_revision',
  {
    alertId: text('alert_id').notNull(),
    revision: integer('revision').notNull(),
    action: text('action').notNull(),
    origin: text('origin').notNull(),
    source: text('source').notNull(),
    sentAt: instant('sent_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    adcodes: text('adcodes').array().notNull(),
    /** SHA-256 over the message key, which may be longer than an index entry: the same message twice is one revision. */
    messageHash: text('message_hash').notNull(),
    messageSender: text('message_sender').notNull(),
    messageIdentifier: text('message_identifier').notNull(),
    messageSent: text('message_sent').notNull(),
    isDemonstration: boolean('is_demonstration').notNull(),
    content: jsonb('content').$type<AlertRevision>().notNull(),
    document: text('document').notNull(),
    mediaType: text('media_type').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.alertId, t.revision] }),
    uniqueIndex('alert_revision_message').on(t.messageHash),
    index('alert_revision_ends_at').on(t.endsAt),
    index('alert_revision_sent_at').on(t.sentAt),
    index('alert_revision_adcodes').using('gin', t.adcodes),
    check('alert_revision_positive', sql`${t.revision} > 0`),
    check('alert_revision_action', sql`${t.action} in ('issue', 'update', 'cancel')`),
    // The last wall between 演练 and a phone: neither a drill's id nor a drill's words can be stored as a warning.
    check(
      'alert_revision_no_drill',
      sql`${t.alertId} !~ '^(drill|notice|演练)' and not jsonb_path_exists(${t.content},
        '$.parts[*].bulletins[*].headline ? (@ starts with "【演练】")')`,
    ),
  ],
);

export const draft = pgTable(
  'draft',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of the document: the same file twice is one draft. */
    documentHash: text('document_hash').notNull(),
    document: text('document').notNull(),
    mediaType: text('media_type').notNull(),
    reading: jsonb('reading'),
    missing: text('missing').array().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('draft_document').on(t.documentHash)],
);

export const subscription = pgTable(
  'subscription',
  {
    id: text('id').primaryKey(),
    /** Endpoints can be longer than an index entry may be, so their SHA-256 is what is unique. */
    endpointHash: text('endpoint_hash').notNull(),
    endpoint: text('endpoint').notNull(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    regions: text('regions').array().notNull(),
    /** Every code that is a prefix of a chosen region, the region included: makes "county alert, township chosen" an overlap. */
    regionPrefixes: text('region_prefixes').array().notNull(),
    lowestLevel: text('lowest_level').notNull(),
    /** Per place what goes beyond the two columns above; null: every hazard, the same level everywhere. */
    places: jsonb('places').$type<SubscribedPlace[]>(),
    /** Minutes after Beijing midnight; both or none. */
    quietFrom: integer('quiet_from'),
    quietTo: integer('quiet_to'),
    wantsNotices: boolean('wants_notices').notNull().default(false),
    wantsDrills: boolean('wants_drills').notNull().default(false),
    language: text('language').notNull().default('zh-CN'),
    pausedUntil: instant('paused_until'),
    /** When it was told that it will be forgotten unless it comes by. */
    remindedAt: instant('reminded_at'),
    createdAt: instant('created_at').notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (t) => [
    uniqueIndex('subscription_endpoint').on(t.endpointHash),
    index('subscription_regions').using('gin', t.regions),
    index('subscription_region_prefixes').using('gin', t.regionPrefixes),
    // One push service's devices in order: batches are ranges of it, see delivery-queries.ts.
    index('subscription_host').on(sql`split_part(endpoint, '/', 3)`, t.id),
    check('subscription_level', sql`${t.lowestLevel} in ('red', 'orange', 'yellow', 'blue')`),
    check(
      'subscription_quiet',
      sql`(${t.quietFrom} is null and ${t.quietTo} is null) or (${t.quietFrom} between 0 and 1410
        and ${t.quietTo} between 0 and 1410 and ${t.quietFrom} <> ${t.quietTo})`,
    ),
  ],
);

/** The last thing that happened between an alert and a device. Goes with the subscription. */
export const delivery = pgTable(
  'delivery',
  {
    alertId: text('alert_id').notNull(),
    subscriptionId: text('subscription_id')
      .notNull()
      .references(() => subscription.id, { onDelete: 'cascade' }),
    /** The newest revision tried, and what became of it. */
    revision: integer('revision').notNull(),
    outcome: text('outcome').notNull(),
    /** The newest revision that was delivered; null when none ever was. Updates and all-clears follow it. */
    deliveredRevision: integer('delivered_revision'),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.alertId, t.subscriptionId] }),
    index('delivery_subscription').on(t.subscriptionId),
    check('delivery_outcome', sql`${t.outcome} in ('delivered', 'later', 'refused')`),
  ],
);

export const shelter = pgTable(
  'shelter',
  {
    id: text('id').primaryKey(),
    adcode: text('adcode').notNull(),
    isDemonstration: boolean('is_demonstration').notNull(),
    content: jsonb('content').$type<Shelter>().notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [index('shelter_adcode').on(t.adcode.op('text_pattern_ops'))],
);
