import { workCaseClocks } from '../jobs/case-clocks.ts';
import { createCaseClockStore } from '../store/case-clock-queries.ts';
import { openDatabase } from '../store/database.ts';
import { createFollowUpStore } from '../store/follow-up-queries.ts';
import type { Base } from './base.ts';
import type { CaseArea } from './cases.ts';
import type { CustodianArea } from './custodian.ts';
import type { ResultsArea } from './results.ts';

/** What time does to cases by itself, and what is destroyed when it may be kept no longer. */
export async function wireCaseClocks(
  base: Base,
  { deps, keys }: CaseArea,
  { dropAccess }: Pick<CustodianArea, 'dropAccess'>,
  { publishQuarters }: Pick<ResultsArea, 'publishQuarters'>,
): Promise<void> {
  const { persistence, catalogue, changed } = base;
  const database = openDatabase(persistence.pool);
  await workCaseClocks(
    persistence.jobs,
    {
      ...deps,
      clocks: createCaseClockStore(database),
      followUps: createFollowUpStore(database, keys),
      dropAccess,
      publishQuarters,
      notifiedBySystem: catalogue.notifiedBySystem,
    },
    changed,
  );
}
