import type { MessageKey } from '../domain/alert.ts';
import type { CapArea, CapMessageType, CapNamedValue, CapStatus } from '../domain/cap-message.ts';
import { adcodesOfArea } from '../domain/geometry.ts';
import type { Level } from '../domain/level.ts';
import { officialAdcode, type Adcode } from '../domain/region.ts';
import type { Severity } from '../domain/severity.ts';
import { levelOfInfo } from './cap-level.ts';
import type { CapReading } from './cap-read.ts';

export interface CapDigest {
  identifier: string;
  sender: string;
  /** Verbatim. */
  sent: string;
  status: CapStatus;
  msgType: CapMessageType;
  references: readonly MessageKey[];
  infos: readonly {
    language: string;
    event: string;
    eventCode: readonly CapNamedValue[];
    level: Level | null;
    severity: Severity;
    headline: string | null;
    /** Codes as GB/T 2260 prints them, at least six digits. */
    areas: readonly { areaDesc: string; adcodes: readonly string[] }[];
  }[];
}

/** The `alert` of the dry run; null for a rejected document. Without `resolve`, regions come from geocodes alone. */
export function digestCap(
  reading: CapReading,
  resolve: (area: CapArea) => readonly Adcode[] = (area) => adcodesOfArea(area, []).adcodes,
): CapDigest | null {
  const { message } = reading;
  if (message === null) return null;
  return {
    identifier: message.identifier,
    sender: message.sender,
    sent: message.sent.text,
    status: message.status,
    msgType: message.msgType,
    references: message.references.map(({ sender, identifier, sent }) => ({ sender, identifier, sent })),
    infos: message.infos.map((info) => ({
      language: info.language,
      event: info.event,
      eventCode: info.eventCodes,
      level: levelOfInfo(info).level,
      severity: info.severity,
      headline: info.headline,
      areas: info.areas.map((area) => ({
        areaDesc: area.areaDesc,
        adcodes: resolve(area).map(officialAdcode),
      })),
    })),
  };
}
