import type { AlertAction, AlertPart, AlertRevision, MessageKey } from '../../src/domain/alert.ts';
import { alertState } from '../../src/domain/alert-state.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { RevisionConflict } from '../store/database-errors.ts';
import type { MessageDocument } from '../store/store.ts';
import { isServed, type Accepted, type AlertDeps, type Notice } from './alert-deps.ts';
import { alertIdOf } from './alert-identity.ts';

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
  notices: readonly Notice[];
}

const MAX_TRIES = 5;

const UNKNOWN_ORIGINAL: Notice = {
  word: 'original-unknown',
  message: '这是一次更新，但本站没有收到过它更新的那条预警，已按新预警发布。',
  path: 'references',
};

/**
 * Gives a decision its place in the lineage and stores it. An update of an unknown alert is published as a new
 * one (people must be warned); a cancellation of an unknown one is refused (there is nothing to end).
 */
export async function publishRevision(
  deps: AlertDeps,
  incoming: IncomingRevision,
): Promise<Result<Accepted>> {
  for (let triesLeft = MAX_TRIES; ; triesLeft -= 1)
    try {
      return await publishOnce(deps, incoming);
    } catch (error) {
      // Another writer revised the same alert first: decide again on what it stored.
      if (!(error instanceof RevisionConflict) || triesLeft <= 1) throw error;
    }
}

async function publishOnce(deps: AlertDeps, incoming: IncomingRevision): Promise<Result<Accepted>> {
  const stored = await deps.store.findByMessage(incoming.message);
  if (stored !== null) return ok(accepted('already-there', stored, incoming.notices));

  const history = incoming.previous === null ? null : await deps.store.findHistory(incoming.previous.alertId);
  const latest = history?.revisions.at(-1) ?? null;
  const refusal = refusalOf(incoming, latest);
  if (refusal !== null) return refusal;

  const parts =
    incoming.parts.length > 0 ? incoming.parts : latest === null ? [] : allClearParts(latest, incoming);
  if (parts.length === 0) return failed('bulletin-unreadable');
  if (!parts.some((part) => part.adcodes.some((code) => isServed(code, deps.regions))))
    return failed('region-not-served', 'regions', incoming.source);

  const notices = [...incoming.notices];
  if (incoming.action === 'update' && latest === null) notices.push(UNKNOWN_ORIGINAL);
  const revision: AlertRevision = {
    alertId: latest?.alertId ?? alertIdOf(incoming.message),
    revision: (latest?.revision ?? 0) + 1,
    action: incoming.action === 'issue' && latest !== null ? 'update' : incoming.action,
    origin: incoming.origin,
    source: incoming.source,
    sentAt: incoming.sentAt,
    parts,
    message: incoming.message,
    references: history?.revisions.map((r) => r.message) ?? incoming.references,
    isDemonstration: deps.isDemonstration,
  };
  if (alertState(revision, deps.now()) === 'ended')
    notices.push({
      word: 'already-ended',
      message: '这条预警已过有效期，只存入往期，不推送。',
      path: 'expires',
    });
  const outcome = await deps.store.saveRevision(revision, incoming.document);
  return ok(accepted(outcome === 'saved' ? 'published' : 'already-there', revision, notices));
}

function refusalOf(incoming: IncomingRevision, latest: AlertRevision | null): Result<never> | null {
  if (incoming.action === 'cancel' && latest === null) return failed('original-unknown', 'references');
  if (latest === null) return null;
  if (latest.action === 'cancel') return failed('alert-already-cancelled', 'references', latest.alertId);
  if (incoming.sentAt < latest.sentAt) return failed('bulletin-outdated', 'sent', latest.sentAt);
  return null;
}

/** The cancelled alert's own parts with all-clear words: same areas, so that it reaches the same people. */
function allClearParts(latest: AlertRevision, incoming: IncomingRevision): AlertPart[] {
  return latest.parts.map((part) => ({
    ...part,
    responseTypes: ['AllClear'],
    urgency: 'Past' as const,
    effectiveAt: incoming.sentAt,
    onsetAt: null,
    expiresAt: null,
    bulletins: part.bulletins.map((bulletin) => ({
      ...bulletin,
      headline: bulletin.language.toLowerCase().startsWith('zh')
        ? `${incoming.source}解除${part.hazard.name}预警`
        : bulletin.headline,
      description: '',
      instruction: '',
    })),
  }));
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
