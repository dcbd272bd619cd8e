import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { alertTitle } from '../../src/domain/alert-title.ts';
import type { Drill } from '../../src/domain/drill.ts';
import { addMs, HOUR_MS, type Instant } from '../../src/domain/instant.ts';
import { gravest } from '../../src/domain/level.ts';
import { drillView } from '../../src/domain/mouth-drill.ts';
import { alertView, type MouthView } from '../../src/domain/mouth-view.ts';
import type { MouthText, MouthTexts } from '../../src/domain/mouth.ts';
import { isLanguageWanted, TEST_MARK, type OutletWish } from '../../src/domain/outlet.ts';
import { pushEndsAt } from '../../src/domain/push-payload.ts';
import { DRILL_MARK } from '../../src/domain/topic.ts';
import { drillMouthsOf, mouthsOf } from '../../src/feeds/mouths.ts';
import type { HandOver } from '../channels/outlet-contract.ts';

/** What is handed over, before it is known to whom. */
export interface Subject {
  kind: 'alert' | 'drill';
  /** The newest there is; a drill has two: its beginning and its end. */
  revision: number;
  isDemonstration: boolean;
  isCancel: boolean;
  parts: readonly AlertPart[];
  languages: readonly string[];
  /** After it nobody needs to be told any more; of an end, as long as the beginning might still be in force. */
  until(now: Instant): Instant;
  view(language: string, now: Instant): MouthView;
  textsIn(language: string, now: Instant): readonly MouthText[];
}

const AT_LEAST_MS = HOUR_MS;

export function alertSubject(history: readonly AlertRevision[], texts: MouthTexts): Subject | null {
  const latest = history.at(-1);
  const endsAt = pushEndsAt(history);
  if (latest === undefined || endsAt === null) return null;
  const isCancel = latest.action === 'cancel';
  return {
    kind: 'alert',
    revision: latest.revision,
    isDemonstration: latest.isDemonstration,
    isCancel,
    parts: latest.parts,
    languages: languagesOf(latest.parts),
    until: (now) => (isCancel ? later(endsAt, addMs(now, AT_LEAST_MS)) : endsAt),
    view: (language, now) => alertView(history, language, now, texts),
    textsIn: (language, now) => mouthsOf(history, language, now, texts),
  };
}

export function drillSubjectOf(drill: Drill, texts: MouthTexts): Subject {
  const isCancel = drill.state === 'ended' || drill.state === 'cancelled';
  return {
    kind: 'drill',
    revision: isCancel ? 2 : 1,
    isDemonstration: drill.isDemonstration,
    isCancel,
    parts: drill.parts,
    languages: languagesOf(drill.parts),
    until: (now) => (isCancel ? later(drill.endAt, addMs(now, AT_LEAST_MS)) : drill.endAt),
    view: (language, now) => drillView(drill, language, now, texts),
    textsIn: (language, now) => drillMouthsOf(drill, language, now, texts),
  };
}

/** All one outlet asked for of a bulletin. Of several languages those it wants; when it wants none, the first. */
export function handOverMessage(
  subject: Subject,
  outlet: OutletWish & { id: string },
  topic: string,
  now: Instant,
  done: readonly string[],
): HandOver {
  const wanted = subject.languages.filter((language) => isLanguageWanted(outlet, language));
  const languages = wanted.length > 0 ? wanted : subject.languages.slice(0, 1);
  const view = subject.view(languages[0] ?? 'zh-CN', now);
  const message: HandOver = {
    key: `${topic}/${subject.revision}/${outlet.id}`,
    kind: subject.kind,
    id: view.id,
    revision: subject.revision,
    action: view.action,
    isWithdrawal: view.isWithdrawal,
    title: titleOf(view),
    source: view.source,
    level: gravest(view.parts.map((part) => part.level)),
    parts: view.parts.map((part) => ({
      hazard: { code: part.hazardCode, name: part.hazard },
      level: part.level,
      adcodes: part.adcodes,
      areaText: part.placesInFull.join('、'),
      startsAt: part.startsAt,
      endsAt: part.endsAt,
    })),
    sentAt: view.sentAt,
    endsAt: subject.until(now),
    pageUrl: view.pageUrl,
    texts: textsFor(subject, outlet, languages, now),
    done,
  };
  // The last door out of the house: whatever made the texts, an unmarked one must not pass as a warning.
  if (message.kind === 'drill' && !message.texts.every(({ text }) => text.includes(DRILL_MARK)))
    throw new Error(`a drill's text without ${DRILL_MARK}`);
  return message;
}

/** CAP holds all languages in one document, and some mouths only one: the same text is handed over once. */
function textsFor(
  subject: Subject,
  outlet: OutletWish,
  languages: readonly string[],
  now: Instant,
): MouthText[] {
  const all = languages
    .flatMap((language) => subject.textsIn(language, now))
    .filter(({ mouth, text }) => text !== '' && outlet.mouths.includes(mouth));
  return all.filter(
    (one, index) => all.findIndex(({ mouth, text }) => mouth === one.mouth && text === one.text) === index,
  );
}

const ACTION_MARK = { issue: '', update: '【更新】', cancel: '【解除】' } as const;

function titleOf(view: MouthView): string {
  const [first] = view.parts;
  const mark =
    view.kind === 'drill'
      ? `${DRILL_MARK}${view.action === 'cancel' ? '演练结束：' : ''}`
      : view.isWithdrawal
        ? '【撤回转发】'
        : ACTION_MARK[view.action];
  if (first === undefined) return `${mark}${view.source}`;
  return `${mark}${alertTitle(first.hazard, first.level)} · ${first.places.slice(0, 3).join('、')}`;
}

/**
 * A message that tries a channel out. It has no level, no part, no time of an event and no CAP or EBM: a machine that
 * reads any of those finds nothing to broadcast, and a person reads first that nothing has happened.
 */
export function testMessage(
  outlet: OutletWish & { id: string },
  id: string,
  now: Instant,
  publicUrl: string,
) {
  const words = `${TEST_MARK}这是安澜系统的渠道测试，不是预警，没有灾害发生。请勿播出、转发。`;
  const spoken: readonly MouthText['mouth'][] = [
    'sms',
    'sms-long',
    'loudspeaker',
    'screen',
    'notice',
    'push',
  ];
  return {
    key: `${id}/1/${outlet.id}`,
    kind: 'test',
    id,
    revision: 1,
    action: 'issue',
    isWithdrawal: false,
    title: `${TEST_MARK}安澜渠道测试，不是预警`,
    source: '安澜渠道测试',
    level: null,
    parts: [],
    sentAt: now,
    endsAt: now,
    pageUrl: publicUrl,
    texts: outlet.mouths
      .filter((mouth) => spoken.includes(mouth))
      .map((mouth) => ({ mouth, language: 'zh-CN', mediaType: 'text/plain', text: words })),
    done: [],
  } satisfies HandOver;
}

function languagesOf(parts: readonly AlertPart[]): string[] {
  const all = parts.flatMap((part) => part.bulletins.map(({ language }) => language));
  return [...new Set(all)];
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
