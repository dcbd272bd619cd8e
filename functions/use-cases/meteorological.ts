import type { EventCodes } from '../../src/domain/event-code.ts';

/** What may stand around a hazard's name without making it another hazard. */
const AROUND = /(?:预警信号|预警|信号|灾害|天气|[红橙黄蓝]色?|[一二三四ⅠⅡⅢⅣ]级|特别严重|严重|较重|一般)$/;
/** Weather as people call it, beside the names of the table: 强降雨, 雨雪, 大雾. */
const PLAIN_WEATHER =
  /^(?:[强特大暴极小中阵狂]|持续|连续|局地|短时|突发)*(?:风|雨|雪|雾|霾|雷|雹|霜|雨雪|雷雨|风雨|风雪|冻雨|雨夹雪|(?:降|阵)[雨雪水]|暴风[雨雪]|升温|炎热|酷热)$/;
/** Weather named by no name: 气象灾害, 极端天气, 强对流天气过程. */
const ANY_WEATHER = /^(?:重大|极端|恶劣|灾害性|突发|强)*(?:气象|天气)(?:灾害|过程|事件|变化|风险|影响)*$/;
const BETWEEN = /[\s、，,；;／/+＋&和与及]+/;

/**
 * Whether a hazard is a meteorological signal, by code, name or alias, however it is dressed up (特大暴雨,
 * 「暴雨红色预警信号」, 大风和寒潮). Only 气象台站 may issue those (气象灾害防御条例 art. 30), so a doubt refuses; what
 * weather causes (山洪, 暴雨内涝) is named by its last words and passes.
 */
export function isMeteorologicalHazard(written: string, codes: EventCodes): boolean {
  const text = written.normalize('NFKC').trim();
  if (/^11B/i.test(text)) return true;
  const whole = codes.findCode(text.toUpperCase()) ?? codes.findHazard(text);
  if (whole !== null) return isWeather(whole);
  // 「台 风」, 「台．风」: a sign in the middle makes no other hazard.
  const joined = text.replace(/[^\p{L}\p{N}]+/gu, '');
  return [joined, ...text.split(BETWEEN)].some(
    (item) => ANY_WEATHER.test(item) || isWeatherName(bare(item), codes),
  );
}

/** Whether a headline announces a meteorological signal under another hazard's name: 「…发布暴雨红色预警信号」. */
export function namesMeteorologicalSignal(headline: string, codes: EventCodes): boolean {
  const text = headline.normalize('NFKC').replace(/\s+/g, '');
  return [...text.matchAll(/([\p{Script=Han}]{1,12})(?:[红橙黄蓝]色|[一二三四ⅠⅡⅢⅣ]级)预警(?:信号)?/gu)].some(
    (match) => isWeatherName(bare(match[1] ?? ''), codes),
  );
}

function isWeather(row: { code: string | null; group: string }): boolean {
  return row.group === '气象' || /^11B/i.test(row.code ?? '');
}

function isWeatherName(name: string, codes: EventCodes): boolean {
  // The longest name that fits decides: 风暴潮 is the sea's although it ends like nothing of ours.
  const longest = codes.names().find((known) => known.length > 1 && name.endsWith(known));
  const row = codes.findHazard(longest ?? name);
  return row === null ? PLAIN_WEATHER.test(name) : isWeather(row);
}

function bare(item: string): string {
  for (let name = item; ;) {
    const shorter = name.replace(AROUND, '');
    if (shorter === name || shorter === '') return name;
    name = shorter;
  }
}
