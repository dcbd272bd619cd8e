import { tipOffCase } from './case-schema.ts';
import type { CaseDeskStore } from './case-desk-contract.ts';
import type { Database } from './database.ts';
import { and, asc, eq, inArray, or, sql } from './drizzle.ts';

/** What the office's pages read beside the cases themselves: the queue, near cases, steps of one case. */
export function createCaseDeskStore(database: Database): CaseDeskStore {
  return {
    async listForDesk({ adcodes, states, kind, adcode, doneBy }, limit) {
      const rows = await database
        .select({ content: tipOffCase.content })
        .from(tipOffCase)
        .where(
          and(
            or(
              sql`${tipOffCase.adcode} is null`,
              ...adcodes.map((code) => sql`starts_with(${tipOffCase.adcode}, ${code})`),
            ),
            inArray(tipOffCase.state, [...states]),
            kind === null ? undefined : eq(tipOffCase.kind, kind),
            adcode === null ? undefined : sql`starts_with(${tipOffCase.adcode}, ${adcode})`,
            doneBy === null
              ? undefined
              : sql`exists (select 1 from audit_entry a where a.subject = ${tipOffCase.content} ->> 'caseNo'
                  and a.actor = ${doneBy} and a.action not in ('case-opened', 'case-photo-opened', 'case-refused'))`,
          ),
        )
        .orderBy(sql`${tipOffCase.nextDueAt} asc nulls last`, asc(tipOffCase.tipOffId))
        .limit(limit);
      return rows.map((row) => row.content);
    },
  };
}
