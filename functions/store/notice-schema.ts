import type { NoticeRecord } from '../../src/domain/notice.ts';
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

/** 通告: never among the alerts. Withdrawn and past ones stay, as the archive of what was said. */
export const notice = pgTable(
  'notice',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    publishedAt: instant('published_at'),
    isDemonstration: boolean('is_demonstration').notNull(),
    content: jsonb('content').$type<NoticeRecord>().notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('notice_ends_at').on(t.endsAt),
    check('notice_id', sql`${t.id} ~ '^notice-[0-9a-z]+$'`),
    check('notice_state', sql`${t.state} in ('editing', 'published', 'withdrawn')`),
    check(
      'notice_published',
      sql`${t.state} = 'editing' or (${t.publishedAt} is not null and ${t.endsAt} is not null)`,
    ),
  ],
);

/** Devices that asked for notices and were told of one. Goes with the subscription. */
export const noticeDelivery = pgTable(
  'notice_delivery',
  {
    noticeId: text('notice_id')
      .notNull()
      .references(() => notice.id, { onDelete: 'cascade' }),
    subscriptionId: text('subscription_id')
      .notNull()
      .references(() => subscription.id, { onDelete: 'cascade' }),
    outcome: text('outcome').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.subscriptionId] }),
    index('notice_delivery_subscription').on(t.subscriptionId),
    check('notice_delivery_outcome', sql`${t.outcome} in ('delivered', 'later', 'refused')`),
  ],
);
