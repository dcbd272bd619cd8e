import { expect, test } from 'vitest';
import type { PictureChild, PictureElement } from '../../../functions/pictures/picture-element.ts';
import { pictureLayout } from '../../../functions/pictures/picture-layout.ts';
import { LEVEL_CHARACTER } from '../../../src/domain/level.ts';
import { drillView } from '../../../src/domain/mouth-drill.ts';
import { PICTURE_ROOM, sheetOf, type Sheet } from '../../../src/domain/mouth-sheet.ts';
import { alertView } from '../../../src/domain/mouth-view.ts';
import { exampleDrill, HISTORIES, NOW, TEXTS } from '../../feeds/mouth-fixture.ts';

/** Every word of the drawing, in the order it is set. */
function wordsOf(child: PictureChild | readonly PictureChild[] | undefined): string {
  if (child === undefined) return '';
  if (typeof child === 'string') return child;
  if (Array.isArray(child)) return (child as readonly PictureChild[]).map(wordsOf).join('|');
  return wordsOf((child as PictureElement).props.children);
}
const drawn = (sheet: Sheet): string => wordsOf(pictureLayout({ sheet, madeAt: '7月1日 10:44' }));
const sheets: Record<string, Sheet> = {
  ...Object.fromEntries(
    Object.entries(HISTORIES).map(([name, history]) => [
      name,
      sheetOf(alertView(history, 'zh-CN', NOW, TEXTS), PICTURE_ROOM),
    ]),
  ),
  drill: sheetOf(drillView(exampleDrill(), 'zh-CN', NOW, TEXTS), PICTURE_ROOM),
};

test.each(Object.entries(sheets))(
  'the picture says every word of the sheet that was checked: %s',
  (_, sheet) => {
    const said = drawn(sheet).replaceAll('|', '');
    for (const part of sheet.parts)
      for (const words of [part.title, part.area, part.time, ...part.actions]) expect(said).toContain(words);
    for (const words of [
      sheet.source,
      sheet.sent,
      sheet.closing ?? '',
      sheet.change ?? '',
      '以最新发布为准',
      '7月1日 10:44 制图',
    ])
      expect(said).toContain(words);
    for (const mark of sheet.marks) expect(said).toContain(mark.slice(1, -1));
  },
);

test('a level is said by its character too, and nothing past by any level', () => {
  for (const [name, sheet] of Object.entries(sheets))
    for (const part of sheet.parts) {
      const signs = drawn(sheet)
        .split('|')
        .filter((word) => /^[红橙黄蓝警解撤过]$/.test(word));
      const own = part.level === null ? '警' : LEVEL_CHARACTER[part.level];
      if (sheet.isPast) expect(signs, name).not.toContain(own);
      else expect(signs, name).toContain(own);
    }
});

test('the mark of a drill stands before everything else', () => {
  expect(
    drawn(sheets['drill'] ?? sheets['red']!)
      .replaceAll('|', '')
      .replace(/^橙/, ''),
  ).toMatch(/^【演练】/);
});
