import { failedRow, type RowProblem, RowReader } from './shelter-cells.ts';
import type { Instant } from './instant.ts';
import type { Gazetteer } from './region.ts';
import {
  DATUMS,
  SHELTER_DURATIONS,
  SHELTER_FACILITIES,
  SHELTER_FUNCTIONS,
  SHELTER_HAZARDS,
  SHELTER_LEVELS,
  SHELTER_SPACES,
  SHELTER_STATUSES,
  type Shelter,
} from './shelter.ts';
import * as words from './shelter-words.ts';

/** China's mainland with a margin; a position outside has its columns swapped or its sign lost. */
const CHINA = { minLat: 17, maxLat: 54.5, minLon: 73, maxLon: 136 };

/** Column names a bureau's table may use, for each field of the record. */
export const SHELTER_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  id: ['编号'],
  name: ['名称', '场所名称'],
  adcode: ['区划', '区划代码', '行政区划代码'],
  address: ['地址', '详细地址'],
  level: ['级别'],
  durationClass: ['时长', '类别', '避难时长'],
  spaceType: ['空间', '空间类型'],
  functionType: ['功能', '总体功能'],
  hazards: ['适用灾种'],
  lat: ['纬度'],
  lon: ['经度'],
  datum: ['坐标系'],
  grossArea: ['占地面积', '占地面积（平方米）'],
  effectiveArea: ['有效避难面积', '有效避难面积（平方米）'],
  capacity: ['容纳人数', '可容纳人数'],
  serviceRadius: ['服务半径', '服务半径（米）'],
  facilities: ['设施'],
  missingFacilities: ['没有的设施'],
  accessibility: ['无障碍'],
  petsAllowed: ['宠物', '可带宠物'],
  status: ['状态', '开放状态'],
  statusAt: ['状态时间', '状态确认时间'],
  openHours: ['开放时间'],
  operator: ['所属单位', '管理单位'],
  contact: ['负责人'],
  phone: ['电话', '联系电话'],
  flags: ['风险提示'],
  source: ['来源'],
  updatedAt: ['核验日期'],
};

export type RowResult = { shelter: Shelter; warnings: RowProblem[] } | { errors: RowProblem[] };

/** Reads one table row (column name → text). `line` is for messages; nothing is guessed, an empty cell is 未登记. */
export function readShelterRow(
  row: Readonly<Record<string, string>>,
  line: number,
  gazetteer: Gazetteer,
  isDemonstration: boolean,
): RowResult {
  const cells = new RowReader(row, line, SHELTER_COLUMNS);
  const position = readPosition(cells);
  const status = cells.choice('status', SHELTER_STATUSES, words.STATUS_WORDS);
  const statusAt = cells.instant('statusAt');
  const verifiedAt: Instant | null = cells.instant('updatedAt');
  if (cells.isEmpty('updatedAt')) cells.error('updatedAt', '核验日期必须填写，例如 2026-11-01');
  if (status !== null && status !== 'planned' && statusAt === null)
    cells.warn('statusAt', '填了开放状态却没有状态时间，页面将显示“开放情况待确认”');
  const facilities = Object.fromEntries([
    ...(cells.choices('facilities', SHELTER_FACILITIES, words.FACILITY_WORDS) ?? []).map((f) => [f, true]),
    ...(cells.choices('missingFacilities', SHELTER_FACILITIES, words.FACILITY_WORDS) ?? []).map((f) => [
      f,
      false,
    ]),
  ]) as Shelter['facilities'];
  const shelter: Shelter = {
    id: cells.required('id', 60),
    name: cells.required('name', 80),
    adcode: cells.region('adcode', gazetteer),
    address: cells.required('address', 200),
    level: cells.choice('level', SHELTER_LEVELS, words.LEVEL_WORDS),
    durationClass: cells.choice('durationClass', SHELTER_DURATIONS, words.DURATION_WORDS),
    spaceType: cells.choice('spaceType', SHELTER_SPACES, words.SPACE_WORDS),
    functionType: cells.choice('functionType', SHELTER_FUNCTIONS, words.FUNCTION_WORDS),
    hazards: cells.choices('hazards', SHELTER_HAZARDS, words.HAZARD_WORDS),
    position,
    grossAreaM2: cells.number('grossArea', 0, 1e8),
    effectiveAreaM2: cells.number('effectiveArea', 0, 1e8),
    capacityPersons: cells.number('capacity', 0, 1e7),
    serviceRadiusM: cells.number('serviceRadius', 0, 1e6),
    facilities,
    isAccessible: cells.yesNo('accessibility'),
    isPetsAllowed: cells.yesNo('petsAllowed'),
    status,
    statusAt,
    openHours: cells.text('openHours', 100),
    operator: cells.text('operator', 100),
    contact: cells.text('contact', 40),
    phone: cells.phone('phone'),
    cautions: cells.text('flags', 300),
    source: cells.required('source', 100),
    verifiedAt: verifiedAt ?? '',
    isDemonstration,
  };
  if (cells.errors.length > 0) return failedRow(cells.errors);
  if (position === null) cells.warn('lat', '没有坐标，不能按距离排序，也没有导航链接');
  if (
    shelter.hazards?.some((h) => h === 'flood' || h === 'storm') === true &&
    shelter.spaceType === 'outdoor'
  )
    cells.warn('hazards', '室外场地填了适用洪水或暴雨大风，请核对');
  return { shelter, warnings: cells.warnings };
}

function readPosition(cells: RowReader): Shelter['position'] {
  const lat = cells.number('lat', -90, 90);
  const lon = cells.number('lon', -180, 180);
  const datum = cells.choice('datum', DATUMS, words.DATUM_WORDS);
  if (cells.isEmpty('lat') !== cells.isEmpty('lon')) cells.error('lat', '经度和纬度要么都填，要么都不填');
  if (lat === null || lon === null) return null;
  if (lat < CHINA.minLat || lat > CHINA.maxLat || lon < CHINA.minLon || lon > CHINA.maxLon) {
    cells.error('lat', `坐标（${lat}, ${lon}）不在国内，可能经纬度填反了`);
    return null;
  }
  if (datum === null) {
    cells.error('datum', '填了坐标就要填坐标系（WGS84、GCJ02、BD09 或 CGCS2000），否则位置会差几百米');
    return null;
  }
  return { lat, lon, datum };
}
