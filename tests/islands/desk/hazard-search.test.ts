import { expect, test } from 'vitest';
import { findHazards, grouped, type HazardChoice } from '../../../src/islands/desk/hazard-search.ts';

const hazard = (name: string, code: string | null, group: string, aliases: string[] = []): HazardChoice => ({
  name,
  code,
  group,
  aliases,
  isMeteorological: group === '气象',
});
const hazards = [
  hazard('暴雨', '11B03', '气象'),
  hazard('山洪', '11A51', '水旱'),
  hazard('暴雨内涝', null, '水旱'),
  hazard('泥石流', '11D02', '地质', ['山洪泥石流']),
];
const names = (typed: string) => findHazards(hazards, typed).map(({ name }) => name);

test('what may be issued here comes before what can only be relayed', () => {
  expect(names('暴雨')).toEqual(['暴雨内涝', '暴雨']);
  expect(names('').at(-1)).toBe('暴雨');
});

test('a code finds its hazard, in full width too', () => {
  expect(names('11a51')).toEqual(['山洪']);
  expect(names('１１D')).toEqual(['泥石流']);
});

test('another name finds it after the ones so called', () => {
  expect(names('山洪')).toEqual(['山洪', '泥石流']);
});

test('what nobody calls so finds nothing', () => {
  expect(names('蝗')).toEqual([]);
});

test('groups stand where their first member stands', () => {
  expect(grouped(findHazards(hazards, '')).map(({ group }) => group)).toEqual(['水旱', '地质', '气象']);
});
