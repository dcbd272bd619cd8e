import { findDates, instantOf } from './bulletin-date.ts';
import type { Scan } from './bulletin-scan.ts';
import { addMs, HOUR_MS, type Instant } from './instant.ts';

/** A `发布单位：…` field of a bulletin written as a form. */
export type LabelName =
  'issuer' | 'hazard' | 'level' | 'issuedAt' | 'expiresAt' | 'status' | 'regions' | 'title';

export interface Label {
  name: LabelName;
  value: string;
  start: number;
  end: number;
}

const LABELS: readonly (readonly [RegExp, LabelName])[] = [
  [/^(?:预警)?(?:发布|签发|发送)(?:单位|机构|部门|机关|者)$|^来源单位$/, 'issuer'],
  [/^(?:预警)?(?:类型|类别|种类|事件|灾种|事件类型|灾害类型|灾害种类|名称|信号名称)$/, 'hazard'],
  [/^(?:预警)?(?:级别|等级|颜色|信号等级|信号级别)$/, 'level'],
  [/^(?:预警)?(?:信息)?(?:发布|发送|签发|起始|生效|开始)(?:时间|日期)$/, 'issuedAt'],
  [/^(?:预警)?(?:有效期?至?|有效时间|有效时段|失效时间|结束时间|截止时间|有效期限)$/, 'expiresAt'],
  [/^(?:预警)?(?:状态|发布状态|信息状态|动作)$/, 'status'],
  [/^(?:预警)?(?:影响|发布|预警)?(?:区域|范围|地区)$/, 'regions'],
  [/^(?:预警)?(?:标题|信息标题)$/, 'title'],
];
const FIELD = /(?<=^|[\n,;。|\s])([\u3400-\u9fff]{2,8}):([^\n]{0,200})/g;

/** The labelled fields of a text, in order. */
export function findLabels(text: string): readonly Label[] {
  const labels: Label[] = [];
  for (const found of text.matchAll(FIELD)) {
    const word = found[1] as string;
    const name = LABELS.find(([pattern]) => pattern.test(word))?.[1];
    if (name === undefined) continue;
    const value = (found[2] as string).split(/[;|]/)[0]?.trim() ?? '';
    labels.push({ name, value, start: found.index, end: found.index + found[0].length });
  }
  return labels;
}

const SOURCE_NOTE = /[([]?(?:预警信息|数据|信息|内容)来源:[^()[\]\n]{1,40}[)\]]?/;
const GUIDE = /(?:防御|防范|应对|避险)(?:指南|措施|建议|提示|指引):?/;

/** Where the reader of regions must not look: guidance and the source note name offices, not places at risk. */
export interface Sections {
  sourceNote: { start: number; end: number } | null;
  /** What to do, verbatim; empty when the text says nothing. */
  instruction: string;
  guideStart: number | null;
}

export function findSections(scan: Scan, bodyStart: number): Sections {
  const { text } = scan;
  const note = SOURCE_NOTE.exec(text);
  const sourceNote = note === null ? null : { start: note.index, end: note.index + note[0].length };
  const guide = GUIDE.exec(text.slice(bodyStart));
  const end = sourceNote !== null && sourceNote.start > bodyStart ? sourceNote.start : text.length;
  if (guide !== null && bodyStart + guide.index < end) {
    const start = bodyStart + guide.index + guide[0].length;
    return { sourceNote, instruction: scan.original(start, end).trim(), guideStart: bodyStart + guide.index };
  }
  const requests: string[] = [];
  for (const found of text.slice(bodyStart, end).matchAll(/[^。!;\n]{1,600}[。!;]?/g)) {
    const at = found[0].search(/(?:敬)?请|严禁|务必|注意防/);
    if (at === -1) continue;
    requests.push(
      scan.original(bodyStart + found.index + at, bodyStart + found.index + found[0].length).trim(),
    );
  }
  return { sourceNote, instruction: requests.join(''), guideStart: null };
}

const VALID_HOURS = /(?:有效期|有效时间|有效时长)[:为是]?(\d{1,3})小时/;
const VALID_UNTIL =
  /(?:有效期?至|有效期(?:为|:)?[^,。;\n]{0,30}[至~-]|失效时间:?|截止时间:?|结束时间:?|有效(?:时间|时段|期限):?[^,。;\n]{0,30}[至~-])([^,。;\n]{4,24})/;

/** The end of validity, only where the text states one: a forecast period is not a validity. */
export function readExpiry(text: string, issuedAt: Instant | null): Instant | null {
  const hours = VALID_HOURS.exec(text)?.[1];
  if (hours !== undefined && issuedAt !== null) return addMs(issuedAt, Number(hours) * HOUR_MS);
  const until = VALID_UNTIL.exec(text)?.[1];
  const date = until === undefined ? undefined : findDates(until)[0];
  const at = date === undefined ? null : instantOf(date);
  return at !== null && (issuedAt === null || at > issuedAt) ? at : null;
}

const DRILL = /演练|演习|测试|试验信息|桌面推演|\btest\b|\bdrill\b|\bexercise\b/i;
const DRILL_STATEMENT =
  /(?:此为|这是|本(?:次|条|预警|信息)[^。,;\n]{0,12}(?:为|是|属于?)|仅为|仅供|用于)[^。,;\n]{0,12}(?:演练|演习|测试)|(?:演练|演习|测试)(?:信息|短信|专用|预警|开始|结束|文本|内容)|[[("](?:[^\])"\n]{0,10})(?:演练|演习|测试)(?:[^\])"\n]{0,10})[\])"]/;

/** `drill`: said of the message itself. `mentioned`: the word stands somewhere, and a person must decide. */
export function readDrill(text: string, headline: string): 'drill' | 'mentioned' | null {
  const first = text.split('\n', 1)[0] ?? '';
  if (DRILL.test(headline) || DRILL_STATEMENT.test(text) || (first.length <= 40 && DRILL.test(first)))
    return 'drill';
  return DRILL.test(text) ? 'mentioned' : null;
}

const SECOND_HAND =
  /记者|获悉|据悉|据报道|据[^,。\n]{0,12}(?:消息|通报|介绍|报道)|本报讯|新华社|网传|谣言|辟谣|不实信息|转自|编辑:|责编|标准(?:为|是):|是什么意思|怎么办/;

/** Whether the text reports a warning instead of being one. */
export function isSecondHand(text: string): boolean {
  return SECOND_HAND.test(text);
}
