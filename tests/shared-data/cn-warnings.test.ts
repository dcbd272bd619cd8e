import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEVEL_NAME } from '../../src/domain/level.ts';
import { normaliseAdcode } from '../../src/domain/region.ts';
import { read } from '../domain/bulletin-fixture.ts';

interface Item {
  title: string;
  text: string | null;
  issued: string;
  hazard: string;
  colour: string;
  adcode: string | null;
}

/** Real bulletins, kept beside the checkout and not in it; in CI they are there. */
const file = new URL('../../../shared/data/cn-warnings.json', import.meta.url);
const items = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { items: readonly Item[] }).items
  : [];
/** The platform's own time trails the signed one by minutes. */
const HOUR = 3_600_000;

const forms = items.flatMap((item, index) => {
  const { title, text } = item;
  const shapes = text === null ? [title] : [text, ...(title === '' ? [] : [`${title}\n${text}`])];
  return shapes.map((shape, form) => ({ item, shape, name: `${index}.${form} ${shape.slice(0, 36)}` }));
});

describe.skipIf(forms.length === 0)('real Chinese bulletins', () => {
  it.each(forms)('$name', ({ item, shape }) => {
    const reading = read(shape);
    const { missing } = reading;
    expect(reading.isBulletin).toBe(true);
    expect(missing).not.toContain('issuer');
    expect(missing).not.toContain('hazard');
    expect(missing).not.toContain('level');
    expect(missing).not.toContain('action');
    expect(reading.level === null ? null : LEVEL_NAME[reading.level]).toBe(item.colour);
    // One title calls a typhoon by name where the feed files it under 其它气象灾害.
    if (item.hazard !== '其它气象灾害') expect(reading.hazard?.name).toBe(item.hazard);

    if (reading.issuedAt === null) expect(missing).toContain('issuedAt');
    else expect(Math.abs(Date.parse(reading.issuedAt) - Date.parse(item.issued))).toBeLessThan(HOUR);

    const home = item.adcode === null ? null : normaliseAdcode(item.adcode);
    if (reading.regions.length === 0) expect(missing).toContain('regions');
    for (const { adcode } of reading.regions) if (home !== null) expect(adcode.startsWith(home)).toBe(true);
  });

  it('what is missing is only what the text leaves out', () => {
    const bodies = items.filter((item) => item.text !== null).map((item) => read(item.text as string));
    const withoutYear = items.filter((item) => item.text !== null && !/20\d\d年/.test(item.text)).length;
    expect(bodies.filter((reading) => reading.missing.includes('issuedAt'))).toHaveLength(withoutYear);
    // 市气象台 without its city.
    expect(bodies.filter((reading) => reading.missing.includes('regions')).length).toBeLessThanOrEqual(1);
  });
});
