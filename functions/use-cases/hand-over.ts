import { alertTopic } from '../../src/domain/topic.ts';
import { addMs, DAY_MS, SECOND_MS, type Instant } from '../../src/domain/instant.ts';
import { gravest, levelRank } from '../../src/domain/level.ts';
import type { DrillReader } from '../../src/domain/drill.ts';
import type { MouthTexts } from '../../src/domain/mouth.ts';
import { isWanted, type OutletTrouble, type OutletWish } from '../../src/domain/outlet.ts';
import type { Outlet, OutletResult } from '../channels/outlet-contract.ts';
import { CLOSED_STATES, type DeliveryLedger, type LedgerKey } from '../store/ledger-contract.ts';
import {
  OUTLET_PAUSED,
  type OpenOutlet,
  type OutletDebt,
  type OutletStore,
  type StoredOutlet,
} from '../store/outlet-contract.ts';
import type { NoticeStore } from '../store/notice-contract.ts';
import type { AlertStore } from '../store/store.ts';
import { OPT_IN } from './deliver-telling.ts';
import { handOverMessage } from './hand-over-message.ts';
import { noticeSubject } from './hand-over-notice.ts';
import { alertSubject, drillSubject, type Subject } from './hand-over-subject.ts';

export interface HandOverDeps {
  alerts: Pick<AlertStore, 'findHistory'>;
  drills: Pick<DrillReader, 'findDrill'>;
  notices: Pick<NoticeStore, 'findNotice'>;
  outlets: OutletStore;
  ledger: DeliveryLedger;
  /** The way to this institution, with its settings as they are now. */
  open(outlet: OpenOutlet): Outlet;
  now(): Instant;
  texts: MouthTexts;
  /** A person must look: an institution was not told, or not yet. */
  alarm(outlet: StoredOutlet, trouble: OutletTrouble | 'ended', debt: OutletDebt): void;
}

/** Names of the jobs; their definitions stand with the other queues. */
export const OUTLET_JOB = 'hand-over-outlet';
const REMOVED = 'outlet-removed';
/** One failure proves nothing; a person is called at the third in a row of one bulletin. */
const TRIES_BEFORE_ALARM = 3;
const DEBTS_KEPT_MS = 30 * DAY_MS;

const DRILL = 'drill:';
const NOTICE = 'notice:';

async function subjectOf(deps: HandOverDeps, topic: string): Promise<Subject | null> {
  if (topic.startsWith(DRILL)) {
    const drill = await deps.drills.findDrill(topic.slice(DRILL.length));
    return drill === null ? null : drillSubject(drill, deps.texts);
  }
  if (topic.startsWith(NOTICE)) {
    const record = await deps.notices.findNotice(topic.slice(NOTICE.length));
    return record === null ? null : noticeSubject(record, deps.texts);
  }
  const history = await deps.alerts.findHistory(alertTopic(topic));
  return history === null ? null : alertSubject(history.revisions, deps.texts);
}

/**
 * Decides who is owed the newest revision: whoever wants such bulletins, and whoever was told of an earlier one,
 * wherever it is now. One row and one job for each, together and once, however often this runs.
 */
export async function planHandOver(
  deps: HandOverDeps,
  { topic, revision }: { topic: string; revision: number },
): Promise<number> {
  const now = deps.now();
  const subject = await subjectOf(deps, topic);
  if (subject === null || subject.revision !== revision || subject.isDemonstration) return 0;
  const until = subject.until(now);
  if (until <= now) return 0;
  const toldBefore = new Set(
    (await deps.ledger.rowsOf(topic))
      .filter((row) => row.revision < revision && row.tries > 0)
      .map((row) => row.batch),
  );
  const owed = (await deps.outlets.listOutlets()).filter(
    (outlet) =>
      toldBefore.has(outlet.id) ||
      // An end is news only to who heard the beginning.
      (!subject.isEnd && isKindWanted(outlet, subject.kind) && isWanted(outlet, subject)),
  );
  await deps.outlets.owe(owed.map(({ id }) => ({ topic, revision, outletId: id, until })));
  await deps.outlets.purgeDebts(addMs(now, -DEBTS_KEPT_MS));
  // Drills and notices come after every warning.
  const priority =
    subject.kind === 'alert' ? -levelRank(gravest(subject.parts.map(({ level }) => level))) : OPT_IN;
  return deps.ledger.plan(
    owed.map(({ id, kind }) => ({
      topic,
      revision,
      channel: kind,
      batch: id,
      job: { name: OUTLET_JOB, data: { topic, revision, outletId: id }, priority },
    })),
    now,
  );
}

