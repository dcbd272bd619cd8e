import {
  bigint,
  check,
  customType,
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
const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
});

/** One tip-off. Nothing here can be read without the tip's own key, which is a file outside the database. */
export const tipOff = pgTable(
  'tip_off',
  {
    id: text('id').primaryKey(),
    /** Order of receipt: who was first (举报奖励) is decided by it, never by a clock. */
    sequence: bigint('sequence', { mode: 'number' }).generatedAlwaysAsIdentity(),
    caseNo: text('case_no').notNull(),
    /** Keyed hash of the receipt; the receipt itself is nowhere. */
    receiptHash: text('receipt_hash').notNull(),
    /** Keyed hash of the Idempotency-Key; null for a plain form. */
    retryHash: text('retry_hash'),
    /** The content's digest, keyed with the tip's own key: proves a retry is the same, dies with the key. */
    contentHash: text('content_hash').notNull(),
    kind: text('kind').notNull(),
    category: text('category').notNull(),
    adcode: text('adcode'),
    /** Name of the attachment that holds the tip's key, wrapped by the master key. */
    keyFile: text('key_file').notNull(),
    sealedWords: bytes('sealed_words').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [
    uniqueIndex('tip_off_case_no').on(t.caseNo),
    uniqueIndex('tip_off_receipt').on(t.receiptHash),
    uniqueIndex('tip_off_retry').on(t.retryHash),
    uniqueIndex('tip_off_key_file').on(t.keyFile),
    uniqueIndex('tip_off_sequence').on(t.sequence),
    check('tip_off_kind', sql`${t.kind} in ('hazard', 'fire', 'situation')`),
  ],
);

export const tipOffPhoto = pgTable(
  'tip_off_photo',
  {
    tipOffId: text('tip_off_id')
      .notNull()
      .references(() => tipOff.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    /** Name of the attachment; random, says nothing. The same photo chosen twice has two rows and one file. */
    file: text('file').notNull(),
    widthPx: integer('width_px').notNull(),
    heightPx: integer('height_px').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tipOffId, t.position] }), index('tip_off_photo_file').on(t.file)],
);

/** What the reporter sees of the case, appended and never changed. */
export const tipOffEvent = pgTable(
  'tip_off_event',
  {
    sequence: bigint('sequence', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tipOffId: text('tip_off_id')
      .notNull()
      .references(() => tipOff.id, { onDelete: 'cascade' }),
    event: text('event').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('tip_off_event_tip_off').on(t.tipOffId)],
);
