import type { Drill, DrillReader, DrillRecord } from '../../src/domain/drill.ts';
import { DRILL_VISIBLE_HOURS, isDrillCurrent, publicDrill } from '../../src/domain/drill-rules.ts';
import { addMs, HOUR_MS } from '../../src/domain/instant.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { StoredDrill } from '../store/drill-contract.ts';
import { isOwnOrReached } from './compose-drill.ts';
import { isDeskId } from './desk-deps.ts';
import type { DrillDeps } from './drill-deps.ts';
import { keptList } from './kept-list.ts';

const DRILLS_LISTED = 100;

/** Drills as anyone may see them; `forget` once any has changed. */
export function drillReader(
  deps: Pick<DrillDeps, 'drills' | 'now'>,
  report: (error: unknown) => void,
): DrillReader & { forget(): void } {
  const shown = (stored: readonly StoredDrill[]): Drill[] =>
    stored.flatMap(({ record, parts }) => publicDrill(record, parts) ?? []);
  const rank = ({ state }: Drill): number => ['running', 'scheduled', 'ended', 'cancelled'].indexOf(state);
  const current = keptList(
    () => deps.drills.listCurrentDrills(addMs(deps.now(), -DRILL_VISIBLE_HOURS * HOUR_MS)),
    deps.now,
    report,
  );
  return {
    forget: current.forget,
    drills: async () => {
      const stored = await current.read();
      const now = deps.now();
      return shown(stored)
        .filter((drill) => isDrillCurrent(drill, now))
        .sort((a, b) => rank(a) - rank(b));
    },
    findDrill: async (id) => {
      const stored = isDeskId(id) ? await deps.drills.findDrill(id) : null;
      return stored === null ? null : publicDrill(stored.record, stored.parts);
    },
    pastDrills: async (limit) => shown(await deps.drills.listPastDrills(limit)),
  };
}

/** Drills this member began or reaches, with how many devices took them. */
export async function listDrills(deps: DrillDeps, member: StaffMember): Promise<readonly DrillRecord[]> {
  const stored = await deps.drills.listDrills(DRILLS_LISTED);
  return Promise.all(
    stored
      .filter((one) => isOwnOrReached(deps, member, one))
      .map(async ({ record }) =>
        record.startedAt === null ? record : { ...record, sent: await deps.sent(record.id) },
      ),
  );
}