function isKindWanted(outlet: OutletWish, kind: Subject['kind']): boolean {
  if (kind === 'drill') return outlet.acceptsDrills;
  return kind === 'notice' ? outlet.acceptsNotices : true;
}

/**
 * One try. `again`: the queue's own retry comes back. May run any number of times: what is settled stays so, and what
 * a killed worker may have handed over goes out once more under the same key. An older revision never follows a newer
 * one: it is begun before the newest is looked up, and the newer waits while an older is on its way.
 */
export async function handOverTo(deps: HandOverDeps, debt: OutletDebt): Promise<'done' | 'again'> {
  const rows = (await deps.ledger.rowsOf(debt.topic)).filter(({ batch }) => batch === debt.outletId);
  const own = rows.find(({ revision }) => revision === debt.revision);
  if (own === undefined || CLOSED_STATES.includes(own.state)) return 'done';
  const outlet = (await deps.outlets.listOutlets()).find(({ id }) => id === debt.outletId);
  if (outlet === undefined) return close(deps, own, 'ended', REMOVED);
  if (outlet.state === 'paused') return holdBack(deps, own, debt);
  if (own.nextAt !== null && own.nextAt > deps.now()) return 'again';
  if (rows.some((row) => row.revision < debt.revision && row.state === 'sending')) return 'again';
  if (!(await deps.ledger.begin(own, deps.now()))) return 'done';

  const subject = await subjectOf(deps, debt.topic);
  if (subject === null || subject.revision !== debt.revision) return close(deps, own, 'superseded', null);
  const terms = await deps.outlets.findDebt(debt);
  if (terms === null || terms.until <= deps.now()) {
    deps.alarm(outlet, 'ended', debt);
    return close(deps, own, 'ended', own.problem);
  }
  return settle(deps, outlet, own, own.tries + 1, debt, await send(deps, debt, subject, terms.done));
}

/** A bug of ours, or settings that do not open, must not hide: it is told like any other failure. */
async function send(
  deps: HandOverDeps,
  debt: OutletDebt,
  subject: Subject,
  done: readonly string[],
): Promise<OutletResult> {
  try {
    const outlet = await deps.outlets.findOutlet(debt.outletId);
    if (outlet === null) return { outcome: 'refused', trouble: 'unexpected' };
    const message = handOverMessage(subject, outlet, debt.topic, deps.now(), done);
    return await deps.open(outlet).handOver(message);
  } catch {
    return { outcome: 'refused', trouble: 'unexpected' };
  }
}

async function settle(
  deps: HandOverDeps,
  outlet: StoredOutlet,
  key: LedgerKey,
  tries: number,
  debt: OutletDebt,
  result: OutletResult,
): Promise<'done' | 'again'> {
  const now = deps.now();
  if (result.outcome === 'delivered') {
    await deps.ledger.add(key, { sent: 1, accepted: 1 }, now);
    await deps.outlets.noteOutcome(outlet.id, null, now);
    return close(deps, key, 'settled', null);
  }
  const { trouble } = result;
  if (result.done !== undefined) await deps.outlets.noteDone(debt, result.done);
  await deps.outlets.noteOutcome(outlet.id, trouble, now);
  if (result.outcome === 'refused') {
    await deps.ledger.add(key, { sent: 1, failed: 1 }, now);
    deps.alarm(outlet, trouble, debt);
    return close(deps, key, 'failed', trouble);
  }
  await deps.ledger.add(key, { sent: 1, later: 1 }, now);
  const nextAt = result.seconds === null ? {} : { nextAt: addMs(now, result.seconds * SECOND_MS) };
  await deps.ledger.end(key, { state: 'waiting', problem: trouble, ...nextAt });
  if (tries === TRIES_BEFORE_ALARM) deps.alarm(outlet, trouble, debt);
  return 'again';
}

/** The row says that a pause stopped it; then the pause is looked at again, for it may have ended in between. */
async function holdBack(deps: HandOverDeps, key: LedgerKey, debt: OutletDebt): Promise<'done' | 'again'> {
  await deps.ledger.end(key, { state: 'waiting', problem: OUTLET_PAUSED });
  const outlet = (await deps.outlets.listOutlets()).find(({ id }) => id === debt.outletId);
  return outlet?.state === 'active' ? 'again' : 'done';
}

async function close(
  deps: HandOverDeps,
  key: LedgerKey,
  state: 'settled' | 'superseded' | 'ended' | 'failed',
  problem: string | null,
): Promise<'done'> {
  await deps.ledger.end(key, { state, problem });
  return 'done';
}
