import { readFile } from 'node:fs/promises';
import { fromBeijing } from '../../src/domain/instant.ts';
import type { AlertForm } from '../use-cases/issue-alert.ts';
import { text, texts, type Line } from './read-line.ts';

export const ALERT_OPTIONS = {
  hazard: { type: 'string' },
  level: { type: 'string' },
  region: { type: 'string', multiple: true },
  source: { type: 'string' },
  headline: { type: 'string' },
  description: { type: 'string' },
  instruction: { type: 'string' },
  expires: { type: 'string' },
  form: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const ALERT_OPTIONS_USAGE = `  --hazard 灾种        名称或代码，例如 山洪、11A51。气象预警信号只能转发，不能在这里发布
  --level 级别         红 橙 黄 蓝（或 red orange yellow blue）
  --region 区划代码    县级 6 位或乡镇 9 位，可以写几次，或用逗号隔开
  --source 发布单位    例如 某某县应急管理局
  --expires 结束时间   例如 "2026-07-01 20:00"（北京时间），或 +6h、+90m
  --instruction 文字   该怎么做，写在最前面、字号最大
  --description 文字   发生了什么
  --headline 标题      不写就用“发布单位发布灾种级别预警”
  --form 文件          从 JSON 文件读以上各项（键名同上，regions 是数组）
  --json               输出 JSON`;

export const LEVEL_WORDS: Readonly<Record<string, AlertForm['level']>> = {
  红: 'red', 红色: 'red', 橙: 'orange', 橙色: 'orange', 黄: 'yellow', 黄色: 'yellow', 蓝: 'blue', 蓝色: 'blue',
}; // prettier-ignore

/** The form as JSON text for the server, which judges it. Times without an offset are Beijing time. */
export async function formOf(line: Line, now: number): Promise<string> {
  const file = text(line, 'form');
  const base = file === undefined ? {} : (JSON.parse(await readFile(file, 'utf8')) as object);
  const level = text(line, 'level');
  const regions = texts(line, 'region');
  const expires = text(line, 'expires');
  const given = {
    hazard: text(line, 'hazard'),
    level: level === undefined ? undefined : (LEVEL_WORDS[level] ?? level),
    regions: regions.length === 0 ? undefined : regions,
    source: text(line, 'source'),
    headline: text(line, 'headline'),
    description: text(line, 'description'),
    instruction: text(line, 'instruction'),
    expires: expires === undefined ? undefined : instantOf(expires, now),
  };
  return JSON.stringify({ ...base, ...JSON.parse(JSON.stringify(given)) });
}

/** `+6h`, `+90m`, a Beijing wall clock, or what the server is to judge as it is. */
export function instantOf(written: string, now: number): string {
  const relative = /^\+(\d{1,4})([hm])$/.exec(written);
  if (relative !== null) {
    const unit = relative[2] === 'h' ? 3_600_000 : 60_000;
    return new Date(now + Number(relative[1]) * unit).toISOString();
  }
  const clock = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})$/.exec(written);
  if (clock === null) return written;
  const [year, month, day, hour, minute] = clock.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return fromBeijing(year, month, day, hour, minute) ?? written;
}
