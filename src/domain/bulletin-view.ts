import type { AlertPart, AlertRevision, Bulletin } from './alert.ts';
import { alertState, partEndsAt, type AlertState } from './alert-state.ts';
import type { Instant } from './instant.ts';
import { LEVEL_NAME, type Level } from './level.ts';

/** What one part of an alert shows on any page: joined once here so that every surface says the same. */
export interface BulletinView {
  alertId: string;
  revision: number;
  state: AlertState;
  level: Level | null;
  hazardName: string;
  hazardCode: string | null;
  headline: string;
  /** 发布 / 更新 / 解除, for the sign and the metadata line. */
  actionWord: '发布' | '更新' | '解除';
  /** The sentence set largest. Null when neither bulletin nor guide gives one. */
  doThis: string | null;
  /** True when `doThis` comes from our guide, not from the authority: the page says so. */
  isDoThisFromGuide: boolean;
  /** The rest of the authority's instruction, verbatim. */
  instruction: string;
  description: string;
  source: string;
  areaText: string;
  sentAt: Instant;
  endsAt: Instant;
  isEndStated: boolean;
  isRelayed: boolean;
  isDemonstration: boolean;
}

/** A bulletin with what a page needs beside it. */
export interface ShownBulletin {
  view: BulletinView;
  adcodes: readonly string[];
  /** Address of the hazard's guide; null when no guide fits. */
  guideHref: string | null;
}

/** `暴雨橙色预警`, or `暴雨预警` when the authority gave no level. Hazard names that carry 预警 are left alone. */
export function alertTitle(hazardName: string, level: Level | null): string {
  return `${hazardName}${level === null ? '' : LEVEL_NAME[level]}预警`;
}

/** The first sentence of an instruction with its full stop; the whole when it has none. */
export function firstSentence(text: string): string {
  const trimmed = text.trim();
  const match = /^[\s\S]*?[。！？!?；;\n]/.exec(trimmed);
  return (match === null ? trimmed : match[0]).trim();
}

function areaTextOf(part: AlertPart, nameOf: (adcode: string) => string | null): string {
  const named = part.areas.map((area) => area.description.trim()).filter((text) => text !== '');
  if (named.length > 0) return [...new Set(named)].join('、');
  return part.adcodes.map((code) => nameOf(code) ?? code).join('、');
}

/**
 * The view of one part. `guideInstruction` gives our guide's first instruction for a hazard, used only when the
 * authority gave none; `nameOf` names a region.
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
  const fallback = own === '' && revision.action !== 'cancel' ? guideInstruction(part.hazard) : null;
  return {
    alertId: revision.alertId,
    revision: revision.revision,
    state: alertState(revision, now),
    level: part.level,
    hazardName: part.hazard.name,
    hazardCode: part.hazard.code,
    headline: bulletin.headline.trim() || alertTitle(part.hazard.name, part.level),
    actionWord: revision.action === 'cancel' ? '解除' : revision.action === 'update' ? '更新' : '发布',
    doThis: own === '' ? fallback : firstSentence(own),
    isDoThisFromGuide: own === '' && fallback !== null,
    instruction: own,
    description: bulletin.description.trim(),
    source: revision.source,
    areaText: areaTextOf(part, nameOf),
    sentAt: revision.sentAt,
    endsAt: partEndsAt(part, revision.sentAt),
    isEndStated: part.expiresAt !== null,
    isRelayed: revision.origin === 'relayed',
    isDemonstration: revision.isDemonstration,
  };
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
