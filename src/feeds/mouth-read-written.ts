import type { Instant } from '../domain/instant.ts';
import type { FactName } from '../domain/mouth.ts';
import {
  kindOfMarks,
  readMarks,
  readPlaces,
  readTime,
  readTitle,
  type Reading,
  type ReadPart,
} from './mouth-reading.ts';

const ALL: readonly FactName[] = ['level', 'hazard', 'area', 'end', 'source', 'kind'];

/** A short message: marks, clauses up to the first full stop, the signature at the end. */
export function readSms(text: string, now: Instant, isLong: boolean): Reading {
  const { marks, rest } = readMarks(text);
  const source = /【([^【】]+)】\s*$/.exec(rest)?.[1];
  const head = rest.split('。')[0] ?? '';
  const parts = head.split('；').map((clause) => readClause(clause, now));
  const shared = parts.at(-1);
  return {
    kind: kindOfMarks(marks),
    ...(source === undefined ? {} : { source }),
    // A time that all parts share stands once, at the end.
    parts: parts.map((part) => ({
      ...(part.end === undefined && shared !== undefined ? timesOf(shared) : {}),
      ...part,
    })),
    needs: isLong ? [...ALL, 'start'] : ALL,
    isWhole: true,
  };
}

const timesOf = ({ start, end }: ReadPart): ReadPart => ({
  ...(start === undefined ? {} : { start }),
  ...(end === undefined ? {} : { end }),
});

function readClause(clause: string, now: Instant): ReadPart {
  const colon = clause.indexOf('：');
  const title = readTitle(clause.slice(0, colon));
  if (colon === -1 || title === null) return {};
  const [places = '', ...times] = clause.slice(colon + 1).split('，');
  const part: ReadPart = { ...title, ...readPlaces(places) };
  for (const time of times) {
    const at = readTime(time, now);
    if (time.endsWith('起') && at !== undefined) part.start = at;
    else if (time.startsWith('至') && at !== undefined) part.end = at;
    else if (time === '未写有效期') part.end = null;
  }
  return part;
}

const PLAIN = /^[^：\n]{2,4}：/;

/** Labelled lines, as web, wall, notice, picture and feeds have them; a line without a label begins a part. */
export function readSheet(text: string, now: Instant): Reading {
  const { marks, rest } = readMarks(text);
  const parts: ReadPart[] = [];
  let source: string | undefined;
  let verb: string | undefined;
  for (const line of rest.split('\n')) {
    if (line.startsWith('原文：')) break;
    const label = PLAIN.exec(line)?.[0].slice(0, -1) ?? '';
    const value = line.slice(label.length + 1);
    const part = parts.at(-1);
    if (label === '发布单位') source = value;
    else if (label === '发布时间') verb = /(\S+)$/.exec(value)?.[1];
    else if (label === '范围' && part !== undefined) Object.assign(part, readPlaces(value));
    else if (label === '时间' && part !== undefined) Object.assign(part, readSpan(value, now));
    else if (label === '级别' && part !== undefined) Object.assign(part, readLevelLine(value, part));
    else if (label === '' || !LABELS.has(label)) {
      const title = readTitle(line);
      if (title !== null) parts.push({ ...title, start: null });
    }
  }
  const kind = kindOfMarks(marks);
  return {
    // A verb beside the time that says otherwise than the mark is a contradiction in itself.
    kind: verb === undefined || agrees(kind, verb) ? kind : `${kind}、${verb}`,
    ...(source === undefined ? {} : { source }),
    parts,
    needs: [...ALL, 'start'],
    isWhole: true,
  };
}

const LABELS = new Set([
  '范围',
  '时间',
  '级别',
  '怎么做',
  '本站提示',
  '变化',
  '情况',
  '说明',
  '发布单位',
  '发布时间',
  '最新情况',
]);

function agrees(kind: string, verb: string): boolean {
  const bare = kind.replace(/^演示数据·/, '');
  if (bare.startsWith('演练') || bare === '已过有效期') return true;
  return bare.startsWith(verb);
}

function readLevelLine(value: string, part: ReadPart): ReadPart {
  const level = readTitle(`某${value}预警`)?.level;
  return level === undefined || level === part.level ? {} : { level };
}

function readSpan(value: string, now: Instant): ReadPart {
  const begin = /^(.*?) 起，/.exec(value);
  const start = begin === null ? null : readTime(begin[1] ?? '', now);
  const rest = begin === null ? value : value.slice(begin[0].length);
  const at = readTime(rest, now);
  const isUnstated = rest.includes('没有写明');
  return {
    ...(start === undefined ? {} : { start }),
    ...(isUnstated
      ? { end: null, ...(at === undefined ? {} : { shownUntil: at }) }
      : at === undefined
        ? {}
        : { end: at }),
  };
}

/** What a phone shows: title and area on the first line, then sentences, the signature last. */
export function readPush(text: string, now: Instant): Reading {
  const { marks, rest } = readMarks(text);
  const [first = '', ...lines] = rest.split('\n');
  const cut = first.indexOf(' · ');
  const title = readTitle(cut === -1 ? first : first.slice(0, cut));
  const area = lines.find((line) => line.startsWith('范围：'))?.slice(3) ?? first.slice(cut + 3);
  const part: ReadPart = { ...title, ...readPlaces(area) };
  for (const line of lines) {
    const at = readTime(line, now);
    if (line.startsWith('有效至 ') && at !== undefined) part.end = at;
    if (line.startsWith('未写明有效期'))
      Object.assign(part, { end: null, ...(at === undefined ? {} : { shownUntil: at }) });
    const span = /^有效期 (.+?)至(.+)$/.exec(line);
    const [start, end] = [readTime(span?.[1] ?? '', now), readTime(span?.[2] ?? '', now)];
    if (start !== undefined && end !== undefined) Object.assign(part, { start, end });
  }
  const source = /^(.*) (?:\d{4}年)?\d+月\d+日 \d\d:\d\d发布$/.exec(lines.at(-1) ?? '')?.[1];
  return {
    kind: kindOfMarks(marks),
    ...(source === undefined ? {} : { source }),
    parts: [part],
    needs: ALL,
    isWhole: false,
  };
}
