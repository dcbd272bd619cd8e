import type { AlertPart } from '../../src/domain/alert.ts';
import type { TextPart, TextReading } from '../../src/domain/bulletin-reading.ts';
import { readBulletinText } from '../../src/domain/bulletin-text.ts';
import { toCapTime, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { severityOfLevel } from '../../src/domain/severity.ts';
import type { Accepted, AlertDeps, Notice } from './alert-deps.ts';
import { textIdentifier } from './alert-identity.ts';
import { LIFT_UNCLEAR, PARTLY_LIFTED } from './publish-notices.ts';
import { publishRevision, type IncomingRevision } from './publish-revision.ts';
import { findContinued, remainingParts } from './text-lineage.ts';

/** A reading that has everything a published bulletin needs. */
export type CompleteReading = TextReading & {
  issuer: string;
  hazard: NonNullable<TextReading['hazard']>;
  action: NonNullable<TextReading['action']>;
  issuedAt: Instant;
};

/**
 * Takes a Chinese bulletin in plain text. What cannot be read whole becomes a draft for a person, never a
 * published bulletin; a drill is neither.
 */
export async function ingestText(deps: AlertDeps, text: string): Promise<Result<Accepted>> {
  const reading = readBulletinText(text, {
    gazetteer: deps.gazetteer,
    eventCodes: deps.eventCodes,
    receivedAt: deps.now(),
  });
  if (reading.isDrill) return failed('drill-not-alert');
  for (const word of ['text-invalid', 'text-too-long'] as const) {
    const broken = reading.problems.find((problem) => problem.word === word);
    if (broken !== undefined) return failed(word, undefined, broken.message);
  }
  if (!reading.isBulletin) return failed('bulletin-unreadable');
  return isComplete(reading) ? publishReading(deps, text, reading) : saveDraft(deps, text, reading);
}

export function isComplete(reading: TextReading): reading is CompleteReading {
  return (
    reading.missing.length === 0 &&
    reading.issuer !== null &&
    reading.hazard !== null &&
    reading.action !== null &&
    reading.issuedAt !== null &&
    reading.regions.length > 0
  );
}

/** What a complete reading does: the revision it becomes and, of an all-clear, what else it lifts. */
export interface ReadingPlan {
  first: IncomingRevision;
  others: readonly IncomingRevision[];
}

/** Publishes a reading that a grammar or a person made whole; the words stay the issuer's, verbatim. */
export async function publishReading(
  deps: AlertDeps,
  text: string,
  reading: CompleteReading,
): Promise<Result<Accepted>> {
  const plan = await planReading(deps, text, reading);
  if (plan === null) return saveDraft(deps, text, { ...reading, missing: ['regions'] }, [LIFT_UNCLEAR]);
  const result = await publishRevision(deps, plan.first);
  for (const other of plan.others) if (result.ok) await publishRevision(deps, other);
  return result;
}

/** Null: it lifts less than was warned, and what stays cannot be told. Nothing is stored. */
export async function planReading(
  deps: AlertDeps,
  text: string,
  reading: CompleteReading,
): Promise<ReadingPlan | null> {
  const parts = partsOfReading(reading);
  const identifier = reading.identifier ?? textIdentifier(text);
  const incoming: IncomingRevision = {
    action: reading.action,
    origin: 'relayed',
    source: reading.issuer,
    sentAt: reading.issuedAt,
    message: { sender: reading.issuer, identifier, sent: toCapTime(reading.issuedAt) },
    references: [],
    parts,
    document: { mediaType: 'text/plain', body: text },
    previous: null,
    notices: reading.problems,
  };
  const known = await deps.store.findByMessage(incoming.message);
  if (known !== null) return { first: incoming, others: [] };
  const [continued = null, ...others] = await findContinued(deps, reading, parts);
  if (reading.action !== 'cancel' || continued === null)
    return { first: { ...incoming, previous: continued }, others: [] };

  const codes = parts.flatMap((part) => part.adcodes);
  const left = remainingParts(continued, reading.hazard, codes);
  if (left === null) return null;
  if (left.length > 0) {
    const notices = [...incoming.notices, PARTLY_LIFTED];
    const first = { ...incoming, action: 'update' as const, parts: left, previous: continued, notices };
    return { first, others: [] };
  }
  // One all-clear may lift several alerts of one issuer, hazard and level; each is told under a name of its own.
  const alsoLifted = others
    .filter((other) => remainingParts(other, reading.hazard, codes)?.length === 0)
    .map((other) => ({
      ...incoming,
      message: { ...incoming.message, identifier: `${identifier}#${other.alertId}` },
      previous: other,
    }));
  return { first: { ...incoming, previous: continued }, others: alsoLifted };
}

/** One part per level: a partial upgrade keeps its places apart. */
export function partsOfReading(reading: CompleteReading): AlertPart[] {
  const split: readonly TextPart[] =
    reading.parts.length > 0 ? reading.parts : [{ level: reading.level, regions: reading.regions }];
  return split.map((part) => ({
    hazard: { code: reading.hazard.code, name: reading.hazard.name },
    level: part.level,
    severity: severityOfLevel(part.level),
    urgency: reading.action === 'cancel' ? 'Past' : 'Unknown',
    certainty: 'Unknown',
    categories: [reading.isMeteorological ? 'Met' : 'Other'],
    responseTypes: reading.action === 'cancel' ? ['AllClear'] : [],
    areas: part.regions.map(({ adcode, name }) => ({
      description: name,
      adcodes: [adcode],
      polygons: [],
      circles: [],
    })),
    adcodes: [...new Set(part.regions.map((region) => region.adcode))],
    effectiveAt: reading.issuedAt,
    onsetAt: null,
    expiresAt: reading.expiresAt,
    bulletins: [
      {
        language: 'zh-CN',
        headline: reading.headline,
        description: reading.description,
        instruction: reading.instruction,
        contact: null,
        web: null,
      },
    ],
  }));
}

async function saveDraft(
  deps: AlertDeps,
  text: string,
  reading: TextReading,
  more: readonly Notice[] = [],
): Promise<Result<Accepted>> {
  const id = textIdentifier(text);
  const missing = reading.missing;
  const outcome = await deps.store.saveDraft({
    id,
    createdAt: deps.now(),
    document: { mediaType: 'text/plain', body: text },
    reading,
    missing,
  });
  const notices = [
    {
      word: 'bulletin-incomplete',
      message: '有几项没有读出来，已存为草稿，请人工补全后再发布。',
      path: missing.join(','),
    },
    ...more,
    ...reading.problems,
  ];
  return ok({
    outcome: outcome === 'saved' ? 'draft' : 'already-there',
    alertId: null,
    revision: null,
    draftId: id,
    missing,
    notices,
  });
}
