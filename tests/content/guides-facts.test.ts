import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Guide } from '../../src/domain/guide.ts';
import { refused } from './refused-sentences.ts';

const folder = fileURLToPath(new URL('../../content/guides/', import.meta.url));
const guides: Guide[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ slug: file.replace('.yaml', ''), ...parse(readFileSync(folder + file, 'utf8')) }));

const SLUGS =
  'bleeding blizzard choking co cpr drowning earthquake ebike fire flash-flood gas lightning sandstorm urban-flood wildfire';
const LISTS = ['before', 'during', 'after', 'do', 'dont'] as const;
/** What a person is told to do; `dont` and myths may name the wrong thing in order to forbid it. */
const ADVICE = ['before', 'during', 'after', 'do'] as const;

test('the fifteen guides are all there', () => {
  expect(guides.map((guide) => guide.slug).toSorted()).toEqual(SLUGS.split(' '));
});

describe.each(guides)('$slug', (guide) => {
  const cited = [...LISTS.flatMap((list) => guide[list]), ...guide.myths].flatMap((one) => one.sources);

  test('every statement names a source of its own guide', () => {
    const bare = [...LISTS.flatMap((list) => guide[list]), ...guide.myths].filter(
      (one) => one.sources.length === 0,
    );
    expect(bare).toEqual([]);
    expect(cited.filter((id) => !guide.sources.some((source) => source.id === id))).toEqual([]);
  });

  test('every listed source is used', () => {
    expect(guide.sources.filter((source) => !cited.includes(source.id))).toEqual([]);
  });

  test('each list is four to eight lines, those read at a glance at most 24 characters', () => {
    for (const list of LISTS) {
      expect(guide[list].length, list).toBeGreaterThanOrEqual(4);
      expect(guide[list].length, list).toBeLessThanOrEqual(8);
    }
    expect([...guide.do, ...guide.dont].map((one) => one.text).filter((text) => text.length > 24)).toEqual(
      [],
    );
    expect(guide.myths.length).toBeGreaterThanOrEqual(2);
  });

  test('nothing is said twice in the same words', () => {
    const texts = LISTS.flatMap((list) => guide[list].map((one) => one.text));
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });
});

describe('a refused sentence stays out', () => {
  test.each(refused)('$rule', ({ where, pattern, example, whole, except }) => {
    expect(example).toMatch(pattern);
    const looked = guides.filter((guide) => (where === '*' || guide.slug === where) && guide.slug !== except);
    const found = looked.flatMap((guide) => {
      const texts = (whole ? LISTS : ADVICE).flatMap((list) => guide[list].map((one) => one.text));
      const rest = whole ? [guide.summary, ...guide.myths.flatMap((one) => [one.myth, one.truth])] : [];
      return [guide.rule, ...texts, ...rest]
        .filter((text) => pattern.test(text))
        .map((text) => `${guide.slug}: ${text}`);
    });
    expect(found).toEqual([]);
  });
});

test('figures of compressions stand under the guideline they were read in', () => {
  const cpr = guides.find((guide) => guide.slug === 'cpr');
  const depth = cpr?.during.filter((one) => one.text.includes('厘米')) ?? [];
  const authorities = depth.map((one) =>
    one.sources.map((id) => cpr?.sources.find((source) => source.id === id)?.authority.slice(0, 6)),
  );
  expect(authorities).toEqual([['欧洲复苏委员'], ['英国复苏委员', '美国心脏协会']]);
});
