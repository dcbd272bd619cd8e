import type { AlertRevision } from '../domain/alert.ts';
import type { Drill } from '../domain/drill.ts';
import type { Instant } from '../domain/instant.ts';
import { drillSubject, drillView } from '../domain/mouth-drill.ts';
import { alertView, type AlertView, type MouthView } from '../domain/mouth-view.ts';
import type { Disagreement, MouthId, MouthText, MouthTexts } from '../domain/mouth.ts';
import { pushPayload } from '../domain/push-payload.ts';
import { writeAtom } from './atom.ts';
import { writeCap, writeExerciseCap } from './cap-write.ts';
import { ebmTexts } from './ebm.ts';
import { writeJsonFeed } from './json-feed.ts';
import { loudspeakerText } from './loudspeaker.ts';
import { factsOf, drillFactsOf } from './mouth-facts.ts';
import { disagreementsOf } from './mouth-agreement.ts';
import {
  NOTICE_ROOM,
  PICTURE_ROOM,
  ROOMY,
  SCREEN_ROOM,
  sheetOf,
  sheetText,
  type SheetRoom,
} from '../domain/mouth-sheet.ts';
import { webText } from './mouth-web.ts';
import { longSmsText, smsText } from './sms.ts';

const FEED_TITLE = '安澜 · 预警信息';

/**
 * Everything one bulletin is said as, in the order of MOUTHS. `history` is oldest first and its last revision is the
 * one that speaks; it need not be stored yet, so that an officer sees the texts before issuing.
 */
export function mouthsOf(
  history: readonly AlertRevision[],
  language: string,
  now: Instant,
  texts: MouthTexts,
): readonly MouthText[] {
  if ((history.at(-1)?.parts.length ?? 0) === 0) return [];
  const view = alertView(history, language, now, texts);
  const { revision } = view;
  return [
    webText(view, texts),
    pushText(view, texts),
    ...peopleTexts(view),
    documentText(view, 'cap', 'application/cap+xml', writeCap(revision, { pageUrl: view.pageUrl })),
    documentText(
      view,
      'atom',
      'application/atom+xml',
      writeAtom([revision], {
        baseUrl: texts.publicUrl,
        title: FEED_TITLE,
        now,
        summaryOf: summaryOf(now, texts),
      }),
    ),
    documentText(
      view,
      'json-feed',
      'application/feed+json',
      writeJsonFeed([revision], { title: FEED_TITLE, path: '/feeds/alerts.json', now, texts }),
    ),
    ...ebmTexts(view),
  ];
}

/** The same of a drill: 【演练】 first everywhere, CAP `Exercise`. What reaches phones and feeds is the drill's own. */
export function drillMouthsOf(
  drill: Drill,
  language: string,
  now: Instant,
  texts: MouthTexts,
): readonly MouthText[] {
  if (drill.parts.length === 0) return [];
  const view = drillView(drill, language, now, texts);
  const sender = `anlan-drill@${new URL(texts.publicUrl).hostname}`;
  return [
    ...peopleTexts(view),
    documentText(
      view,
      'cap',
      'application/cap+xml',
      writeExerciseCap(drillSubject(drill, sender), { pageUrl: view.pageUrl }),
    ),
    ...ebmTexts(view),
  ];
}

/**
 * Reads the facts back out of each text and compares them with the revision. Empty: all mouths agree.
 * `now` is the moment the texts were made at; parts that had ended by then are not missed.
 */
export function disagreements(
  revision: AlertRevision,
  mouths: readonly MouthText[],
  texts: MouthTexts,
  now: Instant = revision.sentAt,
): readonly Disagreement[] {
  return disagreementsOf(factsOf(revision, now, texts), mouths, now);
}

/** The same for a drill's texts. */
export function drillDisagreements(
  drill: Drill,
  mouths: readonly MouthText[],
  texts: MouthTexts,
  now: Instant,
): readonly Disagreement[] {
  return disagreementsOf(drillFactsOf(drill, texts, now), mouths, now);
}

/** The facts of a revision in a few lines, for feeds. */
export function summaryOf(now: Instant, texts: MouthTexts): (revision: AlertRevision) => string | null {
  return (revision) =>
    revision.parts.length === 0
      ? null
      : sheetText(sheetOf(alertView([revision], 'zh-CN', now, texts), ROOMY));
}

function peopleTexts(view: MouthView): MouthText[] {
  return [
    smsText(view),
    longSmsText(view),
    loudspeakerText(view),
    sheetMouth(view, 'screen', SCREEN_ROOM),
    sheetMouth(view, 'notice', NOTICE_ROOM),
    sheetMouth(view, 'picture', PICTURE_ROOM),
  ];
}

function sheetMouth(view: MouthView, mouth: 'screen' | 'notice' | 'picture', room: SheetRoom): MouthText {
  return documentText(view, mouth, 'text/plain', sheetText(sheetOf(view, room)));
}

function documentText(view: MouthView, mouth: MouthId, mediaType: string, text: string): MouthText {
  return { mouth, language: view.language, mediaType, text };
}

/** What a phone shows, for someone in the first of its regions. */
function pushText(view: AlertView, texts: MouthTexts): MouthText {
  const { revision, now } = view;
  const regions = revision.parts.flatMap(({ adcodes }) => adcodes);
  const payload = view.isOver ? null : pushPayload(revision, regions, now, texts, view.language);
  const frame = documentText(view, 'push', 'text/plain', '');
  if (payload === null)
    return {
      ...frame,
      note: revision.isDemonstration ? '演示数据，不会发到手机。' : '已过有效期，不再发到手机。',
    };
  return { ...frame, text: `${payload.notification.title}\n${payload.notification.body}` };
}
