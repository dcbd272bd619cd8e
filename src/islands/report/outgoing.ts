import type { Identity } from '../../browser/report-seal.ts';
import { degreesText, readCoordinates } from './coordinates.ts';
import type { Report } from './report-state.ts';

/**
 * The fields that leave readable. Name, contact and note are never among them: they go sealed or not at all. What the
 * form does not ask for this kind (nobody is rewarded for a flood) is not sent, though it may stand in the draft.
 */
export function outgoingFields(report: Report): Record<string, string> {
  const { kind, category, adcode, text, place, seenAt, anonymity } = report;
  const isTipOff = kind !== 'situation';
  return {
    kind,
    category,
    adcode,
    text,
    place,
    seenAt,
    anonymity,
    ...positionFields(report),
    ...(isTipOff
      ? {
          respondent: report.respondent,
          isInsider: report.isInsider,
          claimSecret: report.claimSecret.normalize('NFKC').trim(),
        }
      : {}),
  };
}

function positionFields({ coordinates, datum }: Report): Record<string, string> {
  const read = readCoordinates(coordinates);
  return read.ok ? { lat: degreesText(read.lat), lng: degreesText(read.lng), datum } : {};
}

/** Null for an anonymous report, whatever was typed before the choice. */
export function identityOf({ anonymity, name, contact, note }: Report): Identity | null {
  return anonymity === 'anonymous' ? null : { name: name.trim(), contact: contact.trim(), note: note.trim() };
}
