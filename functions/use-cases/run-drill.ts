import type { Drill, DrillRecord } from '../../src/domain/drill.ts';
import { drillPayload } from '../../src/domain/drill-payload.ts';
import { publicDrill } from '../../src/domain/drill-rules.ts';
import { addMs, HOUR_MS, type Instant } from '../../src/domain/instant.ts';
import { DRILL_MARK, drillTopic } from '../../src/domain/topic.ts';
import type { ExpectedDrill, StoredDrill } from '../store/drill-contract.ts';
import type { OutgoingJob } from '../store/store.ts';
import type { OptInTelling } from './deliver-telling.ts';
import { auditLine } from './desk-deps.ts';
import { DRILL_REVISION, type DrillDeps } from './drill-deps.ts';

/** A drill's own clock: its beginning and its end. */
export interface DrillWork {
  drillId: string;
  version: number;
  step: 'start' | 'end';
}

/** Names of queues, as jobs/queue.ts declares them. */
const CLOCK = 'drill';
const OPT_IN = 'deliver-opt-in';
const HAND_OVER = 'hand-over';
/** An end reaches a phone that was switched off for a while. */
const END_TOLD_HOURS = 6;

type Actor = Parameters<typeof auditLine>[1];
const CLOCKWORK: Actor = { id: 'system' };

export const startJob = ({ id, version }: DrillRecord, startAt: Instant): OutgoingJob => ({
  name: CLOCK,
  data: { drillId: id, version, step: 'start' } satisfies DrillWork,
  startAt,
});

/**
 * Begins a drill: told to who asked for drills, and to institutions that take them. False when it is not as expected
 * any more. Its only topic is the drill's own.
 */
export function beginDrill(
  deps: DrillDeps,
  expected: ExpectedDrill,
  { record, parts }: StoredDrill,
  now: Instant,
  actor: Actor = CLOCKWORK,
): Promise<boolean> {
  const next = { ...record, state: 'running' as const, startedAt: now, updatedAt: now };
  const ends: OutgoingJob = {
    name: CLOCK,
    data: { drillId: record.id, version: record.version, step: 'end' } satisfies DrillWork,
    ...(record.endAt === null ? {} : { startAt: record.endAt }),
  };
  const jobs = [...tellingJobs(deps, { record: next, parts }, 'start', now), ends];
  const audit = [auditLine(now, actor, 'drill-started', record.id)];
  return deps.drills.replaceDrill(expected, { record: next, parts }, { audit, jobs });
}

/** Ends or cancels a drill; whoever was told of its beginning is told. */
export function finishDrill(
  deps: DrillDeps,
  { record, parts }: StoredDrill,
  cancelledReason: string | null,
  now: Instant,
  actor: Actor = CLOCKWORK,
): Promise<boolean> {
  const state = cancelledReason === null ? ('ended' as const) : ('cancelled' as const);
  const next = { ...record, state, endedAt: now, cancelledReason, updatedAt: now };
  const jobs = record.startedAt === null ? [] : tellingJobs(deps, { record: next, parts }, 'end', now);
  const audit = [auditLine(now, actor, `drill-${state}`, record.id, { reason: cancelledReason })];
  return deps.drills.replaceDrill(record, { record: next, parts }, { audit, jobs });
}

/** What its clock does when it strikes; late, twice or after a change it does nothing wrong. */
export async function workDrill(deps: DrillDeps, { drillId, version, step }: DrillWork): Promise<void> {
  const stored = await deps.drills.findDrill(drillId);
  if (stored === null || stored.record.version !== version) return;
  const { record } = stored;
  const now = deps.now();
  if (step === 'end') {
    if (record.state === 'running') await finishDrill(deps, stored, null, now);
  } else if (record.state === 'scheduled') {
    const isTooLate = record.endAt !== null && now >= record.endAt;
    if (isTooLate) await finishDrill(deps, stored, '到了时间没有运行，演练没有进行。', now);
    else await beginDrill(deps, record, stored, now);
  }
}

function tellingJobs(
  deps: DrillDeps,
  { record, parts }: StoredDrill,
  phase: 'start' | 'end',
  now: Instant,
): OutgoingJob[] {
  const drill = publicDrill(record, parts);
  // 演示数据 is shown, never delivered: no job, so nothing downstream can forget to look.
  if (drill === null || record.isDemonstration) return [];
  const revision = DRILL_REVISION[phase];
  return [
    { name: OPT_IN, data: tellingOf(deps, drill, phase, now) },
    { name: HAND_OVER, data: { topic: drillTopic(drill.id), revision } },
  ];
}

function tellingOf(deps: DrillDeps, drill: Drill, phase: 'start' | 'end', now: Instant): OptInTelling {
  const payload = drillPayload(drill, phase, deps.publicUrl);
  if (!payload.notification.title.startsWith(DRILL_MARK)) throw new Error(`drill ${drill.id} is not marked`);
  return {
    kind: 'drill',
    id: drill.id,
    revision: DRILL_REVISION[phase],
    // The end goes to nobody but who was told of the beginning.
    adcodes: phase === 'start' ? [...new Set(drill.parts.flatMap((part) => part.adcodes))] : [],
    payload: JSON.stringify(payload),
    endsAt: phase === 'start' ? drill.endAt : addMs(now, END_TOLD_HOURS * HOUR_MS),
  };
}
