import type { DeskDraft } from '../../src/domain/alert-desk.ts';
import { check, index, integer, jsonb, pgTable, sql, text, timestamp } from './drizzle.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** Drafts of the duty officer's desk. Queried columns are copies of `content`. */
export const deskDraft = pgTable(
  'desk_draft',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    /** When its publication was begun: with the id, the message it becomes, so that beginning again publishes the same. */
    sentAt: instant('sent_at'),
    content: jsonb('content').$type<DeskDraft>().notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('desk_draft_updated_at').on(t.updatedAt),
    check('desk_draft_version', sql`${t.version} > 0`),
    check(
      'desk_draft_state',
      sql`${t.state} in ('editing', 'awaiting-second', 'issuing', 'issued', 'returned')`,
    ),
    // A drill can never be issued: it cannot even be a draft of what is.
    check('desk_draft_no_drill', sql`coalesce(${t.content} -> 'form' ->> 'kind', '') = 'alert'`),
  ],
);
