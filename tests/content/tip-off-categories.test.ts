import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listTipOffKinds, nextSteps, readTipOffWording } from '../../src/content/tip-off-categories.ts';
import { TIP_OFF_KINDS } from '../../src/domain/tip-off.ts';

const file = new URL('../../content/tip-off/categories.yaml', import.meta.url);
const text = readFileSync(file, 'utf8');

describe('categories of tip-offs', () => {
  test('the twelve fields of the plan of 659007 and 特种设备 and 电力 are all there', () => {
    const [hazard, fire] = listTipOffKinds();
    expect(hazard?.categories.map((category) => category.id).slice(0, 13)).toEqual([
      'hazardous-chemicals', 'mining', 'industry', 'fireworks', 'farming', 'gas', 'ebike', 'construction',
      'city-building', 'road', 'tourism', 'special-equipment', 'power',
    ]); // prettier-ignore
    // The plan's eighth field, 消防安全, is a kind of its own with clocks of its own.
    expect(fire?.id).toBe('fire');
    expect(fire?.categories.length).toBeGreaterThan(3);
  });

  test('every kind has a way out for those who cannot tell, and says what happens next and by which rule', () => {
    for (const kind of listTipOffKinds())
      expect(kind.categories.at(-1)?.id, kind.name).toBe(`other-${kind.id}`);
    for (const kind of TIP_OFF_KINDS)
      for (const step of nextSteps(kind)) expect(step.basis, step.text).not.toBe('');
  });

  test.each([
    ['an unknown kind', 'kind: fire\n', 'kind: fires\n', 'kind'],
    ['an unknown source', '[fire-law-28]', '[fire-law-99]', 'fire-law-99'],
    ['an id used twice', 'id: mining', 'id: gas', '已经用过'],
    ['an unknown field', 'lead: 通道', 'leads: 通道', 'leads'],
  ])('%s stops the build and names file and field', (_, good, bad, named) => {
    expect(text).toContain(good);
    const read = () => readTipOffWording(text.replace(good, bad));
    expect(read).toThrow('content/tip-off/categories.yaml');
    expect(read).toThrow(named);
  });
});
