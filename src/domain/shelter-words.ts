import type { Datum, Shelter, ShelterFacility, ShelterHazard, ShelterStatus } from './shelter.ts';

/** Chinese words of a shelter's fields: read from a bureau's table, shown on the page. GB/T 44013-2024 terms where it has them. */
export const LEVEL_WORDS: Record<NonNullable<Shelter['level']>, string> = {
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡镇（街道）级',
  village: '村（社区）级',
};
export const DURATION_WORDS: Record<NonNullable<Shelter['durationClass']>, string> = {
  emergency: '紧急避难场所',
  short: '短期避难场所',
  long: '长期避难场所',
  mid: '中期避难场所',
  central: '中心避难场所',
};
export const SPACE_WORDS: Record<NonNullable<Shelter['spaceType']>, string> = {
  indoor: '室内',
  outdoor: '室外',
  mixed: '室内外都有',
};
export const FUNCTION_WORDS: Record<NonNullable<Shelter['functionType']>, string> = {
  comprehensive: '综合性',
  single: '单一性',
  special: '特定功能',
};
export const STATUS_WORDS: Record<ShelterStatus | 'unconfirmed', string> = {
  open: '开放中',
  closed: '未开放',
  full: '已满',
  planned: '规划中',
  unconfirmed: '开放情况待确认',
};
export const FACILITY_WORDS: Record<ShelterFacility, string> = {
  water: '供水',
  power: '供电',
  toilet: '厕所',
  medical: '医疗',
  supplies: '物资',
  communication: '通信',
  signs: '标识',
  lodging: '宿住',
  fire: '消防',
  helipad: '停机坪',
  waste: '垃圾',
};
export const HAZARD_WORDS: Record<ShelterHazard, string> = {
  earthquake: '地震',
  flood: '洪水',
  'flash-flood': '山洪',
  landslide: '滑坡泥石流',
  storm: '暴雨大风',
  blizzard: '暴雪寒潮',
  sandstorm: '沙尘暴',
  wildfire: '森林草原火灾',
  chemical: '危化品泄漏',
};
export const DATUM_WORDS: Record<Datum, string> = {
  WGS84: 'WGS-84',
  GCJ02: 'GCJ-02（高德、腾讯）',
  BD09: 'BD-09（百度）',
  CGCS2000: 'CGCS2000（国家大地坐标系）',
};
