import type { EventCodes } from '../../src/domain/event-code.ts';

/** What may stand around a hazard's name without making it another hazard. */
const AROUND = /(?:预警信号|预警|信号|灾害|天气|[红橙黄蓝]色?|[一二三四ⅠⅡⅢⅣ]级|特别严重|严重|较重|一般)$/;
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
  return text.split(BETWEEN).some((item) => isWeatherName(bare(item), codes));
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
  return row !== null && isWeather(row);
}

function bare(item: string): string {
  for (let name = item; ;) {
    const shorter = name.replace(AROUND, '');
    if (shorter === name || shorter === '') return name;
    name = shorter;
  }
}
