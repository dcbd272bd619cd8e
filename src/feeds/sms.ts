import type { MouthText } from '../domain/mouth.ts';
import { shortenings } from '../domain/mouth-action.ts';
import { shortClock } from '../domain/mouth-clock.ts';
import { fitPlaces, sayPlaces } from '../domain/mouth-places.ts';
import type { MouthView, SaidPart } from '../domain/mouth-view.ts';
import { changeOf, marksOf, titleOf } from '../domain/mouth-words.ts';

/** One message; counted in UTF-16 units, as every gateway counts Chinese text. */
export const SMS_UNITS = 70;
/** Of a long one that travels in several, each gives three units to its number. */
const SEGMENT_UNITS = 67;
export const LONG_SMS_UNITS = 500;
/** Of the long form; beyond that places are counted, so that what to do is not crowded out. */
const LONG_PLACES = 150;

/**
 * At most 70 characters, by what matters: hazard and level, area, end, the first thing to do, who says so. Places are
 * named whole or counted, what to do is cut at clauses only, no number, time or name is ever cut. A bulletin that does
 * not fit is given in the long form, and the note says so.
 */
export function smsText(view: MouthView): MouthText {
  const text = shortest(view);
  if (text !== null) return { ...frame(view, 'sms'), text, characters: text.length, segments: 1 };
  const long = longSmsText(view);
  return {
    ...long,
    mouth: 'sms',
    note: `70 字放不下，要按长短信发（${long.segments ?? 1} 条）。${long.note ?? ''}`,
  };
}

/** At most 500 characters: all places that fit, every sentence to act on that fits, the time of issue, the address. */
export function longSmsText(view: MouthView): MouthText {
  // An ending has its time in the first sentence already.
  const sent =
    view.action === 'cancel'
      ? ''
      : `${shortClock(view.sentAt, view.now)}${view.kind === 'drill' ? '开始' : '发布'}。`;
  const change = changeOf(view);
  const tail = `${change === null ? '' : `${change}。`}${sent}详情 ${view.pageUrl} ${signature(view.source)}`;
  for (const room of [LONG_PLACES, 60, 0]) {
    const head = headOf(view, (part) => fitPlaces(part.places, room)) + closing(view);
    if (head.length + tail.length > LONG_SMS_UNITS && room > 0) continue;
    const text = head + wholeSentences(view, LONG_SMS_UNITS - head.length - tail.length) + tail;
    const note = text.length > LONG_SMS_UNITS ? '超过 500 字，请改短。' : undefined;
    return {
      ...frame(view, 'sms-long'),
      text,
      characters: text.length,
      segments: text.length <= SMS_UNITS ? 1 : Math.ceil(text.length / SEGMENT_UNITS),
      ...(note === undefined ? {} : { note }),
    };
  }
  throw new Error('the loop above always returns');
}

const frame = (view: MouthView, mouth: 'sms' | 'sms-long') => ({
  mouth,
  language: view.language,
  mediaType: 'text/plain',
});

function shortest(view: MouthView): string | null {
  const [first = ''] = view.parts[0]?.actions.sentences ?? [];
  const most = Math.max(...view.parts.map((part) => part.places.length));
  const sources = [...new Set([view.source, briefSource(view.offices)])].map(signature);
  for (const actions of first === '' ? [['']] : [shortenings(prefixed(view, first)), ['']])
    for (let shown = most; shown > 0; shown -= 1)
      for (const action of actions)
        for (const source of sources) {
          const head = headOf(view, (part) => sayPlaces(part.places, shown)) + closing(view);
          const room = SMS_UNITS - head.length - action.length - source.length;
          if (room < 0) continue;
          const isWhole = action !== '' && action === prefixed(view, first);
          return `${head}${action}${isWhole ? wholeSentences(view, room, 1) : ''}${source}`;
        }
  return null;
}

/** 「山洪橙色预警：裕民县，至7月1日20时。」; several parts share the time they have in common. */
function headOf(view: MouthView, placesOf: (part: SaidPart) => string): string {
  const times = view.parts.map((part) => timeOf(view, part));
  const isShared = new Set(times).size === 1;
  const clauses = view.parts.map(
    (part, index) => `${titleOf(part)}：${placesOf(part)}${isShared ? '' : (times[index] ?? '')}`,
  );
  return `${marksOf(view).join('')}${clauses.join('；')}${isShared ? (times[0] ?? '') : ''}。`;
}

function timeOf(view: MouthView, part: SaidPart): string {
  if (view.action === 'cancel') {
    const verb = view.isWithdrawal ? '撤回' : view.kind === 'drill' ? '结束' : '解除';
    return `，${shortClock(view.sentAt, view.now)}${verb}`;
  }
  const start = part.startsAt === null ? '' : `，${shortClock(part.startsAt, view.now)}起`;
  return `${start}${part.isEndStated ? `，至${shortClock(part.endsAt, view.now)}` : '，未写有效期'}`;
}

/** What must never be left out of a withdrawal: it is no all-clear. */
const closing = (view: MouthView): string => (view.isWithdrawal ? '是否解除以发布单位为准。' : '');

const signature = (source: string): string => `【${source}】`;

/** As many whole sentences, from `from` on, as fit into `room` characters; the order is the authority's. */
function wholeSentences(view: MouthView, room: number, from = 0): string {
  let said = '';
  for (const [index, sentence] of (view.parts[0]?.actions.sentences ?? []).entries()) {
    if (index < from) continue;
    const next = index === 0 ? prefixed(view, sentence) : sentence;
    if (said.length + next.length > room) break;
    said += next;
  }
  return said;
}

/** Whose words they are is said where they are not the authority's. */
function prefixed(view: MouthView, sentence: string): string {
  return view.parts[0]?.actions.isFromGuide === true ? `本站提示：${sentence}` : sentence;
}

/** Offices in the short form people know; several become the first and their number. */
function briefSource(offices: readonly string[]): string {
  const brief = (offices[0] ?? '')
    .replace(/应急管理局/g, '应急局')
    .replace(/人民政府/g, '政府')
    .replace(/自然资源局/g, '资源局')
    .replace(/农业农村局/g, '农业局')
    .replace(/突发事件预警信息发布中心/g, '预警中心');
  return offices.length > 1 ? `${brief}等${offices.length}家` : brief;
}
