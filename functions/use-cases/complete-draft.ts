import { z } from 'zod';
import type { ReadRegion, TextReading } from '../../src/domain/bulletin-reading.ts';
import { readBulletinText } from '../../src/domain/bulletin-text.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { LEVELS } from '../../src/domain/level.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { normaliseAdcode } from '../../src/domain/region.ts';
import type { Accepted, AlertDeps } from './alert-deps.ts';
import { shortLine } from './form-line.ts';
import { isComplete, publishReading } from './ingest-text.ts';

/** What a person read where the grammar could not. The bulletin's own words are never changed. */
export const completion = z.strictObject({
  issuer: shortLine(60).optional(),
  hazard: shortLine(40).optional(),
  level: z.enum(LEVELS as readonly ['red', 'orange', 'yellow', 'blue']).optional(),
  regions: z.array(z.string().max(20)).min(1).max(500).optional(),
  issuedAt: z.iso.datetime({ offset: true }).optional(),
  action: z.enum(['issue', 'update', 'cancel']).optional(),
});
export type Completion = z.infer<typeof completion>;

/** Publishes a draft once a person has filled what was missing; still incomplete, it stays a draft and says so. */
export async function completeDraft(
  deps: AlertDeps,
  draftId: string,
  given: Completion,
): Promise<Result<Accepted>> {
  const draft = isDraftId(draftId) ? await deps.store.findDraft(draftId) : null;
  if (draft === null) return failed('draft-unknown', 'id', draftId);
  const text = draft.document.body;
  const read = readBulletinText(text, {
    gazetteer: deps.gazetteer,
    eventCodes: deps.eventCodes,
    receivedAt: draft.createdAt,
  });
  const completed = completedReading(deps, read, given);
  if (!completed.ok) return completed;
  const reading = completed.value;
  if (!isComplete(reading)) return failed('bulletin-incomplete', reading.missing.join(','));
  const result = await publishReading(deps, text, reading);
  // It may have become a draft again: then a person still has to look at it.
  if (result.ok && result.value.draftId === null) await deps.store.deleteDraft(draftId);
  return result;
}

/** A reading with what a person read beside it; refused when a region is none. */
export function completedReading(
  deps: Pick<AlertDeps, 'gazetteer' | 'eventCodes'>,
  read: TextReading,
  given: Completion,
): Result<TextReading> {
  const regions: ReadRegion[] = [];
  for (const written of given.regions ?? []) {
    const adcode = normaliseAdcode(written);
    const region = adcode === null ? null : deps.gazetteer.find(adcode);
    if (region === null) return failed('region-unknown', 'regions', written);
    if (!regions.some(({ adcode }) => adcode === region.adcode))
      regions.push({ adcode: region.adcode, name: region.name });
  }
  return ok(filled(deps, read, given, regions));
}

/** Only what can be one is asked of the database, which cannot even be asked for NUL. */
function isDraftId(text: string): boolean {
  return /^[0-9A-Za-z-]{1,60}$/.test(text);
}

function filled(
  deps: Pick<AlertDeps, 'eventCodes'>,
  read: TextReading,
  given: Completion,
  regions: TextReading['regions'],
): TextReading {
  const hazard =
    given.hazard === undefined
      ? null
      : (deps.eventCodes.findCode(given.hazard) ?? deps.eventCodes.findHazard(given.hazard));
  const reading: TextReading = {
    ...read,
    issuer: given.issuer ?? read.issuer,
    hazard:
      given.hazard === undefined
        ? read.hazard
        : { code: hazard?.code ?? null, name: hazard?.name ?? given.hazard },
    level: given.level ?? read.level,
    // A person's regions or level hold for the whole bulletin; the parts read before no longer do.
    parts: given.regions === undefined && given.level === undefined ? read.parts : [],
    regions: given.regions === undefined ? read.regions : regions,
    issuedAt: given.issuedAt === undefined ? read.issuedAt : toInstant(Date.parse(given.issuedAt)),
    action: given.action ?? read.action,
  };
  const has = (item: keyof Completion): boolean => given[item] !== undefined;
  return { ...reading, missing: read.missing.filter((item) => !has(item)) };
}
