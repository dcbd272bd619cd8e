import type { Lexicon } from '../../src/domain/bulletin-clause.ts';
import type { TextReading } from '../../src/domain/bulletin-reading.ts';
import { readBulletinText } from '../../src/domain/bulletin-text.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { readEventCodes, readGazetteer } from '../../functions/content/content-files.ts';

/** The real tables; every bulletin in these suites is made up, in the shape of real ones. */
export const lexicon: Lexicon = { gazetteer: readGazetteer(), eventCodes: readEventCodes() };

export function read(text: string, receivedAt?: Instant): TextReading {
  return readBulletinText(text, receivedAt === undefined ? lexicon : { ...lexicon, receivedAt });
}

/** What a test compares: the facts, without the words. */
export function facts(text: string, receivedAt?: Instant) {
  const reading = read(text, receivedAt);
  return {
    issuer: reading.issuer,
    action: reading.action,
    hazard: reading.hazard?.name ?? null,
    level: reading.level,
    regions: reading.regions.map((region) => region.adcode),
    issuedAt: reading.issuedAt,
    missing: reading.missing,
  };
}

export const words = (reading: TextReading) => reading.problems.map((problem) => problem.word);
