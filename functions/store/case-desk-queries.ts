import type { CaseFile } from '../../src/domain/case-file.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { auditEntry } from './audit-schema.ts';
import type { CaseDeskStore } from './case-desk-contract.ts';
import { createCasePhotos } from './case-photos.ts';
import { tipOffCase } from './case-schema.ts';
import type { Database } from './database.ts';
import { and, asc, eq, inArray, ne, or, sql, type SQL } from './drizzle.ts';
import type { TipKeys } from './tip-keys.ts';

/** Lines of the log by which nothing of the case changed. */
const NO_STEPS = ['case-opened', 'case-photo-opened', 'case-compared', 'case-refused'];
const MOST_REPEATS = 50;

const isStep = (action: SQL): SQL =>
  sql`${action} not in (${sql.join(
    NO_STEPS.map((word) => sql`${word}`),
    sql`, `,
  )})`;

/** What the office's pages read beside the cases themselves: the queue, near cases, steps of one case. */
export function createCaseDeskStore(database: Database, keys: Pick<TipKeys, 'open'>): CaseDeskStore {
  const filesWhere = async (where: SQL | undefined, limit: number): Promise<readonly CaseFile[]> => {
    const rows = await database
      .select({ content: tipOffCase.content })
      .from(tipOffCase)
      .where(where)
      .orderBy(asc(sql`(${tipOffCase.content} ->> 'sequence')::bigint`))
      .limit(limit);
    return rows.map((row) => row.content);
  };
  return {
    ...createCasePhotos(database, keys),

    async listSteps(caseNo) {
      const { at, actor, action, from, to, reason } = auditEntry;
      const rows = await database
        .select({ at, actor, action, from, to, reason })
        .from(auditEntry)
        .where(and(eq(auditEntry.subject, caseNo), isStep(sql`${action}`)))
        .orderBy(asc(auditEntry.sequence));
      return rows.map((row) => ({ ...row, at: toInstant(row.at) }));
    },

    listNear: ({ id, category, adcode, receivedAt }, days, limit) =>
      filesWhere(
        and(
          ne(tipOffCase.tipOffId, id),
          sql`${tipOffCase.content} ->> 'category' = ${category}`,
          adcode === null
            ? undefined
            : or(
                sql`${tipOffCase.adcode} is null`,
                sql`starts_with(${tipOffCase.adcode}, ${adcode})`,
                sql`starts_with(${adcode}, ${tipOffCase.adcode})`,
              ),
          sql`abs(extract(epoch from (${tipOffCase.content} ->> 'receivedAt')::timestamptz
            - ${receivedAt}::timestamptz)) <= ${days * 86_400}`,
        ),
        limit,
      ),

    listRepeats: (id) => filesWhere(sql`${tipOffCase.content} ->> 'duplicateOf' = ${id}`, MOST_REPEATS),

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
                  and a.actor = ${doneBy} and ${isStep(sql`a.action`)})`,
          ),
        )
        .orderBy(sql`${tipOffCase.nextDueAt} asc nulls last`, asc(tipOffCase.tipOffId))
        .limit(limit);
      return rows.map((row) => row.content);
    },
  };
}
