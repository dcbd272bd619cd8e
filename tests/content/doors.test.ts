import { expect, test } from 'vitest';
import { findGuide, listGuides } from '../../src/content/guides.ts';
import { hazardOfPart, listHazards } from '../../src/content/hazards.ts';
import { listHotlines } from '../../src/content/hotlines.ts';
import { kitAdvice } from '../../src/content/kit.ts';
import {
  childrenOf,
  findRegionProfile,
  listRegionProfiles,
  listServedPlaces,
  profileAround,
  regionName,
} from '../../src/content/regions.ts';
import { findPageText, siteSettings } from '../../src/content/site.ts';

test('a document carries only what its author wrote and its slug', () => {
  const hazard = listHazards().find((one) => one.slug === 'hail');
  expect(Object.keys(hazard ?? {}).toSorted()).toEqual(
    ['slug', 'name', 'icon', 'guide', 'eventCodes', 'eventNames', 'firstInstruction', 'order'].toSorted(),
  );
  expect(Object.keys(listGuides()[0]?.during[0] ?? {})).toEqual(['text', 'sources']);
});

test('an unknown slug is null, not a mistake', () => {
  expect(findGuide('no-such-guide')).toBeNull();
  expect(findPageText('no-such-page')).toBeNull();
  expect(findRegionProfile('11')).toBeNull();
});

test('profiles come in the order the site gives', () => {
  expect(listRegionProfiles().map((profile) => profile.adcode)).toEqual(siteSettings().regions);
});

test('绥化市 has ten counties, each with townships', () => {
  const counties = childrenOf('2312');
  expect(counties).toHaveLength(10);
  expect(counties.filter((county) => childrenOf(county.adcode).length === 0)).toEqual([]);
});

test('every served jurisdiction has townships to choose from', () => {
  for (const adcode of ['659007', '654225', '650202', '654202']) {
    expect(childrenOf(adcode).length, adcode).toBeGreaterThan(2);
  }
});

test('served places start with the jurisdiction and hold each place once', () => {
  const places = listServedPlaces();
  expect(places[0]).toEqual({ adcode: '659007', name: '双河市', tier: 'county' });
  expect(new Set(places.map((place) => place.adcode)).size).toBe(places.length);
});

test('a township is known by name and by the jurisdiction around it', () => {
  expect(regionName('654225100')).toBe('哈拉布拉镇');
  expect(profileAround('654225100')?.names.short).toBe('裕民县');
  expect(profileAround('11')).toBeNull();
});

test('emergency numbers come first, and a local number only in its region', () => {
  const numbers = listHotlines('659007').map((line) => line.id);
  expect(numbers.slice(0, 3)).toEqual(['110', '119', '120']);
  expect(numbers).toContain('96359');
  expect(listHotlines('654225').map((line) => line.id)).not.toContain('96359');
  expect(listHotlines(null).map((line) => line.id)).not.toContain('96359');
  expect(listHotlines('659007100').map((line) => line.id)).toContain('96359');
});

test('a part of an alert finds its hazard by code before name', () => {
  expect(hazardOfPart({ hazard: { code: '11B03', name: '大风' } })?.slug).toBe('rainstorm');
});

test('what leaves an old kit names its reason', () => {
  expect(kitAdvice().remove.map((one) => one.name)).toContain('红药水、紫药水');
});
