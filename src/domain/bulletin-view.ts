import { alertTitle, shortTitle } from './alert-title.ts';
import type { AlertPart, AlertRevision, Bulletin } from './alert.ts';
import { alertState, partEndsAt, revisionEndsAt, type AlertState } from './alert-state.ts';
import { firstSentence, leadOf } from './instruction.ts';
import type { Instant } from './instant.ts';
import type { Level } from './level.ts';

export { alertTitle } from './alert-title.ts';
export { firstSentence } from './instruction.ts';

/** What one part of an alert shows on any page: joined once here so that every surface says the same. */
export interface BulletinView {
  alertId: string;
  revision: number;
  state: AlertState;
  level: Level | null;
  hazardName: string;
  hazardCode: string | null;
  /** Verbatim. */
  headline: string;
  /** For cards and lists: at most about twenty characters. */
  title: string;
  /** For the sign and the metadata line. 撤回: we stopped relaying it; only its issuer can lift it. */
  actionWord: '发布' | '更新' | '更正' | '解除' | '撤回';
  /** Of a correction: what was wrong before. Null otherwise. */
  correction: string | null;
  /** The sentence set largest. Null when neither bulletin nor guide gives one. */
  doThis: string | null;
  /**
   * True when `doThis` comes from our guide: the authority gave no instruction, or one that names no action
   * (`instruction` then still holds its words, to stand below). The page says so.
   */
  isDoThisFromGuide: boolean;
  /** The authority's whole instruction, verbatim. Begins with `doThis` unless that is our guide's. */
  instruction: string;
  description: string;
  source: string;
  areaText: string;
  sentAt: Instant;
  /** Only a start that was still ahead when it was sent; null: since it was sent. */
  startsAt: Instant | null;
  endsAt: Instant;
  isEndStated: boolean;
  isRelayed: boolean;
  /** The relay ended, not the warning: the page must not say 已经解除. */
  isWithdrawn: boolean;
  isDemonstration: boolean;
}

/** A bulletin with what a page needs beside it. */
export interface ShownBulletin {
  view: BulletinView;
  adcodes: readonly string[];
  /** Address of the hazard's guide; null when no guide fits. */
  guideHref: string | null;
}

function areaTextOf(part: AlertPart, nameOf: (adcode: string) => string | null): string {
  const named = part.areas.map((area) => area.description.trim()).filter((text) => text !== '');
  if (named.length > 0) return [...new Set(named)].join('、');
  return part.adcodes.map((code) => nameOf(code) ?? code).join('、');
}

/**
 * The view of one part. `guideInstruction` gives our guide's first instruction for a hazard, used only when the
 * authority gave none or one without any action; `nameOf` names a region.
 */
export function bulletinView(
  revision: AlertRevision,
  part: AlertPart,
  now: Instant,
  guideInstruction: (hazard: AlertPart['hazard']) => string | null,
  nameOf: (adcode: string) => string | null,
  language = 'zh-CN',
): BulletinView {
  const bulletin = bulletinIn(part, language);
  const own = bulletin.instruction.trim();
  const isCancel = revision.action === 'cancel';
  const isWithdrawn = revision.isWithdrawal === true;
  const lead = leadOf(own);
  const fallback = lead === null && !isCancel ? guideInstruction(part.hazard) : null;
  return {
    alertId: revision.alertId,
    revision: revision.revision,
    state: alertState(revision, now),
    level: part.level,
    hazardName: part.hazard.name,
    hazardCode: part.hazard.code,
    headline: bulletin.headline.trim() || alertTitle(part.hazard.name, part.level),
    title: shortTitle(revision, part, bulletin),
    actionWord: actionWordOf(revision),
    correction: revision.correction ?? null,
    doThis: lead ?? fallback ?? (own === '' ? null : firstSentence(own)),
    isDoThisFromGuide: lead === null && fallback !== null,
    instruction: own,
    description: bulletin.description.trim(),
    source: revision.source,
    areaText: areaTextOf(part, nameOf),
    sentAt: revision.sentAt,
    startsAt: !isCancel && part.onsetAt !== null && part.onsetAt > revision.sentAt ? part.onsetAt : null,
    // An all-clear has no validity of its own: it stands for as long as we show it.
    endsAt: isCancel ? revisionEndsAt(revision) : partEndsAt(part, revision.sentAt),
    isEndStated: part.expiresAt !== null,
    isRelayed: revision.origin === 'relayed',
    isWithdrawn,
    isDemonstration: revision.isDemonstration,
  };
}

function actionWordOf(revision: AlertRevision): BulletinView['actionWord'] {
  if (revision.isWithdrawal === true) return '撤回';
  if (revision.correction !== undefined) return '更正';
  return ({ issue: '发布', update: '更新', cancel: '解除' } as const)[revision.action];
}

/** The bulletin in a language, by exact tag, then by primary language, then the first. */
export function bulletinIn(part: AlertPart, language: string): Bulletin {
  const wanted = language.toLowerCase();
  const primary = wanted.split('-')[0];
  const found =
    part.bulletins.find((b) => b.language.toLowerCase() === wanted) ??
    part.bulletins.find((b) => b.language.toLowerCase().split('-')[0] === primary) ??
    part.bulletins[0];
  if (found === undefined) throw new Error('an alert part has no bulletin');
  return found;
}
