import { LEVEL_NAME } from '../../src/domain/level.ts';
import { spokenBeijing } from './spoken-beijing.ts';
import type { CheckResult } from '../use-cases/check-bulletin.ts';

const VERDICT = {
  accept: '可以接收',
  'accept-with-warnings': '可以接收，有提示',
  reject: '不能接收',
} as const;
const ACTION = { issue: '发布', update: '更新', cancel: '解除' } as const;

/** Control characters of a hostile file must not reach the terminal. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

/** One judged bulletin for people. */
export function describeCheck(line: { file: string; index?: number } & CheckResult): string {
  const number = line.index === undefined ? '' : ` 第 ${line.index + 1} 条`;
  const rows = [`${line.file}${number}：${VERDICT[line.verdict]}`];
  const { alert } = line;
  if (alert !== null && 'issuer' in alert) {
    const or = (text: string | null | undefined) =>
      text === null || text === undefined || text === '' ? '（没有读出）' : text;
    rows.push(
      `发布单位 ${or(alert.issuer)}`,
      `动作 ${or(alert.action === null ? null : ACTION[alert.action])}`,
      `灾种 ${or(alert.hazard)}${alert.eventCode === null ? '' : `（${alert.eventCode}）`}`,
      `级别 ${or(alert.level === null ? null : LEVEL_NAME[alert.level])}`,
      `地区 ${or(alert.regionNames.map((name, i) => `${name} ${alert.regions[i] ?? ''}`).join('、'))}`,
      `时间 ${or(alert.issuedAt === null ? null : spokenBeijing(alert.issuedAt))}`,
    );
  } else if (alert !== null) {
    rows.push(`编号 ${alert.identifier}`, `发送方 ${alert.sender}`, `状态 ${alert.status} ${alert.msgType}`);
    for (const info of alert.infos) {
      const codes = [...new Set(info.areas.flatMap((area) => area.adcodes))];
      rows.push(
        `${info.language} ${info.event} ${info.level === null ? '未分级' : LEVEL_NAME[info.level]} ${codes.join('、')}`,
      );
    }
  }
  for (const problem of line.problems) {
    rows.push(`提示 ${problem.message}${problem.path === '' ? '' : ` [${problem.path}]`} ${problem.word}`);
  }
  return rows.map((row, i) => (i === 0 ? plain(row) : `  ${plain(row)}`)).join('\n');
}
