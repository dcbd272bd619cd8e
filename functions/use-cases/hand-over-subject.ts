import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { alertTitle } from '../../src/domain/alert-title.ts';
import type { Drill } from '../../src/domain/drill.ts';
import { addMs, HOUR_MS, type Instant } from '../../src/domain/instant.ts';
import { drillView } from '../../src/domain/mouth-drill.ts';
import { alertView, type MouthView } from '../../src/domain/mouth-view.ts';
import type { MouthText, MouthTexts } from '../../src/domain/mouth.ts';
import { pushEndsAt } from '../../src/domain/push-payload.ts';
import { DRILL_MARK } from '../../src/domain/topic.ts';
import { drillMouthsOf, mouthsOf } from '../../src/feeds/mouths.ts';
import type { HandOver } from '../channels/outlet-contract.ts';

/** What a message says of its bulletin, in one language. */
export type Facts = Pick<
  HandOver,
  'id' | 'action' | 'isWithdrawal' | 'title' | 'source' | 'parts' | 'sentAt' | 'pageUrl'
>;

/** What is handed over, before it is known to whom. */
export interface Subject {
  kind: 'alert' | 'drill' | 'notice';
  /** The newest there is. A drill has two: its beginning and its end. */
  revision: number;
  isDemonstration: boolean;
  /** It ends what an earlier revision said. */
  isEnd: boolean;
  /** Where and how grave: decides who is told. */
  parts: readonly Pick<AlertPart, 'level' | 'adcodes'>[];
  languages: readonly string[];
  /** After it nobody needs to be told any more; of an end, as long as the beginning might still be in force. */
  until(now: Instant): Instant;
  facts(language: string, now: Instant): Facts;
  textsIn(language: string, now: Instant): readonly MouthText[];
}

/** An end is worth telling for a while, however late it came. */
const END_TOLD_MS = HOUR_MS;

export function alertSubject(history: readonly AlertRevision[], texts: MouthTexts): Subject | null {
  const latest = history.at(-1);
  const endsAt = pushEndsAt(history);
  if (latest === undefined || endsAt === null) return null;
  const isEnd = latest.action === 'cancel';
  return {
    kind: 'alert',
    revision: latest.revision,
    isDemonstration: latest.isDemonstration,
    isEnd,
    parts: latest.parts,
    languages: languagesOf(latest.parts),
    until: (now) => (isEnd ? later(endsAt, addMs(now, END_TOLD_MS)) : endsAt),
    facts: (language, now) => factsOf(alertView(history, language, now, texts)),
    textsIn: (language, now) => mouthsOf(history, language, now, texts),
  };
}

export function drillSubject(drill: Drill, texts: MouthTexts): Subject {
  const isEnd = drill.state === 'ended' || drill.state === 'cancelled';
  return {
    kind: 'drill',
    revision: isEnd ? 2 : 1,
    isDemonstration: drill.isDemonstration,
    isEnd,
    parts: drill.parts,
    languages: languagesOf(drill.parts),
    until: (now) => (isEnd ? later(drill.endAt, addMs(now, END_TOLD_MS)) : drill.endAt),
    facts: (language, now) => factsOf(drillView(drill, language, now, texts)),
    textsIn: (language, now) => drillMouthsOf(drill, language, now, texts),
  };
}

function factsOf(view: MouthView): Facts {
  return {
    id: view.id,
    action: view.action,
    isWithdrawal: view.isWithdrawal,
    title: titleOf(view),
    source: view.source,
    parts: view.parts.map((part) => ({
      hazard: { code: part.hazardCode, name: part.hazard },
      level: part.level,
      adcodes: part.adcodes,
      areaText: part.placesInFull.join('、'),
      startsAt: part.startsAt,
      endsAt: part.endsAt,
    })),
    sentAt: view.sentAt,
    pageUrl: view.pageUrl,
  };
}

const ACTION_MARK = { issue: '', update: '【更新】', cancel: '【解除】' } as const;
const PLACES_IN_TITLE = 3;

function titleOf(view: MouthView): string {
  const [first] = view.parts;
  const drillMark = `${DRILL_MARK}${view.action === 'cancel' ? '演练结束：' : ''}`;
  const alertMark = view.isWithdrawal ? '【撤回转发】' : ACTION_MARK[view.action];
  const mark = view.kind === 'drill' ? drillMark : alertMark;
  if (first === undefined) return `${mark}${view.source}`;
  const places = first.places.slice(0, PLACES_IN_TITLE).join('、');
  return `${mark}${alertTitle(first.hazard, first.level)} · ${places}`;
}

function languagesOf(parts: readonly AlertPart[]): string[] {
  return [...new Set(parts.flatMap((part) => part.bulletins.map(({ language }) => language)))];
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
