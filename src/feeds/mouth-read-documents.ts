import { fromBeijing, type Instant } from '../domain/instant.ts';
import type { CapInfo, CapMessage } from '../domain/cap-message.ts';
import { LEVELS, type Level } from '../domain/level.ts';
import { normaliseAdcode } from '../domain/region.ts';
import { readCap } from './cap-read.ts';
import { parseDocument, textOf, type XmlNode } from './cap-tree.ts';
import { readLoudspeaker } from './mouth-read-spoken.ts';
import { readSheet } from './mouth-read-written.ts';
import {
  kindOfMarks,
  LEVEL_OF_WORD,
  readMarks,
  readTitle,
  type Reading,
  type ReadPart,
} from './mouth-reading.ts';

const NOTHING: Reading = { parts: [], needs: ['kind', 'source'], isWhole: true };

/** One info is one part; several languages of one part read the same. Each names its sender once more. */
export function readCapMouth(text: string): Reading[] {
  const { message } = readCap(text);
  if (message === null) return [NOTHING];
  const senders = [message.source, ...message.infos.map(({ senderName }) => senderName)];
  return [
    {
      kind: kindOfCap(message),
      parts: message.infos.map(partOfInfo),
      needs: ['level', 'hazard', 'area', 'start', 'end', 'kind'],
      isWhole: true,
      isExact: true,
    },
    ...senders
      .filter((sender) => sender !== null)
      .map((source): Reading => ({ source, parts: [], needs: ['source'], isWhole: false })),
  ];
}

function kindOfCap(message: CapMessage): string {
  const words: Readonly<Record<string, string>> = { Alert: '发布', Update: '更新', Cancel: '解除' };
  if (message.status === 'Exercise') return message.msgType === 'Cancel' ? '演练结束' : '演练';
  const said = message.note?.includes('撤回转发') === true ? '撤回转发' : words[message.msgType];
  const word = said === '更新' && message.note?.includes('更正：') === true ? '更正' : said;
  return `${message.status === 'Test' ? '演示数据·' : ''}${word ?? message.msgType}`;
}

function partOfInfo(info: CapInfo): ReadPart {
  const colour = info.parameters.find(({ valueName }) => valueName === 'ColorCode')?.value.toLowerCase();
  const code = info.eventCodes[0]?.value;
  return {
    level: colour === undefined ? null : (LEVELS.find((level) => level === colour) ?? null),
    severity: info.severity,
    hazard: info.event,
    ...(code === undefined ? {} : { hazardCode: code }),
    places: info.areas.flatMap(({ areaDesc }) => areaDesc.split('、')).filter((name) => name.trim() !== ''),
    adcodes: info.areas.flatMap(({ geocodes }) =>
      geocodes.map(({ value }) => normaliseAdcode(value) ?? value),
    ),
    start: info.onset?.at ?? null,
    end: info.expires?.at ?? null,
  };
}

/** The categories and the author, and the summary's lines: both must agree with the bulletin. */
export function readAtomMouth(text: string, now: Instant): Reading[] {
  const { root } = parseDocument(text);
  const entry = root === null ? undefined : childOf(root, 'entry');
  if (entry === undefined) return [NOTHING];
  const author = childOf(entry, 'author');
  const summary = childOf(entry, 'summary');
  const labels = entry.children
    .filter(({ name }) => name === 'category')
    .map(({ source }) => source.attributes);
  const of = (scheme: string) => labels.filter((one) => one['scheme'] === `urn:anlan:${scheme}`);
  const title = readMarks(contentOf(entry, 'title') ?? '');
  const [action] = of('action');
  const isDemonstration = title.marks.includes('演示数据');
  return [
    {
      kind: `${isDemonstration ? '演示数据·' : ''}${action?.['label'] ?? ''}`,
      source: author === undefined ? '' : (contentOf(author, 'name') ?? ''),
      parts: of('level').map(({ term, label }) => ({ level: levelOfTerm(term, label) })),
      needs: ['kind', 'source'],
      isWhole: false,
    },
    summary === undefined ? NOTHING : readSheet(textOf(summary), now),
  ];
}

/** Term and label say the same in two words; if they do not, what neither part can be is read. */
function levelOfTerm(term: string | undefined, label: string | undefined): Level | null {
  const byLabel = LEVEL_OF_WORD[label ?? ''];
  return LEVELS.find((level) => level === term && level === byLabel) ?? null;
}

interface JsonItem {
  title: string;
  content_text: string;
  authors: { name: string }[];
  tags: string[];
  _anlan: {
    status: string;
    action: string;
    isOver: boolean;
    parts: {
      level: Level | null;
      hazard: { code: string | null; name: string };
      areas: string[];
      adcodes: string[];
      startsAt: string | null;
      endsAt: string | null;
      isEndStated: boolean;
    }[];
  };
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  issue: '发布',
  update: '更新',
  correction: '更正',
  cancel: '解除',
  withdrawal: '撤回转发',
};

