import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  sql,
  text,
  timestamp,
  uniqueIndex,
} from './drizzle.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import { tipOff } from './tip-off-schema.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
});

/** How a tip-off is being handled. Not a word of what was reported or by whom; queried columns are copies of `content`. */
export const tipOffCase = pgTable(
  'tip_off_case',
  {
    tipOffId: text('tip_off_id')
      .primaryKey()
      .references(() => tipOff.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    reward: text('reward').notNull(),
    kind: text('kind').notNull(),
    adcode: text('adcode'),
    /** When the most pressing of its clocks runs out; null when none runs. */
    nextDueAt: instant('next_due_at'),
    /** 领奖密码 as scrypt; null when the reporter set none. */
    claimSecret: text('claim_secret'),
    claimTries: integer('claim_tries').notNull().default(0),
    /** HMAC of the ID number, made in the custodian's browser at claim time: tells one person's claims apart, names nobody. */
    personTag: text('person_tag'),
    content: jsonb('content').$type<CaseFile>().notNull(),
  },
  (t) => [
    index('tip_off_case_state').on(t.state),
    index('tip_off_case_next_due_at').on(t.nextDueAt),
    index('tip_off_case_person').on(t.personTag),
  ],
);

/** Words about a case, sealed with the tip's own key: purging the key purges them too. */
export const caseNote = pgTable(
  'case_note',
  {
    sequence: bigint('sequence', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tipOffId: text('tip_off_id')
      .notNull()
      .references(() => tipOff.id, { onDelete: 'cascade' }),
    /** Who may read it: `reporter` (and the office) or `office` alone. */
    audience: text('audience').notNull(),
    author: text('author').notNull(),
    /** message, record, decline, transfer, closing … */
    kind: text('kind').notNull(),
    sealed: bytes('sealed').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    index('case_note_tip_off').on(t.tipOffId),
    check('case_note_audience', sql`${t.audience} in ('reporter', 'office')`),
  ],
);

/** Photos the office took itself (整改复查), cleaned like any other and sealed with the tip's own key. */
export const casePhoto = pgTable(
  'case_photo',
  {
    sequence: bigint('sequence', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tipOffId: text('tip_off_id')
      .notNull()
      .references(() => tipOff.id, { onDelete: 'cascade' }),
    author: text('author').notNull(),
    widthPx: integer('width_px').notNull(),
    heightPx: integer('height_px').notNull(),
    sealed: bytes('sealed').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('case_photo_tip_off').on(t.tipOffId)],
);

/** What the reporter's browser sealed to the custodian's key (age): the server cannot open it, whoever asks. */
export const sealedItem = pgTable(
  'sealed_item',
  {
    sequence: bigint('sequence', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tipOffId: text('tip_off_id')
      .notNull()
      .references(() => tipOff.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    keyId: text('key_id').notNull(),
    /** Wrapped once more with the tip's own key, so that purging it ends this too. */
    sealed: bytes('sealed').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    index('sealed_item_tip_off').on(t.tipOffId),
    check('sealed_item_kind', sql`${t.kind} in ('identity', 'claim', 'original')`),
  ],
);

/** Public keys of the custodian. The private half never reaches the server. */
export const custodianKey = pgTable('custodian_key', {
  id: text('id').primaryKey(),
  /** `age1…`. */
  recipient: text('recipient').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  /** From then on nothing new is sealed to it; what was stays readable for who has the private half. */
  retiredAt: instant('retired_at'),
});

/** The money, double entry: every line moves a sum from one account to another, so that all accounts sum to nothing. */
export const rewardEntry = pgTable(
  'reward_entry',
  {
    sequence: bigint('sequence', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tipOffId: text('tip_off_id').notNull(),
    caseNo: text('case_no').notNull(),
    kind: text('kind').notNull(),
    fromAccount: text('from_account').notNull(),
    toAccount: text('to_account').notNull(),
    fen: bigint('fen', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    // Of each kind at most one a case: money that was paid cannot be paid again, whatever the program does.
    // Lowering alone may happen again: once before the claim, once when it is known whose it is.
    uniqueIndex('reward_entry_once')
      .on(t.tipOffId, t.kind)
      .where(sql`${t.kind} <> 'lower'`),
    index('reward_entry_at').on(t.at),
    check('reward_entry_kind', sql`${t.kind} in ('approve', 'lower', 'pay', 'release', 'reclaim')`),
    check('reward_entry_positive', sql`${t.fen} > 0`),
    check('reward_entry_moves', sql`${t.fromAccount} <> ${t.toAccount}`),
  ],
);
