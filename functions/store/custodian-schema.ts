import { check, customType, pgTable, sql, text, timestamp } from './drizzle.ts';
import { tipOff } from './tip-off-schema.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
});

/** Who asked for a sealed identity, and what the custodian sealed for that one browser. Gone when the access ends. */
export const identityRequest = pgTable('identity_request', {
  tipOffId: text('tip_off_id')
    .primaryKey()
    .references(() => tipOff.id, { onDelete: 'cascade' }),
  askedBy: text('asked_by').notNull(),
  /** `age1…` of a key that the asker's browser made for this request alone. */
  recipient: text('recipient').notNull(),
  /** The identity sealed to it, wrapped once more with the tip's own key; null until the custodian grants. */
  sealed: bytes('sealed'),
  at: instant('at').notNull(),
});

/** 领奖资格核对: a person's decision whether the rules shut this claimant out. The words stand in a sealed note. */
export const claimCheck = pgTable(
  'claim_check',
  {
    tipOffId: text('tip_off_id')
      .primaryKey()
      .references(() => tipOff.id, { onDelete: 'cascade' }),
    ground: text('ground').notNull(),
    decidedBy: text('decided_by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    check('claim_check_ground', sql`${t.ground} in ('clear', 'staff', 'relative', 'agent', 'duty', 'other')`),
  ],
);
