import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { faultText } from '../../src/content/fault.ts';
import { DOCUMENT_TYPES, SINGLE_DOCUMENTS } from '../../src/content/document-types.ts';
import { verifyContent, type Verdict } from '../../src/content/verify.ts';
import { hazardOf } from '../../src/domain/hazard.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let verdict: Verdict;
beforeAll(() => {
  verdict = verifyContent(`${root}content`, '2026-11-22');
});

test('the content of the portal has no error', () => {
  expect(verdict.errors.map(faultText)).toEqual([]);
});

test('contentlayer makes a document of every file and no other', () => {
  const files = [
    ...Object.values(DOCUMENT_TYPES).flatMap(({ folder }) =>
      readdirSync(`${root}content/${folder}`)
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => `${folder}/${name}`),
    ),
    ...Object.values(SINGLE_DOCUMENTS).map(({ file }) => file),
  ];
  const types = [...Object.values(DOCUMENT_TYPES), ...Object.values(SINGLE_DOCUMENTS)];
  const generated = types.flatMap(({ name }) => {
    const path = `${root}.contentlayer/generated/${name}/_index.json`;
    const index = JSON.parse(readFileSync(path, 'utf8')) as { _id: string } | { _id: string }[];
    return [index].flat().map((document) => document._id);
  });
  expect(generated.toSorted()).toEqual(files.toSorted());
});

describe('of the five jurisdictions', () => {
  test('each has a profile that the site serves', () => {
    const content = verdict.content;
    const five = ['2312', '650202', '654202', '654225', '659007'];
    expect(content?.regions.map((region) => region.adcode).toSorted()).toEqual(five);
    expect(content?.site.regions.toSorted()).toEqual(five);
  });

  test('only 双河市 has the number its plan gives', () => {
    const local = verdict.content?.hotlines.filter((hotline) => hotline.adcodes !== null);
    expect(local?.map(({ id, adcodes }) => ({ id, adcodes }))).toEqual([
      { id: '96359', adcodes: ['659007'] },
    ]);
  });
});

describe('a hazard of the national platform', () => {
  test.each([
    ['11A51', 'flash-flood'],
    ['11B03', 'rainstorm'],
    ['11B04', 'snow'],
    ['11B05', 'cold'],
    ['11B07', 'sandstorm'],
    ['11C02', 'earthquake'],
    ['11G05', 'wildfire'],
  ])('code %s leads to %s', (code, slug) => {
    expect(hazardOf(code, null, verdict.content?.hazards ?? [])?.slug).toBe(slug);
  });

  test.each([
    ['暴雨', 'rainstorm'],
    ['山洪灾害气象风险', 'flash-flood'],
    ['雷雨大风', 'gale'],
    ['森林火险', 'wildfire'],
    ['道路结冰预警', 'ice'],
    ['地质灾害气象风险预警', 'landslide'],
  ])('name %s leads to %s', (name, slug) => {
    expect(hazardOf(null, name, verdict.content?.hazards ?? [])?.slug).toBe(slug);
  });

  test('an unknown code and name lead nowhere', () => {
    expect(hazardOf('99Z99', '陨石', verdict.content?.hazards ?? [])).toBeNull();
  });
});

test('every hazard has a drawing', () => {
  const drawings = readFileSync(`${root}src/components/HazardIcon.astro`, 'utf8');
  const ids = new Set([...drawings.matchAll(/^\s*'?([a-z-]+)'?:\s/gm)].map((match) => match[1]));
  const icons = verdict.content?.hazards.map((hazard) => hazard.icon) ?? [];
  expect(icons.length).toBeGreaterThan(20);
  expect(icons.filter((icon) => !ids.has(icon))).toEqual([]);
});

test('every guide is the answer to its own hazard', () => {
  const hazards = verdict.content?.hazards ?? [];
  const astray = verdict.content?.guides.filter(
    (guide) => hazards.find((hazard) => hazard.slug === guide.hazard)?.guide !== guide.slug,
  );
  expect(astray?.map((guide) => guide.slug)).toEqual([]);
});
