import { describe, expect, it } from 'vitest';
import { readEventCodes, readGazetteer } from '../../functions/content/content-files.ts';
import { writtenNames } from '../../src/domain/gazetteer.ts';

const gazetteer = readGazetteer();
const codes = (name: string) => gazetteer.named(name).map((region) => region.adcode);

describe('the gazetteer', () => {
  it.each([
    ['乌苏市', ['乌苏市', '乌苏']],
    ['昌吉回族自治州', ['昌吉回族自治州', '昌吉', '昌吉州']],
    ['新疆维吾尔自治区', ['新疆维吾尔自治区', '新疆']],
    ['双江拉祜族佤族布朗族傣族自治县', ['双江拉祜族佤族布朗族傣族自治县', '双江', '双江县']],
    ['浦东新区', ['浦东新区', '浦东']],
    ['三水区', ['三水区', '三水']],
    ['易县', ['易县']],
  ])('%s is also written %j', (name, expected) => {
    expect(writtenNames(name)).toEqual(expected);
  });

  it('knows the five jurisdictions, their counties and their townships', () => {
    expect(gazetteer.find('659007000000')).toEqual({ adcode: '659007', name: '双河市', tier: 'county' });
    expect(gazetteer.find('231200')).toEqual({ adcode: '2312', name: '绥化市', tier: 'prefecture' });
    expect(codes('乌苏')).toEqual(['654202']);
    expect(codes('裕民县')).toEqual(['654225']);
    expect(codes('独山子区')).toEqual(['650202']);
    expect(codes('哈拉布拉镇')).toEqual(['654225100']);
    expect(codes('第五师')).toEqual(['659007']);
  });

  it('gives every place of a shared name, and none for a township without its suffix', () => {
    expect(codes('鼓楼区')).toHaveLength(4);
    expect(codes('西北')).toEqual([]);
  });

  it('has no summary rows and no function zones', () => {
    expect(codes('市辖区')).toEqual([]);
    expect(gazetteer.find('320576')).toBeNull();
    expect(gazetteer.find('441900')).toEqual({ adcode: '4419', name: '东莞市', tier: 'prefecture' });
  });

  it('lists names longest first', () => {
    const lengths = gazetteer.names().map((name) => name.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  });
});

describe('event codes', () => {
  const events = readEventCodes();
  it('are found by name and alias, and a code that was not seen stays null', () => {
    expect(events.findHazard('山洪灾害')?.code).toBe('11A51');
    expect(events.findHazard('地质灾害气象风险')?.code).toBe('11B37');
    expect(events.findHazard('强对流')).toMatchObject({ code: null, group: '气象' });
    expect(events.findHazard('冻雨奇观')).toBeNull();
  });
});
