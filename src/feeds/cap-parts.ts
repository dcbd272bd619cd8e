import type { AlertPart } from '../domain/alert.ts';
import type { CapArea, CapMessage } from '../domain/cap-message.ts';
import type { Adcode } from '../domain/region.ts';

/**
 * The parts of an alert that a CAP message states. Infos that say the same in several languages become one part with
 * several bulletins, zh-CN first; areas of different parts are never merged. `resolve` finds an area's regions.
 */
export function partsOf(
  _message: CapMessage,
  _resolve: (area: CapArea) => readonly Adcode[],
): readonly AlertPart[] {
  throw new Error('not built yet');
}
