import type { BulletinView } from './bulletin-view.ts';

/**
 * Characters of bulletin text the lightest page can carry whole: with its frame and styles it stays below 14 kB
 * compressed, which is what the first round trips of a connection bring. Chinese text costs about two bytes a
 * character once compressed; a line in the list below costs about thirty.
 */
const WHOLE_CHARACTERS = 3200;
const LINE_CHARACTERS = 60;
const LINE_COST = 30;

/**
 * Which bulletins stand whole on the lightest page and which as one line with a link. Views come gravest first and
 * keep their order. The first always stands whole; an instruction is never cut.
 */
export function withinBudget(views: readonly BulletinView[]): {
  whole: BulletinView[];
  lines: BulletinView[];
} {
  const whole: BulletinView[] = [];
  const lines: BulletinView[] = [];
  let left = WHOLE_CHARACTERS - views.length * LINE_COST;
  for (const view of views) {
    const cost =
      view.headline.length + view.instruction.length + view.description.length + view.areaText.length + 80;
    if (lines.length === 0 && (whole.length === 0 || cost <= left)) {
      whole.push(view);
      left -= cost;
    } else lines.push({ ...view, headline: shortened(view.headline) });
  }
  return { whole, lines };
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= LINE_CHARACTERS
    ? text
    : `${characters.slice(0, LINE_CHARACTERS - 1).join('')}…`;
}
