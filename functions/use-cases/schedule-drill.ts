import type { DrillPreview, DrillRecord } from '../../src/domain/drill.ts';
import { failed, ok } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { drillChanged, findDrill } from './compose-drill.ts';
import { auditLine, refusedFor, type DeskResult } from './desk-deps.ts';
import type { DrillDeps } from './drill-deps.ts';
import { judgeDrill } from './judge-drill.ts';
import { beginDrill, finishDrill, startJob } from './run-drill.ts';

/** Every text of the drill, each with 【演练】 first. Stores nothing. */
export async function previewDrill(
  deps: DrillDeps,
  member: StaffMember,
  id: string,
): Promise<DeskResult<DrillPreview>> {
  const found = await findDrill(deps, member, id);
  if (!found.ok) return found;
  const { record } = found.value;
  const judged = judgeDrill(deps, member, record, deps.now());
  return ok({ version: record.version, mouths: judged.mouths, problems: judged.problems });
}

/** Sets its clock, or begins at once when no start is given. Twice gives the same answer. */
export async function scheduleDrill(
  deps: DrillDeps,
  member: StaffMember,
  id: string,
  version: number,
): Promise<DeskResult<DrillRecord>> {
  const found = await findDrill(deps, member, id);
  if (!found.ok) return found;
  const { record } = found.value;
  if (record.version !== version) return drillChanged(record);
  if (record.state === 'scheduled' || record.state === 'running') return ok(record);
  if (record.state !== 'editing') return failed('drill-over', 'state', record.state);
  const now = deps.now();
  const { problems, parts, disagreement } = judgeDrill(deps, member, record, now);
  const refused = refusedFor(problems) ?? disagreement;
  if (refused !== null) return refused;
  const isNow = record.startAt === null || record.startAt <= now;
  const scheduled: DrillRecord = {
    ...record,
    state: 'scheduled',
    startAt: record.startAt ?? now,
    updatedAt: now,
  };
  const isDone = isNow
    ? await beginDrill(deps, record, { record: scheduled, parts }, now, member)
    : await deps.drills.replaceDrill(
        record,
        { record: scheduled, parts },
        {
          audit: [auditLine(now, member, 'drill-scheduled', id, { to: scheduled.startAt })],
          jobs: [startJob(scheduled, scheduled.startAt ?? now)],
        },
      );
  if (!isDone) return scheduleDrill(deps, member, id, version);
  return ok((await deps.drills.findDrill(id))?.record ?? scheduled);
}

/** Ends a running drill now (`reason` null), or cancels a scheduled or running one. */
export async function closeDrill(
  deps: DrillDeps,
  member: StaffMember,
  id: string,
  version: number,
  reason: string | null,
): Promise<DeskResult<DrillRecord>> {
  const found = await findDrill(deps, member, id);
  if (!found.ok) return found;
  const { record } = found.value;
  if (record.version !== version) return drillChanged(record);
  if (record.state === (reason === null ? 'ended' : 'cancelled')) return ok(record);
  const isOpen = record.state === 'running' || (record.state === 'scheduled' && reason !== null);
  if (!isOpen) return failed('drill-over', 'state', record.state);
  if (!(await finishDrill(deps, found.value, reason, deps.now(), member)))
    return closeDrill(deps, member, id, version, reason);
  return ok((await deps.drills.findDrill(id))?.record ?? record);
}
