import type { BulletinView } from './bulletin-view.ts';

/**
 * Characters of bulletin text the lightest page can carry whole: with its frame and styles it stays below 14 kB
 * compressed, which is what the first round trips of a connection bring. Chinese text costs about two bytes a
 * character once compressed; a line in the list below costs about thirty.
 */
const WHOLE_CHARACTERS = 3200;
const LINE_CHARACTERS = 60;
const LINE_COST = 30;
const FRAME_COST = 80;
/** What a headline and a list of places may take of the page; the bulletin's own page has all of them. */
const HEADLINE_CHARACTERS = 120;
const AREA_CHARACTERS = 200;
/** Below this a description says nothing any more. */
const LEAST_DESCRIPTION = 40;

/**
 * Which bulletins stand whole on the lightest page and which as one line with a link. Views come gravest first and
 * keep their order. The first always stands, its description cut where one bulletin alone would burst the page
 * (its own page has all of it); an instruction is never cut.
 */
export function withinBudget(views: readonly BulletinView[]): {
  whole: BulletinView[];
  lines: BulletinView[];
} {
  const whole: BulletinView[] = [];
  const lines: BulletinView[] = [];
  let left = WHOLE_CHARACTERS - views.length * LINE_COST;
  for (const view of views) {
    const fitted = whole.length === 0 ? fittedTo(left, view) : view;
    if (lines.length === 0 && (whole.length === 0 || costOf(fitted) <= left)) {
      whole.push(fitted);
      left -= costOf(fitted);
    } else lines.push({ ...view, headline: shortened(view.headline, LINE_CHARACTERS) });
  }
  return { whole, lines };
}

function costOf({ headline, instruction, description, areaText, correction }: BulletinView): number {
  const words = headline.length + instruction.length + description.length + areaText.length;
  return words + (correction?.length ?? 0) + FRAME_COST;
}

function fittedTo(room: number, view: BulletinView): BulletinView {
  if (costOf(view) <= room) return view;
  const spare = {
    ...view,
    headline: shortened(view.headline, HEADLINE_CHARACTERS),
    areaText: shortened(view.areaText, AREA_CHARACTERS),
  };
  const rest = room - costOf({ ...spare, description: '' });
  return { ...spare, description: rest < LEAST_DESCRIPTION ? '' : shortened(view.description, rest) };
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  // Cut before splitting: a headline of a million characters must not become a list of a million.
  const characters = [...text.slice(0, most * 2)];
  return characters.length <= most && text.length <= most * 2
    ? text
    : `${characters.slice(0, most - 1).join('')}…`;
}
