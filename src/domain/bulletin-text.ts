import type { TextReading } from './bulletin-reading.ts';
import type { EventCodes } from './event-code.ts';
import type { Instant } from './instant.ts';
import type { Gazetteer } from './region.ts';

export interface TextContext {
  gazetteer: Gazetteer;
  eventCodes: EventCodes;
  /** When the text arrived: completes a date without year or month. Without it such a date stays missing. */
  receivedAt?: Instant;
}

/** Reads one Chinese plain-text bulletin. Never throws on any text. */
export function readBulletinText(_text: string, _context: TextContext): TextReading {
  return {
    isBulletin: false, issuer: null, issuers: [], action: null, actionWord: null, hazard: null, level: null,
    previousLevel: null, regions: [], jurisdiction: [], issuedAt: null, expiresAt: null, headline: '', description: '',
    instruction: '', sourceNote: null, identifier: null, parts: [], isDrill: false, isMeteorological: false,
    missing: ['issuer', 'hazard', 'level', 'regions', 'issuedAt', 'action'], problems: [],
  }; // prettier-ignore
}

/** The bulletins of one paste, in order; a text without any is one piece. */
export function splitBulletins(text: string): readonly string[] {
  return [text];
}
