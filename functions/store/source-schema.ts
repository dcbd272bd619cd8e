import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  sql,
  text,
  timestamp,
  uniqueIndex,
} from './drizzle.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** A neighbour whose bulletins are relayed: polled, or posting with a secret. */
export const neighbourSource = pgTable(
  'neighbour_source',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    url: text('url'),
    /** Of a posting neighbour, sealed with a key derived from the master key. */
    sealedSecret: text('sealed_secret'),
    state: text('state').notNull().default('active'),
    /** Set on the command line only: the feed lies on the bureau's own network. */
    isInternal: boolean('is_internal').notNull().default(false),
    intervalSeconds: integer('interval_seconds').notNull().default(60),
    etag: text('etag'),
    lastModified: text('last_modified'),
    createdAt: instant('created_at').notNull(),
    nextAt: instant('next_at').notNull(),
    lastTriedAt: instant('last_tried_at'),
    lastOkAt: instant('last_ok_at'),
    lastProblem: text('last_problem'),
    failures: integer('failures').notNull().default(0),
    accepted: integer('accepted').notNull().default(0),
    repeated: integer('repeated').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    ignored: integer('ignored').notNull().default(0),
    signed: integer('signed').notNull().default(0),
  },
  (t) => [
    uniqueIndex('neighbour_source_name').on(t.name),
    index('neighbour_source_next_at').on(t.nextAt),
    check('neighbour_source_kind', sql`${t.kind} in ('poll', 'post')`),
    check('neighbour_source_state', sql`${t.state} in ('active', 'paused')`),
    check('neighbour_source_way', sql`(${t.kind} = 'poll') = (${t.url} is not null)`),
  ],
);

/** What a source has shown us, so that a document is fetched and judged once. Old rows are cleared away. */
export const neighbourItem = pgTable(
  'neighbour_item',
  {
    sourceId: text('source_id')
      .notNull()
      .references(() => neighbourSource.id, { onDelete: 'cascade' }),
    /** SHA-256 over the document, or over the link and the time the feed gives it; of a signed post, over its id. */
    itemHash: text('item_hash').notNull(),
    outcome: text('outcome').notNull(),
    alertId: text('alert_id'),
    seenAt: instant('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.itemHash] }), index('neighbour_item_seen_at').on(t.seenAt)],
);
