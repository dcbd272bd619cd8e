import type { AlertAction, AlertPart, AlertRevision, MessageKey } from '../../src/domain/alert.ts';
import { alertState } from '../../src/domain/alert-state.ts';
import { addMs, MINUTE_MS, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { oneLine } from '../../src/domain/short-text.ts';
import { DRILL_MARK } from '../../src/domain/topic.ts';
import { DemonstrationRefused, RevisionConflict, type MessageDocument } from '../store/store.ts';
import { isServed, type Accepted, type AlertDeps, type Notice } from './alert-deps.ts';
import { alertIdOf, isSameMessage } from './alert-identity.ts';
import { allClearParts, reachingAll } from './all-clear.ts';
import * as notice from './publish-notices.ts';

/** A decision read from any source, before it has a place in a lineage. */
export interface IncomingRevision {
  action: AlertAction;
  origin: AlertRevision['origin'];
  source: string;
  sentAt: Instant;
  message: MessageKey;
  references: readonly MessageKey[];
  /** Empty only for a cancellation that repeats nothing: it then takes the words of what it cancels. */
  parts: readonly AlertPart[];
  document: MessageDocument;
  /** The alert it continues, when it names or resembles one. */
  previous: AlertRevision | null;
  /** A cancellation that only stops our relaying. */
  isWithdrawal?: true;
  /** 更正: what was wrong, in one line. */
  correction?: string;
  /** The revision this decision was made on; a newer one refuses it instead of being written over unseen. */
  basedOn?: number;
  notices: readonly Notice[];
}

/** Of writers who revise one alert at once, one succeeds each time; so many at once are no desk but a mistake. */
const MAX_TRIES = 50;
/** Clocks of two authorities differ by seconds; by more, one of them is wrong. */
const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;

/**
 * Gives a decision its place in the lineage and stores it. An update of an unknown or already cancelled alert is
 * published as a new one (people must be warned); a cancellation of an unknown one is refused (there is nothing to end).
 */
export async function publishRevision(
  deps: AlertDeps,
  incoming: IncomingRevision,
): Promise<Result<Accepted>> {
  for (let triesLeft = MAX_TRIES; ; triesLeft -= 1)
    try {
      return await publishOnce(deps, incoming);
    } catch (error) {
      if (error instanceof DemonstrationRefused) return failed('demonstration-refused');
      // Another writer revised the same alert first: decide again on what it stored.
      if (!(error instanceof RevisionConflict) || triesLeft <= 1) throw error;
    }
}

async function publishOnce(deps: AlertDeps, incoming: IncomingRevision): Promise<Result<Accepted>> {
  const foreseen = await foreseeRevision(deps, incoming);
  if (!foreseen.ok) return foreseen;
  const { revision, notices, isKnown } = foreseen.value;
  if (isKnown) return ok(accepted('already-there', revision, notices));
  const outcome = await deps.store.saveRevision(revision, incoming.document);
  return ok(accepted(outcome === 'saved' ? 'published' : 'already-there', revision, notices));
}

/** What publishing would store now, or why it would be refused. */
export interface Foreseen {
  revision: AlertRevision;
  /** What it comes after, oldest first; empty for a new alert. */
  history: readonly AlertRevision[];
  notices: readonly Notice[];
  /** The very message is stored already; then `revision` is that one. */
  isKnown: boolean;
}

/** Judges a decision as publishing does and stores nothing: an officer sees the outcome before it is one. */
export async function foreseeRevision(
  deps: AlertDeps,
  incoming: IncomingRevision,
): Promise<Result<Foreseen>> {
  const stored = await deps.store.findByMessage(incoming.message);
  if (stored !== null) return ok({ revision: stored, history: [], notices: incoming.notices, isKnown: true });
  if (isMarkedAsDrill(incoming.parts)) return failed('drill-not-alert', 'headline');

  const found = incoming.previous === null ? null : await deps.store.findHistory(incoming.previous.alertId);
  const newest = found?.revisions.at(-1) ?? null;
  const refusal = refusalOf(incoming, newest);
  const isChanged = incoming.basedOn !== undefined && newest?.revision !== incoming.basedOn;
  if (isChanged && refusal?.problem.word !== 'alert-already-cancelled')
    return failed('alert-changed', 'baseRevision', String(newest?.revision ?? ''));
  if (refusal !== null) return refusal;
  const isRevived = newest?.action === 'cancel' && incoming.action !== 'cancel';
  const history = isRevived ? [] : (found?.revisions ?? []);
  const latest = history.at(-1) ?? null;
  if (latest === null && incoming.origin === 'relayed') {
    const successor = await findSuccessor(deps, incoming.message);
    if (successor !== null) return failed('bulletin-outdated', 'sent', successor.sentAt);
  }

  const isBareCancel = incoming.action === 'cancel' && incoming.parts.length === 0 && latest !== null;
  const given = isBareCancel ? allClearParts(latest, incoming) : incoming.parts;
  if (given.length === 0) return failed('bulletin-unreadable');
  // A new alert must concern somebody here. One that moved away still has to reach those who were warned.
  if (latest === null && !given.some((part) => part.adcodes.some((code) => isServed(code, deps.regions))))
    return failed('region-not-served', 'regions', incoming.source);

  const notices = [...incoming.notices];
  if (isRevived) notices.push(notice.ORIGINAL_CANCELLED);
  else if (incoming.action === 'update' && latest === null) notices.push(notice.ORIGINAL_UNKNOWN);
  if (incoming.sentAt > addMs(deps.now(), CLOCK_TOLERANCE_MS)) notices.push(notice.SENT_IN_FUTURE);
  const revision = revisionOf(deps, { ...incoming, parts: given }, history);
  if (alertState(revision, deps.now()) === 'ended') notices.push(notice.ALREADY_ENDED);
  return ok({ revision, history, notices, isKnown: false });
}

/** Whose title begins with 【演练】 is a drill, whoever sent it as a warning and by whatever way. */
function isMarkedAsDrill(parts: readonly AlertPart[]): boolean {
  return parts.some(({ bulletins }) =>
    bulletins.some(({ headline }) => oneLine(headline).startsWith(DRILL_MARK)),
  );
}

/** The revision a decision becomes after `history`. */
function revisionOf(
  deps: Pick<AlertDeps, 'isDemonstration'>,
  incoming: IncomingRevision,
  history: readonly AlertRevision[],
): AlertRevision {
  const latest = history.at(-1) ?? null;
  const { action, parts } = incoming;
  return {
    alertId: latest?.alertId ?? alertIdOf(incoming.message),
    revision: (latest?.revision ?? 0) + 1,
    action: action === 'issue' && latest !== null ? 'update' : action,
    origin: incoming.origin,
    source: incoming.source,
    sentAt: incoming.sentAt,
    parts: action === 'cancel' && latest !== null ? reachingAll(parts, latest) : parts,
    message: incoming.message,
    references: lineage(history, incoming),
    isDemonstration: deps.isDemonstration,
    ...(incoming.isWithdrawal === true ? { isWithdrawal: true } : {}),
    ...(incoming.correction === undefined ? {} : { correction: incoming.correction }),
  };
}

function refusalOf(
  incoming: IncomingRevision,
  latest: AlertRevision | null,
): ReturnType<typeof failed> | null {
  if (latest === null) return incoming.action === 'cancel' ? failed('original-unknown', 'references') : null;
  const isLate = incoming.sentAt < latest.sentAt;
  // What names the latest message came after it, whatever a wrong clock wrote.
  const namesLatest = incoming.references.some((key) => isSameMessage(key, latest.message));
  if (latest.action === 'cancel') {
    // Our own withdrawal did not end the warning; its issuer's all-clear still may.
    const isAllClear = incoming.action === 'cancel' && latest.isWithdrawal === true && !incoming.isWithdrawal;
    const isNewWarning = incoming.action !== 'cancel' && incoming.origin === 'relayed' && !isLate;
    if (!isAllClear && !isNewWarning) return failed('alert-already-cancelled', 'references', latest.alertId);
    return null;
  }
  return isLate && !namesLatest ? failed('bulletin-outdated', 'sent', latest.sentAt) : null;
}

/** An alert in force that already refers to this message: its update arrived first, and is newer. */
async function findSuccessor(deps: AlertDeps, message: MessageKey): Promise<AlertRevision | null> {
  const current = await deps.store.listCurrent(deps.now());
  return current.find(({ references }) => references.some((key) => isSameMessage(key, message))) ?? null;
}

/** Every earlier message, ours and those only the sender knew of, each once and never the message itself. */
function lineage(history: readonly AlertRevision[], incoming: IncomingRevision): MessageKey[] {
  const all = [...history.flatMap((r) => [...r.references, r.message]), ...incoming.references];
  return all.filter(
    (key, index) =>
      !isSameMessage(key, incoming.message) && all.findIndex((other) => isSameMessage(other, key)) === index,
  );
}

function accepted(
  outcome: Accepted['outcome'],
  revision: AlertRevision,
  notices: readonly Notice[],
): Accepted {
  return {
    outcome,
    alertId: revision.alertId,
    revision: revision.revision,
    draftId: null,
    missing: [],
    notices,
  };
}