/** The extension, the title and the lines of text: three sayings of the same. */
export function readJsonMouth(text: string, now: Instant): Reading[] {
  let item: JsonItem | undefined;
  try {
    item = (JSON.parse(text) as { items: JsonItem[] }).items[0];
  } catch {
    return [NOTHING];
  }
  if (item === undefined) return [NOTHING];
  const { status, action, isOver, parts } = item._anlan;
  const isCancel = action === 'cancel' || action === 'withdrawal';
  const { marks, rest } = readMarks(item.title);
  return [
    {
      kind: `${status === 'demonstration' ? '演示数据·' : ''}${isOver ? '已过有效期' : (ACTION_WORDS[action] ?? action)}`,
      source: item.authors[0]?.name ?? '',
      parts: parts.map((part) => ({
        level: part.level,
        hazard: part.hazard.name,
        ...(part.hazard.code === null ? {} : { hazardCode: part.hazard.code }),
        places: part.areas,
        adcodes: part.adcodes,
        start: part.startsAt,
        ...(isCancel
          ? {}
          : part.isEndStated
            ? { end: part.endsAt }
            : { end: null, ...(part.endsAt === null ? {} : { shownUntil: part.endsAt }) }),
      })),
      needs: ['level', 'hazard', 'area', 'end', 'start', 'source', 'kind'],
      isWhole: true,
    },
    {
      kind: kindOfMarks(marks),
      parts: rest.split('；').map((title) => readTitle(title) ?? {}),
      needs: ['level', 'hazard', 'kind'],
      isWhole: false,
    },
    readSheet(item.content_text, now),
    ...(item.tags.length === 0
      ? []
      : [
          {
            parts: item.tags.map((tag) => ({ level: LEVEL_OF_WORD[tag] ?? null })),
            needs: [],
            isWhole: false,
          },
        ]),
  ];
}

const SEVERITY: readonly (Level | null)[] = [null, ...LEVELS];

/** The codes, and the words a broadcasting platform would read aloud. */
export function readEbmMouth(text: string, now: Instant): Reading[] {
  const { root } = parseDocument(text);
  const ebm = root === null ? undefined : childOf(root, 'EBM');
  const basic = ebm === undefined ? undefined : childOf(ebm, 'MsgBasicInfo');
  const content = ebm === undefined ? undefined : childOf(ebm, 'MsgContent');
  if (basic === undefined || content === undefined) return [NOTHING];
  const { marks, rest } = readMarks(contentOf(content, 'MsgTitle') ?? '');
  const kind = kindOfMarks(marks);
  const isCancelKind = /解除|撤回|结束|取消/.test(kind);
  const type = contentOf(basic, 'MsgType');
  const isTypeRight = /演练|演示数据/.test(kind) ? type === undefined : type === (isCancelKind ? '2' : '1');
  const title = readTitle(rest);
  const level = SEVERITY[Number(contentOf(basic, 'Severity') ?? 'x')];
  const end = contentOf(basic, 'EndTime');
  const at = end === undefined ? undefined : readLocalTime(end);
  const codes = (contentOf(content, 'AreaCode') ?? '')
    .split(',')
    .map((code) => normaliseAdcode(code) ?? code);
  const eventType = contentOf(basic, 'EventType');
  const spoken = readLoudspeaker(contentOf(content, 'MsgDesc') ?? '', now);
  const read: ReadPart = {
    ...title,
    ...(level === undefined || level === title?.level ? {} : { level }),
    ...(eventType === undefined ? {} : { hazardCode: eventType }),
    adcodes: codes,
    // A broadcast needs an end, stated or not: it is compared as the time until which it is shown.
    ...(at === undefined ? {} : { shownUntil: at }),
  };
  return [
    {
      kind: isTypeRight ? kind : `${kind}、MsgType ${type ?? '没有'}`,
      source: contentOf(basic, 'SenderName') ?? '',
      parts: [read],
      needs: ['level', 'hazard', 'area', 'source', 'kind', ...(isCancelKind ? [] : (['end'] as const))],
      isWhole: false,
    },
    { ...spoken, isWhole: false },
  ];
}

function readLocalTime(text: string): Instant | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  const [year = 0, month = 0, day = 0, hour = 0, minute, second] = (found ?? []).slice(1).map(Number);
  return found === null ? undefined : (fromBeijing(year, month, day, hour, minute, second) ?? undefined);
}

const childOf = (node: XmlNode, name: string): XmlNode | undefined =>
  node.children.find((child) => child.name === name);
const contentOf = (node: XmlNode, name: string): string | undefined => {
  const child = childOf(node, name);
  return child === undefined ? undefined : textOf(child);
};
