import type { CaseFile } from '../../src/domain/case-file.ts';
import type { Measure } from '../../src/domain/results-statistics.ts';
import type { ResultFilter } from '../../src/domain/results.ts';
import { caseResult, resultQuarter } from './results-schema.ts';
import { tipOffCase } from './case-schema.ts';
import type { Database } from './database.ts';
import { and, count, desc, eq, or, sql, type SQL } from './drizzle.ts';
import type { ResultStore } from './results-contract.ts';

const content = tipOffCase.content;
/** Reopened: not closed any more, so not shown, whatever the publication says. */
const isPublished = sql`${content}->>'publication' = 'published' and ${tipOffCase.state} = 'closed'`;
/** The Monday of the Beijing week of an instant in the case file. */
const weekOf = (instant: SQL): SQL =>
  sql`date_trunc('week', (${instant})::timestamptz at time zone 'Asia/Shanghai')::date`;
const closedWeek = weekOf(sql`${content}->>'closedAt'`);

function matching({ adcode, category }: ResultFilter): SQL | undefined {
  return and(
    isPublished,
    adcode === null ? undefined : sql`starts_with(${tipOffCase.adcode}, ${adcode})`,
    category === null ? undefined : sql`${content}->>'category' = ${category}`,
  );
}

export function createResultStore(database: Database): ResultStore {
  const joined = eq(tipOffCase.tipOffId, caseResult.tipOffId);
  return {
    async listPublished(filter, limit, offset) {
      const rows = await database
        .select({ id: caseResult.id, words: caseResult.content, file: content })
        .from(caseResult)
        .innerJoin(tipOffCase, joined)
        .where(matching(filter))
        .orderBy(desc(closedWeek), caseResult.id)
        .limit(limit)
        .offset(offset);
      return rows;
    },

    async countPublished(filter) {
      const [row] = await database
        .select({ n: count() })
        .from(caseResult)
        .innerJoin(tipOffCase, joined)
        .where(matching(filter));
      return row?.n ?? 0;
    },

    async listPublishedKeys() {
      const county = sql<string | null>`substr(${tipOffCase.adcode}, 1, 6)`;
      const category = sql<string>`${content}->>'category'`;
      const rows = await database
        .selectDistinct({ county, category })
        .from(caseResult)
        .innerJoin(tipOffCase, joined)
        .where(isPublished);
      const unique = (all: readonly (string | null)[]): string[] =>
        [...new Set(all)].filter((one) => one !== null).sort();
      return {
        adcodes: unique(rows.map((row) => row.county)),
        categories: unique(rows.map((row) => row.category)),
      };
    },

    async findWords(tipOffId) {
      const [row] = await database
        .select({ words: caseResult.content })
        .from(caseResult)
        .where(eq(caseResult.tipOffId, tipOffId));
      return row?.words ?? null;
    },

    async saveWords(tipOffId, version, id, words) {
      const { rowCount } = await database.execute(sql`
        insert into case_result (id, tip_off_id, content)
        select ${id}, tip_off_id, ${JSON.stringify(words)}::jsonb from tip_off_case
        where tip_off_id = ${tipOffId} and version = ${version}
        on conflict (tip_off_id) do update set content = excluded.content`);
      return rowCount === 1;
    },

    async listClosed(adcodes, limit) {
      const rows = await database
        .select({ file: content })
        .from(tipOffCase)
        .where(
          and(
            eq(tipOffCase.state, 'closed'),
            sql`${tipOffCase.kind} <> 'situation'`,
            or(
              sql`${tipOffCase.adcode} is null`,
              ...adcodes.map((code) => sql`starts_with(${tipOffCase.adcode}, ${code})`),
            ),
          ),
        )
        .orderBy(desc(sql`${content}->>'closedAt'`), tipOffCase.tipOffId)
        .limit(limit);
      return rows.map(({ file }): CaseFile => file);
    },

    async countFacts(from, to) {
      const { rows } = await database.execute(sql`
        with happened as (
          select m.measure, ${weekOf(sql`m.at`)} as week, content->>'category' as category, adcode,
            case when m.measure = 'rewarded' then (content->'assessment'->>'fen')::numeric else 0 end as fen
          from tip_off_case, lateral (values
            ('received', content->>'receivedAt'),
            ('accepted', content->>'acceptedAt'),
            ('substantiated', case when content->'finding'->>'finding' in ('substantiated', 'partly')
              then content->'finding'->>'at' end),
            ('rectified', content->'rectification'->>'recheckedAt'),
            ('rewarded', content->>'paidAt')
          ) as m(measure, at)
          where m.at is not null and kind <> 'situation'
        )
        select measure, week::text as week, category, adcode, count(*)::int as cases, sum(fen)::float8 as fen
        from happened where week >= ${from}::date and week < ${to}::date
        group by measure, week, category, adcode`);
      return rows.map((row) => ({
        measure: row['measure'] as Measure,
        week: String(row['week']),
        category: String(row['category']),
        adcode: row['adcode'] === null ? null : String(row['adcode']),
        cases: Number(row['cases']),
        fen: Number(row['fen']),
      }));
    },

    async listQuarters() {
      const rows = await database
        .select({ quarter: resultQuarter.quarter })
        .from(resultQuarter)
        .orderBy(desc(resultQuarter.quarter));
      return rows.map(({ quarter }) => quarter);
    },

    async findQuarter(quarter) {
      const [row] = await database.select().from(resultQuarter).where(eq(resultQuarter.quarter, quarter));
      return row?.content ?? null;
    },

    async saveQuarter(statistics, at) {
      await database
        .insert(resultQuarter)
        .values({ quarter: statistics.quarter, content: statistics, publishedAt: new Date(at) })
        .onConflictDoNothing();
    },
  };
}
