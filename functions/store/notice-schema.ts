import type { NoticeRecord } from '../../src/domain/notice.ts';
import { boolean, check, index, integer, jsonb, pgTable, sql, text, timestamp } from './drizzle.ts';

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
