import { SCREEN_ROOM, sheetOf, type Sheet } from './mouth-sheet.ts';
import type { MouthView } from './mouth-view.ts';
import { concerns, type Adcode } from './region.ts';

/** What stands on the wall at one time. */
export interface WallSlide {
  /** Tells slides apart, also from one asking to the next. */
  id: string;
  sheet: Sheet;
}

/** More levels than this on one slide could not be read from afar: then each has its own. */
const MOST_PARTS = 2;

/** A bulletin's slides on the wall of one place: only the levels that concern it, for there the wall hangs. */
export function wallSlides(view: MouthView, chosen: Adcode): WallSlide[] {
  const parts = view.parts.filter((part) => part.adcodes.some((code) => concerns(code, chosen)));
  const groups = parts.length <= MOST_PARTS ? [parts] : parts.map((part) => [part]);
  return groups
    .filter((group) => group.length > 0)
    .map((group, index) => ({
      id: `${view.id}-${index}`,
      sheet: sheetOf({ ...view, parts: group }, SCREEN_ROOM),
    }));
}

/** The whole wall: a drill only while no warning stands, for nobody may have to tell the two apart from afar. */
export function wallOf(
  alerts: readonly MouthView[],
  drills: readonly MouthView[],
  chosen: Adcode,
): WallSlide[] {
  const real = alerts.flatMap((view) => wallSlides(view, chosen));
  return real.length > 0 ? real : drills.flatMap((view) => wallSlides(view, chosen));
}
