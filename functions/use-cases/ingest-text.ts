import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { alertState } from '../../src/domain/alert-state.ts';
import type { TextPart, TextReading } from '../../src/domain/bulletin-reading.ts';
import { readBulletinText } from '../../src/domain/bulletin-text.ts';
import { toCapTime, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { concerns } from '../../src/domain/region.ts';
import { severityOfLevel } from '../../src/domain/severity.ts';
import type { Accepted, AlertDeps } from './alert-deps.ts';
import { textIdentifier } from './alert-identity.ts';
import { publishRevision } from './publish-revision.ts';

/** A reading that has everything a published bulletin needs. */
type CompleteReading = TextReading & {
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
  const broken = reading.problems.find((p) => p.word === 'text-invalid' || p.word === 'text-too-long');
  if (broken !== undefined) return failed('text-invalid', undefined, broken.message);
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

/** Publishes a reading that a grammar or a person made whole; the words stay the issuer's, verbatim. */
export async function publishReading(
  deps: AlertDeps,
  text: string,
  reading: CompleteReading,
): Promise<Result<Accepted>> {
  const parts = partsOfReading(reading);
  return publishRevision(deps, {
    action: reading.action,
    origin: 'relayed',
    source: reading.issuer,
    sentAt: reading.issuedAt,
    message: {
      sender: reading.issuer,
      identifier: reading.identifier ?? textIdentifier(text),
      sent: toCapTime(reading.issuedAt),
    },
    references: [],
    parts,
    document: { mediaType: 'text/plain', body: text },
    previous: await findPrevious(deps, reading, parts),
    notices: reading.problems,
  });
}

/** One part per level: a partial upgrade keeps its places apart. */
function partsOfReading(reading: CompleteReading): AlertPart[] {
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

/**
 * The alert a text continues: the newest in force from the same issuer, of the same hazard, for an overlapping
 * place. Texts name no predecessor; one issuer keeps one signal per hazard and place, so a new one replaces it.
 */
async function findPrevious(
  deps: AlertDeps,
  reading: CompleteReading,
  parts: readonly AlertPart[],
): Promise<AlertRevision | null> {
  const codes = parts.flatMap((part) => part.adcodes);
  const living = await deps.store.listCurrent(deps.now());
  const alike = living.filter(
    (alert) =>
      alertState(alert, deps.now()) === 'in-force' &&
      alert.source === reading.issuer &&
      alert.parts.some(
        (part) =>
          isSameHazard(part.hazard, reading.hazard) &&
          part.adcodes.some((a) => codes.some((b) => concerns(a, b))),
      ),
  );
  return alike.sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1))[0] ?? null;
}

function isSameHazard(a: AlertPart['hazard'], b: AlertPart['hazard']): boolean {
  return a.code !== null && b.code !== null ? a.code === b.code : a.name === b.name;
}

async function saveDraft(deps: AlertDeps, text: string, reading: TextReading): Promise<Result<Accepted>> {
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
