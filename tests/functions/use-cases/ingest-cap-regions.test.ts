import { expect, test } from 'vitest';
import { capArea, capDocument, capInfo, geocode } from '../cap-document.ts';
import { NOTHING, openDesk, refused, taken, words } from '../alert-desk.ts';

const withAreas = (...areas: string[]) => capDocument({ infos: [capInfo({ areas })] });
const box = (south: number, west: number, north: number, east: number) =>
  `<polygon>${south},${west} ${south},${east} ${north},${east} ${north},${west} ${south},${west}</polygon>`;

async function adcodesOf(document: string) {
  const desk = await openDesk();
  const accepted = taken(await desk.ingest(document));
  const [alert] = await desk.current();
  return { adcodes: alert?.parts[0]?.adcodes, words: words(accepted) };
}

test('twelve digits, nine and six name one place', async () => {
  for (const code of ['654225201000', '654225201'])
    expect(await adcodesOf(withAreas(capArea('新地乡', geocode(code))))).toEqual({
      adcodes: ['654225201'],
      words: [],
    });
});

test('a township that is not in our table is matched by its county, and the operator is told', async () => {
  expect(await adcodesOf(withAreas(capArea('某新设乡', geocode('654225999000'))))).toEqual({
    adcodes: ['654225999'],
    words: ['region-unknown'],
  });
});

test('a thousand unknown villages are one notice, not a thousand', async () => {
  const codes = Array.from({ length: 999 }, (_, i) => `654225201${String(i + 1).padStart(3, '0')}`);
  const found = await adcodesOf(withAreas(capArea('各村', geocode(codes.join(' ')))));
  expect(found.words).toEqual(['region-unknown']);
  expect(found.adcodes).toHaveLength(999);
});

test('an area that is only a polygon is matched by the map', async () => {
  expect(await adcodesOf(withAreas(capArea('图中区域', box(45.5, 82.5, 45.9, 83))))).toEqual({
    adcodes: ['654225'],
    words: [],
  });
});

test('a polygon over two counties concerns both', async () => {
  expect((await adcodesOf(withAreas(capArea('图中区域', box(44, 82.5, 46, 85))))).adcodes).toEqual([
    '654202',
    '654225',
  ]);
});

test('an area that is only a circle is matched by the map', async () => {
  expect((await adcodesOf(withAreas(capArea('震中附近', '<circle>44.4,84.6 30</circle>')))).adcodes).toEqual([
    '654202',
  ]);
});

test('an area that is only the exact name of a region is found by that name, and the operator is told', async () => {
  expect(await adcodesOf(withAreas(capArea('裕民县')))).toEqual({
    adcodes: ['654225'],
    words: ['region-by-name'],
  });
});

test('a shape that lies nowhere here does not hide the name beside it', async () => {
  expect(await adcodesOf(withAreas(capArea('乌苏市', box(10, 100, 11, 101))))).toEqual({
    adcodes: ['654202'],
    words: ['region-by-name'],
  });
});

test('a code decides even where the name says something else', async () => {
  expect((await adcodesOf(withAreas(capArea('裕民县', geocode('654202'))))).adcodes).toEqual(['654202']);
});

test.each(['裕民', '裕民县北部', '裕民县、乌苏市'])(
  'the name 「%s」 is used only when it is exactly a region',
  async (name) => {
    const desk = await openDesk();
    const result = await desk.ingest(withAreas(capArea(name)));
    // 裕民 alone is a name of the county too; a description of several places or of a part is none.
    if (name === '裕民') expect(taken(result).outcome).toBe('published');
    else expect(refused(result)).toBe('region-not-served');
  },
);

test('a county this portal does not serve is refused and nothing is stored', async () => {
  const desk = await openDesk();
  expect(refused(await desk.ingest(withAreas(capArea('伊宁市', geocode('654002')))))).toBe(
    'region-not-served',
  );
  expect(await desk.counts()).toEqual(NOTHING);
});

test('American FIPS codes that look like ours warn nobody', async () => {
  const desk = await openDesk();
  const area = capArea('Somewhere', geocode('654225', 'FIPS6'));
  expect(refused(await desk.ingest(withAreas(area)))).toBe('region-not-served');
});

test('a warning for the whole prefecture or province concerns its counties', async () => {
  for (const code of ['654200000000', '650000000000']) {
    const desk = await openDesk();
    expect(taken(await desk.ingest(withAreas(capArea('上级', geocode(code))))).outcome).toBe('published');
  }
});

test('areas of two levels stay apart: each place keeps its own level', async () => {
  const desk = await openDesk();
  const infos = [
    capInfo({ headline: '发布暴雨橙色预警', areas: [capArea('裕民县', geocode('654225'))] }),
    capInfo({
      severity: 'Minor',
      headline: '发布暴雨蓝色预警',
      areas: [capArea('乌苏市', geocode('654202'))],
    }),
  ];
  await desk.ingest(capDocument({ infos }));
  const [alert] = await desk.current();
  expect(alert?.parts.map(({ level, adcodes }) => [level, adcodes])).toEqual([
    ['orange', ['654225']],
    ['blue', ['654202']],
  ]);
});

test('one warning in three languages is one part with three bulletins, Chinese first', async () => {
  const desk = await openDesk();
  const infos = [
    capInfo({
      language: 'ug',
      event: 'يامغۇر',
      headline: 'قاتتىق يامغۇر',
      description: 'd',
      instruction: 'i',
    }),
    capInfo({ language: 'en-US', event: 'Rainstorm', headline: 'Rainstorm warning' }),
    capInfo(),
  ];
  await desk.ingest(capDocument({ infos }));
  const [alert] = await desk.current();
  expect(alert?.parts).toHaveLength(1);
  expect(alert?.parts[0]?.bulletins.map((bulletin) => bulletin.language)).toEqual(['zh-CN', 'ug', 'en-US']);
  expect(alert?.parts[0]?.level).toBe('orange');
});
