import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bulletinView, type BulletinView } from '../../src/domain/bulletin-view.ts';
import { withinBudget } from '../../src/domain/now-budget.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

const NOW = '2026-07-01T04:00:00.000Z';

function view(words: Partial<Record<'headline' | 'instruction' | 'description' | 'area', string>> = {}): BulletinView {
  const { area, ...bulletin } = words;
  const areas = area === undefined ? {} : { areas: [{ description: area, adcodes: ['654225'], polygons: [], circles: [] }] };
  const part = examplePart(areas, bulletin);
  return bulletinView(exampleRevision({ parts: [part] }), part, NOW, () => null, () => null);
} // prettier-ignore

const characters = ({ whole, lines }: ReturnType<typeof withinBudget>) =>
  whole.reduce(
    (sum, v) => sum + v.headline.length + v.instruction.length + v.description.length + v.areaText.length,
    0,
  ) + lines.reduce((sum, v) => sum + v.headline.length, 0);

describe('the lightest page', () => {
  test('shows everything whole on an ordinary day', () => {
    const views = [view(), view(), view()];
    expect(withinBudget(views)).toEqual({ whole: views, lines: [] });
    expect(withinBudget([])).toEqual({ whole: [], lines: [] });
  });

  test('shows the gravest whole and the rest as lines on a bad day, in the order given', () => {
    const views = Array.from({ length: 30 }, (_, i) =>
      view({ headline: `第${i}条预警`, description: '雨'.repeat(300) }),
    );
    const { whole, lines } = withinBudget(views);
    expect(whole.length).toBeGreaterThan(2);
    expect([...whole, ...lines].map(({ headline }) => headline)).toEqual(
      views.map(({ headline }) => headline),
    );
    expect(whole.every(({ description }) => description.length === 300)).toBe(true);
  });

  test('has no gap: after the first line all are lines, short as they may be', () => {
    const views = [
      view({ description: '雨'.repeat(1500) }),
      view({ description: '雨'.repeat(2500) }),
      view({ description: '' }),
    ];
    expect(withinBudget(views)).toMatchObject({ whole: { length: 1 }, lines: { length: 2 } });
  });

  test('never cuts an instruction, of however many pages', () => {
    const instruction = '不要蹚水过河。'.repeat(2000);
    expect(withinBudget([view({ instruction })]).whole[0]?.instruction).toBe(instruction);
  });

  test('cuts the description of a first bulletin that alone would burst the page', () => {
    const [first] = withinBudget([view({ description: '雨'.repeat(1_000_000) }), view()]).whole;
    expect(first?.description.length).toBeLessThan(3200);
    expect(first?.description).toMatch(/^雨{2000,}…$/);
    expect(first?.instruction).toBe('1.立即转移到高处；2.不要蹚水过河。');
  });

  test('cuts a headline of a million characters before anything walks over it', () => {
    const monster = '😀'.repeat(500_000);
    const { whole, lines } = withinBudget([
      view({ headline: monster, area: monster }),
      view({ headline: monster }),
    ]);
    expect([whole[0]?.headline.length, lines[0]?.headline.length]).toEqual([239, 119]);
    expect(whole[0]?.headline.isWellFormed()).toBe(true);
    expect(whole[0]?.areaText.isWellFormed()).toBe(true);
  });

  test('stays within its characters whatever thirty bulletins say, their instructions apart', () => {
    const text = (max: number) => fc.string({ unit: 'grapheme', maxLength: max });
    const words = fc.record({ headline: text(300), description: text(5000), area: text(500) });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (all) => {
        const fitted = withinBudget(all.map((one) => view({ ...one, instruction: '' })));
        expect(characters(fitted)).toBeLessThan(3200 + 30 * 120);
        expect(fitted.whole.length + fitted.lines.length).toBe(all.length);
      }),
      { numRuns: 50 },
    );
  });
});
