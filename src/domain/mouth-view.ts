import type { AlertAction, AlertPart, AlertRevision, Bulletin } from './alert.ts';
import { alertState, partEndsAt } from './alert-state.ts';
import { bulletinIn } from './bulletin-view.ts';
import type { Instant } from './instant.ts';
import { levelRank, type Level } from './level.ts';
import { actionsOf, type Actions } from './mouth-action.ts';
import { describedPlaces, namedPlaces, plainPlaces } from './mouth-places.ts';
import type { MouthTexts } from './mouth.ts';
import type { Adcode } from './region.ts';
import { oneLine } from './short-text.ts';

/** One part as every mouth says it. Strings are single lines without direction tricks, unless they say verbatim. */
export interface SaidPart {
  level: Level | null;
  /** Without 预警 and colour: 山洪. */
  hazard: string;
  hazardCode: string | null;
  /** For short texts: plain names, each once. */
  places: readonly string[];
  /** As the authority describes them; the regions' names where it does not. */
  placesInFull: readonly string[];
  adcodes: readonly Adcode[];
  /** Only a start that was ahead when the bulletin was sent; null: since it was sent. */
  startsAt: Instant | null;
  endsAt: Instant;
  isEndStated: boolean;
  actions: Actions;
  /** The authority's words in the language asked for, verbatim. */
  bulletin: Bulletin;
}

interface Said {
  id: string;
  /** BCP 47 of the authority's words. */
  language: string;
  action: AlertAction;
  /** We stopped relaying; only its issuer can lift it. */
  isWithdrawal: boolean;
  /** Its end has passed, or it was lifted long ago: no text may read as current. */
  isOver: boolean;
  /** 更正: why the earlier words were wrong. */
  correction: string | null;
  isDemonstration: boolean;
  isRelayed: boolean;
  source: string;
  /** Each office that signs, in full. */
  offices: readonly string[];
  sentAt: Instant;
  /** When these texts are made. */
  now: Instant;
  /** Gravest first. */
  parts: readonly SaidPart[];
  /** Absolute address of the page that is always current. */
  pageUrl: string;
}

/** A real warning. */
export interface AlertView extends Said {
  kind: 'alert';
  revision: AlertRevision;
  /** A later revision exists: this one is history, and says so. */
  isSuperseded: boolean;
  /** Of an update with one part before and after: what it was. */
  previousLevel: Level | null;
}

/** 演练. No function takes it for a warning: `kind` is read wherever the two differ. */
export interface DrillView extends Said {
  kind: 'drill';
  /** Called off before its end. */
  isCalledOff: boolean;
}

export type MouthView = AlertView | DrillView;

/** The last revision of `history` as all mouths see it at `now`; earlier ones tell what has changed. */
export function alertView(
  history: readonly AlertRevision[],
  language: string,
  now: Instant,
  texts: MouthTexts,
  isSuperseded = false,
): AlertView {
  const revision = history.at(-1);
  const first = revision?.parts[0];
  if (revision === undefined || first === undefined)
    throw new Error('an alert without a revision says nothing');
  const state = alertState(revision, now);
  const isCancel = revision.action === 'cancel';
  // Of an ended alert all parts are told: past, and marked as such.
  const living =
    isCancel || state === 'ended'
      ? revision.parts
      : revision.parts.filter((part) => now < partEndsAt(part, revision.sentAt));
  return {
    kind: 'alert',
    id: revision.alertId,
    language: bulletinIn(first, language).language,
    action: revision.action,
    isWithdrawal: revision.isWithdrawal === true,
    isOver: state === 'ended' && !isCancel,
    correction: revision.correction === undefined ? null : oneLine(revision.correction),
    isDemonstration: revision.isDemonstration,
    isRelayed: revision.origin === 'relayed',
    ...signedBy(revision.source, revision.message.sender),
    sentAt: revision.sentAt,
    now,
    parts: living
      .map((part) => saidPart(part, revision.sentAt, language, isCancel, texts))
      .toSorted((a, b) => levelRank(a.level) - levelRank(b.level)),
    pageUrl: new URL(`/alerts/${encodeURIComponent(revision.alertId)}/`, texts.publicUrl).href,
    revision,
    isSuperseded,
    previousLevel: previousLevelOf(history),
  };
}

/** One part, whether of an alert or of a drill. */
export function saidPart(
  part: AlertPart,
  sentAt: Instant,
  language: string,
  isCancel: boolean,
  texts: MouthTexts,
): SaidPart {
  const bulletin = bulletinIn(part, language);
  const described = describedPlaces(part);
  return {
    level: part.level,
    hazard: hazardWords(part.hazard.name),
    hazardCode: part.hazard.code,
    places: plainPlaces(part, texts.nameOf),
    placesInFull: described.length > 0 ? described : namedPlaces(part, texts.nameOf),
    adcodes: part.adcodes,
    startsAt: part.onsetAt !== null && part.onsetAt > sentAt ? part.onsetAt : null,
    endsAt: partEndsAt(part, sentAt),
    isEndStated: part.expiresAt !== null,
    actions: actionsOf(bulletin.instruction, isCancel ? null : texts.guideInstruction(part.hazard)),
    bulletin,
  };
}

const LONGEST_HAZARD = 40;
const LONGEST_SOURCE = 60;

/** 「暴雨黄色预警信号」 → 「暴雨」: some feeds write the whole signal where the hazard belongs. */
export function hazardWords(name: string): string {
  const whole = inMark(name);
  const bare = whole
    .replace(/(?:预警信号|预警)$/, '')
    .replace(/[红橙黄蓝]色$/, '')
    .trim();
  // Stops would end the clause that our short texts put the name into.
  return shortened((bare === '' ? whole || '突发事件' : bare).replace(/[。；;：:]/g, '、'), LONGEST_HAZARD);
}

/** Who signs: the source, or the sender of a message that names none. */
export function signedBy(source: string, sender: string): { source: string; offices: readonly string[] } {
  const whole = inMark(source) || inMark(sender);
  return { source: shortened(whole, LONGEST_SOURCE), offices: whole.split('、') };
}

/** Our texts set marks and signatures in 【】; a name from outside that carries them could forge one. */
function inMark(text: string): string {
  return oneLine(text)
    .replace(/[【〖]/g, '〔')
    .replace(/[】〗]/g, '〕');
}

function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

function previousLevelOf(history: readonly AlertRevision[]): Level | null {
  const [before, latest] = [history.at(-2), history.at(-1)];
  const [was, is] = [before?.parts[0], latest?.parts[0]];
  if (was === undefined || is === undefined || before?.parts.length !== 1 || latest?.parts.length !== 1)
    return null;
  const isSameHazard = hazardWords(was.hazard.name) === hazardWords(is.hazard.name);
  return latest.action === 'update' && isSameHazard && was.level !== is.level ? was.level : null;
}
