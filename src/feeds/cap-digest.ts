import type { MessageKey } from '../domain/alert.ts';
import type { CapArea, CapMessageType, CapNamedValue, CapStatus } from '../domain/cap-message.ts';
import type { Level } from '../domain/level.ts';
import type { Adcode } from '../domain/region.ts';
import type { Severity } from '../domain/severity.ts';
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
    areas: readonly { areaDesc: string; adcodes: readonly Adcode[] }[];
  }[];
}

/** The `alert` of the dry run; null for a rejected document. Without `resolve`, regions come from geocodes alone. */
export function digestCap(
  _reading: CapReading,
  _resolve?: (area: CapArea) => readonly Adcode[],
): CapDigest | null {
  throw new Error('not built yet');
}
