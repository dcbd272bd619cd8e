import type { FieldProblem } from '../../src/domain/alert-desk.ts';
import { DRILL_ID_PREFIX, type DrillForm, type DrillRecord } from '../../src/domain/drill.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { personOf } from '../../src/domain/officer-rules.ts';
import { failed, ok } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { StoredDrill } from '../store/drill-contract.ts';
import { auditLine, isDeskId, type DeskRefusal, type DeskResult } from './desk-deps.ts';
import { reachProblem } from './desk-reach.ts';
import type { DrillDeps } from './drill-deps.ts';
import { isSame } from './same-content.ts';

export interface DrillWish {
  form: DrillForm;
  startAt: Instant | null;
  endAt: Instant | null;
}

export const drillChanged = (drill: DrillRecord): DeskRefusal => ({
  ok: false,
  problem: { word: 'draft-changed', path: 'version', detail: String(drill.version) },
  drill,
});

export async function createDrill(
  deps: DrillDeps,
  member: StaffMember,
  wish: DrillWish,
): Promise<DeskResult<DrillRecord>> {
  const now = deps.now();
  const record: DrillRecord = {
    id: `${DRILL_ID_PREFIX}${deps.newId()}`,
    version: 1,
    state: 'editing',
    ...wish,
    startedAt: null,
    endedAt: null,
    cancelledReason: null,
    createdBy: personOf(member),
    updatedBy: personOf(member),
    updatedAt: now,
    isDemonstration: deps.isDemonstration,
    sent: { start: 0, end: 0 },
  };
  await deps.drills.insertDrill({ record, parts: [] }, [auditLine(now, member, 'drill-created', record.id)]);
  return ok(record);
}

/** Also of a scheduled one, which is then to be scheduled anew. */
export async function changeDrill(
  deps: DrillDeps,
  member: StaffMember,
  id: string,
  { version, ...wish }: DrillWish & { version: number },
): Promise<DeskResult<DrillRecord>> {
  const found = await findDrill(deps, member, id);
  if (!found.ok) return found;
  const { record } = found.value;
  const { form, startAt, endAt } = record;
  if (isSame({ form, startAt, endAt }, wish)) return ok(record);
  if (record.version !== version) return drillChanged(record);
  if (record.state !== 'editing' && record.state !== 'scheduled') return failed('drill-over', 'state');
  const next: DrillRecord = {
    ...record,
    ...wish,
    version: version + 1,
    state: 'editing',
    updatedBy: personOf(member),
    updatedAt: deps.now(),
  };
  const effects = { audit: [], jobs: [] };
  const isDone = await deps.drills.replaceDrill(record, { record: next, parts: [] }, effects);
  return isDone ? ok(next) : changeDrill(deps, member, id, { version, ...wish });
}

export async function deleteDrill(
  deps: DrillDeps,
  member: StaffMember,
  id: string,
): Promise<DeskResult<null>> {
  const found = await findDrill(deps, member, id);
  if (!found.ok) return found;
  const { record } = found.value;
  if (record.state !== 'editing') return failed('draft-not-editable', 'state', record.state);
  const line = auditLine(deps.now(), member, 'drill-deleted', id);
  return (await deps.drills.deleteDrill(record, [line])) ? ok(null) : deleteDrill(deps, member, id);
}

/** For whoever began it or reaches its places. */
export async function findDrill(
  deps: DrillDeps,
  member: StaffMember,
  id: string,
): Promise<DeskResult<StoredDrill>> {
  const stored = isDeskId(id) ? await deps.drills.findDrill(id) : null;
  if (stored === null) return failed('drill-unknown', 'id');
  return isOwnOrReached(deps, member, stored)
    ? ok(stored)
    : failed('region-outside-tree', 'parts', outsideOf(deps, member, stored)?.message);
}

export function isOwnOrReached(deps: DrillDeps, member: StaffMember, stored: StoredDrill): boolean {
  const { createdBy, state } = stored.record;
  // What is out concerns its places, whoever wrote it.
  if (state === 'editing' && createdBy.id === member.id) return true;
  return outsideOf(deps, member, stored) === null;
}

function outsideOf(
  deps: DrillDeps,
  member: StaffMember,
  { record, parts }: StoredDrill,
): FieldProblem | null {
  const codes = [...record.form.parts, ...parts].flatMap((part) => part.adcodes);
  return reachProblem(deps.places, member, codes, 'parts');
}
