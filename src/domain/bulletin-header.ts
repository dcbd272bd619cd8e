import type { IssuingClause, Lexicon } from './bulletin-clause.ts';
import { findDates, type DateMention } from './bulletin-date.ts';
import { readIssuers, type Issuer } from './bulletin-issuer.ts';
import { readWarningObject, type WarningObject } from './bulletin-object.ts';

/** What stands around the issuing sentence: signature lines, date lines, a title without a verb. */
export interface Header {
  /** 「乌苏市气象台」 on a line of its own, or before the date of a signature. */
  issuers: readonly Issuer[];
  dates: readonly DateMention[];
  /** Whether the signature says 发布. */
  isSigned: boolean;
  /** 「【乌苏市暴雨黄色预警信号】」 */
  nominal: (WarningObject & { start: number; end: number }) | null;
}

const NOMINAL_BRACKETED =
  /^[#>*]*["[]([^\n,。:;"[\]]{2,40}?)(?:预警|警报)(?:信号|信息)?([(/][^\n"\]]{0,20})?["\]]/;
const NOMINAL_LINE = /^[#>*]*([^\n,。:;"[\]]{2,40}?)(?:预警|警报)(?:信号|信息)?([[(/][^\n]{0,20})?(?=\n|$|:)/;

/** Lines that hold nothing but an issuer, a date, or both; at most the first and last few lines are looked at. */
export function findHeader(text: string, clauses: readonly IssuingClause[], lexicon: Lexicon): Header {
  const issuers: Issuer[] = [];
  const dates: DateMention[] = [];
  let isSigned = false;
  const lines: { line: string; start: number }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ line, start });
    start += line.length + 1;
  }
  const near = lines.length <= 12 ? lines : [...lines.slice(0, 6), ...lines.slice(-6)];
  const pieces = near.flatMap(({ line, start: at }) => {
    const last = /(?<=[。!)\]])[^。!\n]{6,60}$/.exec(line.slice(-80));
    const tail = last === null ? [] : [{ line: last[0], start: at + line.length - last[0].length }];
    const bracketed = /\(([^()\n]{6,60})\)(?=[^()]{0,3}$)/.exec(line.slice(-80));
    const inner =
      bracketed?.[1] === undefined
        ? []
        : [{ line: bracketed[1], start: at + line.lastIndexOf(bracketed[1]) }];
    const isWhole = line.length <= 60 && last === null;
    return isWhole ? [{ line, start: at }, ...inner] : [...tail, ...inner];
  });
  for (const { line, start: at } of pieces) {
    if (
      clauses.some(
        (clause) => clause.issuers.length > 0 && clause.start < at + line.length && at < clause.end,
      )
    )
      continue;
    const found = findDates(line).filter((date) => date.day !== null || date.hour !== null);
    const date = found.length === 1 ? found[0] : undefined;
    if (found.length > 1) continue;
    const words = (date === undefined ? line : line.slice(0, date.start) + line.slice(date.end))
      // 「【暴雪橙色预警】裕民县气象台…发布」: a title in front is not part of the name.
      .replace(/^\s*\[[^\]]*(?:预警|警报)[^\]]*\](?=[^\s])/, '')
      .replace(/[()[\]\s,:。]|^签发|于$/g, '');
    const signed = /^(.{0,40}?)(?:于)?(?:联合)?发布$/.exec(words);
    const name = (signed?.[1] ?? words).replace(/^(?:发布(?:单位|时间)|来源)/, '');
    const read = name === '' ? [] : readIssuers(name, lexicon.gazetteer);
    if (read === null || (read.length > 0 && read.every((issuer) => issuer.isBarePlace))) continue;
    if (read.length === 0 && date === undefined) continue;
    issuers.push(...read);
    if (date !== undefined) dates.push({ ...date, start: date.start + at, end: date.end + at });
    if (signed !== null) isSigned = true;
  }
  const { title, at } = nominalTitle(text);
  const words = title?.[1] ?? '';
  const object =
    title === null || /发布|解除|如果|什么|标准/.test(words)
      ? null
      : readWarningObject(words, title[2] ?? '', lexicon.eventCodes, lexicon.gazetteer);
  const nominal =
    object === null || object.hazard === null || title === null
      ? null
      : { ...object, start: at, end: at + title[0].length };
  return { issuers, dates, isSigned, nominal };
}

/** The title without a verb: the first line, or the first after lines that hold only issuer and date. */
function nominalTitle(text: string): { title: RegExpExecArray | null; at: number } {
  let at = 0;
  for (let skipped = 0; skipped < 3; skipped += 1) {
    const opening = text.slice(at, at + 120);
    const title = NOMINAL_BRACKETED.exec(opening) ?? NOMINAL_LINE.exec(opening);
    const next = text.indexOf('\n', at);
    if (title !== null || next === -1 || next - at > 40) return { title, at };
    at = next + 1;
  }
  return { title: null, at };
}
