import { LEVELS, LEVEL_NAME, type Level } from '../domain/level.ts';
import type { MouthText } from '../domain/mouth.ts';
import { spokenClock } from '../domain/mouth-clock.ts';
import { spokenInteger, spokenName, spokenText } from '../domain/mouth-numbers.ts';
import { fitPlaces } from '../domain/mouth-places.ts';
import type { MouthView, SaidPart } from '../domain/mouth-view.ts';
import { changeOf, marksOf, verbOf } from '../domain/mouth-words.ts';

/**
 * Our own assumption, not a standard's: slower than a newsreader, for an outdoor horn that echoes and for old ears.
 * Said beside the text, so that whoever reads faster knows where the seconds come from.
 */
export const READING_CHARACTERS_PER_MINUTE = 180;
const PAUSE_SECONDS = 0.6;
/** Our own suggestion: the graver, the more often, for people who come in from the yard. */
const REPEATS: Record<Level, number> = { red: 5, orange: 4, yellow: 3, blue: 2 };
const OTHER_REPEATS = 2;
const MOST_SENTENCES = 6;
const MOST_PLACES = 120;

const GRADES = ['一级，特别严重', '二级，严重', '三级，较重', '四级，一般'];

/** A script to be read aloud or by a voice: short sentences, one a line, numbers and times in words. */
export function loudspeakerText(view: MouthView): MouthText {
  const lines = scriptOf(view);
  const text = lines.join('\n');
  const spoken = text.replace(/[^\p{L}\p{N}]+/gu, '').length;
  const seconds = (spoken * 60) / READING_CHARACTERS_PER_MINUTE + lines.length * PAUSE_SECONDS;
  const level = view.action === 'cancel' ? null : (view.parts[0]?.level ?? null);
  return {
    mouth: 'loudspeaker',
    language: view.language,
    mediaType: 'text/plain',
    text,
    readingSeconds: Math.round(seconds),
    repeats: level === null ? OTHER_REPEATS : REPEATS[level],
    note: `每分钟 ${READING_CHARACTERS_PER_MINUTE} 字，遍数按级别：都是本站的假设，没有标准可依。`,
  };
}

/** The same for a voice: marks in brackets become words it can say. */
export function scriptForVoice(view: MouthView): string {
  return loudspeakerText(view).text.replace(/【([^【】]*)】/g, '$1。');
}

function scriptOf(view: MouthView): string[] {
  const isDrill = view.kind === 'drill';
  const mark = marksOf(view).join('');
  const [first, ...others] = view.parts;
  if (first === undefined) return [];
  return [
    `${mark}${isDrill ? '这是演练，不是真的预警。' : '请注意。'}`,
    announcement(view, first),
    ...changed(view),
    ...aboutOf(view, first),
    ...others.flatMap((part, index) => [
      `还有第${spokenInteger(index + 2)}条，${nameOf(part)}。`,
      ...aboutOf(view, part),
    ]),
    ...actionsOf(view, first),
    ...endingOf(view),
  ];
}

/** Who, when, what; the pauses between them are what the agreement check reads them by. */
function announcement(view: MouthView, part: SaidPart): string {
  const at = spokenClock(view.sentAt, view.now);
  const source = view.source.replace(/[，,。；;]/g, '、');
  if (view.kind === 'drill') {
    const verb = view.isCalledOff ? '取消演练' : view.action === 'cancel' ? '结束演练' : '组织演练';
    return `${source}，${verb}，${nameOf(part)}。`;
  }
  if (view.isWithdrawal) return `本站，${at}起，不再转发${source}的，${nameOf(part)}。`;
  return `${source}，${at}，${verbOf(view)}，${nameOf(part)}。`;
}

function changed(view: MouthView): string[] {
  const change = changeOf(view);
  return change === null ? [] : [`${spokenText(change)}。`];
}

const nameOf = (part: SaidPart): string =>
  part.level === null ? `${part.hazard}预警，没有分级` : `${part.hazard}${LEVEL_NAME[part.level]}预警`;

function aboutOf(view: MouthView, part: SaidPart): string[] {
  const area = `范围是，${spokenName(fitPlaces(part.places, MOST_PLACES))}。`;
  if (view.action === 'cancel') return [area];
  const grade =
    part.level === null ? [] : [`${LEVEL_NAME[part.level]}是${GRADES[LEVELS.indexOf(part.level)] ?? ''}。`];
  return [...grade, area, timeOf(view, part)];
}

function timeOf(view: MouthView, part: SaidPart): string {
  const start = part.startsAt === null ? '' : `从${spokenClock(part.startsAt, view.now)}开始，`;
  if (!part.isEndStated) return `${start}发布单位没有说到什么时候为止。`;
  return `${start}到${spokenClock(part.endsAt, view.now)}为止。`;
}

function actionsOf(view: MouthView, part: SaidPart): string[] {
  const { sentences, isFromGuide } = part.actions;
  const isChinese = view.language.toLowerCase().startsWith('zh');
  const told = sentences
    .slice(0, MOST_SENTENCES)
    .map((one) => (isChinese || isFromGuide ? spokenText(one) : one));
  if (told.length === 0) return [];
  return [isFromGuide ? '本站提示您这样做。' : '请您这样做。', ...told];
}

function endingOf(view: MouthView): string[] {
  if (view.kind === 'drill') return ['再说一遍，这是演练。'];
  if (view.isWithdrawal) return ['这条预警是否解除，以发布单位的消息为准。'];
  if (view.action === 'cancel') return ['这条预警已经解除。', '请互相转告。'];
  if (view.isOver) return ['这条预警已经过了有效期，请不要再播。'];
  return ['请互相转告，特别是老人和独自在家的人。'];
}
