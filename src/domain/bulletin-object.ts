import { findPlaces } from './bulletin-places.ts';
import { readLevel, withoutLevel, type LevelReading } from './bulletin-level.ts';
import type { EventCodes } from './event-code.ts';
import type { Gazetteer } from './region.ts';

/** 「深圳市雷电黄色」 of 「深圳市雷电黄色预警信号」: what is warned of, how gravely, and for where if said here. */
export interface WarningObject {
  hazard: { code: string | null; name: string } | null;
  level: LevelReading;
  /** Words before the hazard that limit where: a place, 全市, 多祝镇、宝口镇的. */
  scope: string;
}

const NOISE = /^(?:了|今年|今日|本年度?|首个|第[一二三四五六七八九十\d]{1,3}[个号次期]|\d{4}年|全国|今天)+/;
const SCOPE_END = /[省市区县旗州盟镇乡道村场团河江湖海库域段带内境间的号部东西南北地等岛局]$/;
const ATTRIBUTE = /^.{0,60}?(?:发布|生效|签发)的/s;

function lastPlaceEnd(text: string, gazetteer: Gazetteer): number {
  return findPlaces(text, 0, text.length, gazetteer).reduce((end, place) => Math.max(end, place.end), 0);
}

/** Splits scope from hazard: by the longest known hazard name at the end, else after the last place or 的. */
function splitHazard(text: string, codes: EventCodes, gazetteer: Gazetteer): { scope: string; name: string } {
  const inner = /^(?:气象灾害|自然灾害|灾害性天气)[(]([^()]{1,12})[)]$/.exec(text)?.[1];
  if (inner !== undefined) return { scope: '', name: inner };
  const known = codes.names().find((name) => text.endsWith(name));
  if (known !== undefined) {
    const scope = text.slice(0, text.length - known.length);
    const isScope = scope === '' || SCOPE_END.test(scope) || lastPlaceEnd(scope, gazetteer) === scope.length;
    if (isScope) return { scope, name: known };
  }
  const cut = Math.max(
    text.lastIndexOf('的') + 1,
    lastPlaceEnd(text, gazetteer),
    (/^.*?[全本我](?:省|市|区|县|州|盟|旗)/.exec(text)?.[0] ?? '').length,
  );
  return { scope: text.slice(0, cut), name: text.slice(cut) };
}

/**
 * Reads the words before 预警 (`before`) and the bracket after it (`after`: 「[Ⅲ级/较重]」). The hazard's name stays
 * as received; its code is null when the table does not have it. Null when no hazard and no level is there.
 */
export function readWarningObject(
  before: string,
  after: string,
  codes: EventCodes,
  gazetteer: Gazetteer,
): WarningObject | null {
  const bare = before.replace(ATTRIBUTE, '').replaceAll('"', '').replace(/[[\]]/g, '');
  const named = withoutLevel(bare)
    .replace(/(?:预警|警报)(?:信号|信息)?(?:级别|等级)?(?:由|从)$/, '')
    .replace(NOISE, '');
  const { scope, name } = splitHazard(named.replace(/^[、,:的]+|[、,:的]+$/g, ''), codes, gazetteer);
  const row = codes.findHazard(name) ?? codes.findHazard(name.replace(/(?:短临|气象风险|风险)$/, ''));
  const level = readLevel(`${bare}]${after}`, name);
  const isName = /^[\u3400-\u9fff()、和及/A-Z]{1,20}$/.test(name) && !/^(?:信号|信息|级|的|灾害)$/.test(name);
  const hazard = isName ? { code: row?.code ?? null, name } : null;
  if (hazard === null && level.level === null && !level.isContradictory) return null;
  return { hazard, level, scope };
}
