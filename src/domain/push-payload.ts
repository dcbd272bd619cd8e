import { partEndsAt, partsFor, revisionEndsAt } from './alert-state.ts';
import type { AlertPart, AlertRevision } from './alert.ts';
import { alertTitle, bulletinIn } from './bulletin-view.ts';
import { firstSentence, sentenceForPeople } from './instruction.ts';
import { beijingParts, type Instant } from './instant.ts';
import { levelRank, type Level } from './level.ts';
import { actionsAt, isMinor, type PushAction } from './push-action.ts';
import type { Adcode } from './region.ts';
import { fitList, fitText, jsonBytes, oneLine } from './short-text.ts';
import { DEFAULT_LANGUAGE } from './subscription.ts';

/**
 * What a phone gets: Declarative Web Push, understood by the browser itself where it can and by our service worker
 * elsewhere. It carries the whole instruction, so that ten thousand locked phones need not ask the server anything.
 */
export interface PushPayload {
  web_push: 8030;
  notification: {
    title: string;
    body: string;
    lang: string;
    dir: 'auto';
    /** A later push with the same tag replaces what is shown. */
    tag: string;
    /** Absolute: browsers that show the push by themselves refuse a relative address. */
    navigate: string;
    requireInteraction: boolean;
    /** Told without a sound: the end of what did not ring in the night either. */
    silent?: true;
    /** Left out when they do not fit; our worker knows them by itself. */
    actions?: readonly PushAction[];
    data: PushData;
  };
  /** The worker may change what is shown: it keeps an older revision from replacing a newer one. */
  mutable: true;
}

/** For the page the worker keeps, so that a tap opens the bulletin without a network. */
export interface PushData {
  alertId: string;
  revision: number;
  isCancel: boolean;
  /** We stopped relaying it; only its issuer can lift it. */
  isWithdrawal?: true;
  level: Level | null;
  sentAt: Instant;
  expiresAt: Instant;
  source: string;
  /** The chosen place that it concerns; absent when it is there no more. */
  place?: Adcode;
}

export interface PushTexts {
  /** Our guide's first instruction for a hazard, said only when the authority gave none. */
  guideInstruction: (hazard: AlertPart['hazard']) => string | null;
  nameOf: (adcode: Adcode) => string | null;
  /** Where the portal is seen from outside, without a path: `https://example.gov.cn`. */
  publicUrl: string;
}

/**
 * Encryption allows 3 993 bytes, but Firefox on Android goes through a bridge that may pass only 2 744, padding and
 * base64 included: below 2 kB every known service delivers.
 */
export const MAX_PUSH_BYTES = 2000;
/** Room for each part in bytes of JSON. Together with the fixed words they stay below the limit. */
const ROOM = {
  hazard: 60,
  titleArea: 120,
  area: 200,
  instruction: 420,
  headline: 200,
  others: 180,
  correction: 120,
  source: 75,
};
const SHOWN_UNTIL_TAPPED: readonly (Level | null)[] = ['red', 'orange'];

/**
 * Until when the latest of these revisions is worth sending. A cancellation outlives its all-clear: as long as an
 * earlier revision would still stand on a phone that was switched off.
 */
export function pushEndsAt(revisions: readonly AlertRevision[]): Instant | null {
  const latest = revisions.at(-1);
  if (latest === undefined) return null;
  const told = latest.action === 'cancel' ? revisions : [latest];
  return told.map(revisionEndsAt).reduce((last, at) => (at > last ? at : last));
}

/**
 * The push for a person who chose `chosen`, or null when nothing may be sent: the bulletin has ended (a cancellation
 * never does: whoever was warned must hear the end of it) or is a demonstration. Of several parts only those that
 * concern the person speak; when none does any more, the push says that the area has changed. `language` picks the
 * authority's words where it gave them in it; level, place and times stay in Chinese, as on the village's loudspeaker.
 */
export function pushPayload(
  revision: AlertRevision,
  chosen: readonly Adcode[],
  now: Instant,
  texts: PushTexts,
  language: string = DEFAULT_LANGUAGE,
): PushPayload | null {
  if (revision.isDemonstration) return null;
  const isCancel = revision.action === 'cancel';
  const living = isCancel
    ? revision.parts
    : revision.parts.filter((p) => now < partEndsAt(p, revision.sentAt));
  const mine = living.filter((part) => chosen.some((code) => partsFor([part], code).length > 0));
  const parts = [...(mine.length > 0 ? mine : living)].sort(
    (a, b) => levelRank(a.level) - levelRank(b.level),
  );
  const [first, ...others] = parts;
  if (first === undefined) return null;

  const areas = areaNames(first, texts);
  const titleArea = fitList(areas, ROOM.titleArea);
  const isAreaShort = titleArea === areas.join('、');
  const bulletin = bulletinIn(first, hasLanguage(first, language) ? language : DEFAULT_LANGUAGE);
  const navigate = new URL(`/alerts/${encodeURIComponent(revision.alertId)}/`, texts.publicUrl).href;
  const place = chosen.find((code) => partsFor([first], code).length > 0);
  const correction =
    revision.correction === undefined
      ? ''
      : `更正：${fitText(oneLine(revision.correction), ROOM.correction)}`;
  // What was wrong takes its room from the title's verbatim form, never from what to do.
  const headlineRoom = ROOM.headline - (correction === '' ? 0 : jsonBytes(`\n${correction}`));
  const lines = [
    mine.length === 0 && !isCancel ? '预警范围已调整，不再包括您订阅的地区。' : '',
    ...(isCancel ? [endOf(revision, now)] : []),
    correction,
    instructionOf(bulletin.instruction, isCancel ? null : texts.guideInstruction(first.hazard)),
    isCancel ? '' : validity(first, revision, now),
    fitText(oneLine(bulletin.headline), headlineRoom),
    isAreaShort ? '' : `范围：${fitList(areas, ROOM.area)}`,
    isCancel ? '' : otherParts(others, revision, now),
    `${fitText(oneLine(revision.source), ROOM.source)} ${dayClock(revision.sentAt, now)}发布`,
  ];
  const payload: PushPayload = {
    web_push: 8030,
    notification: {
      title: `${prefixOf(revision)}${titleOf(first)} · ${titleArea}`,
      body: lines.filter((line) => line !== '').join('\n'),
      lang: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(bulletin.language) ? bulletin.language : 'zh-CN',
      dir: 'auto',
      tag: revision.alertId,
      navigate,
      requireInteraction: !isCancel && SHOWN_UNTIL_TAPPED.includes(first.level),
      ...(isCancel && parts.every(({ level }) => isMinor(level)) ? { silent: true as const } : {}),
      data: {
        alertId: revision.alertId,
        revision: revision.revision,
        isCancel,
        ...(revision.isWithdrawal === true ? { isWithdrawal: true as const } : {}),
        level: first.level,
        sentAt: revision.sentAt,
        expiresAt: isCancel ? revisionEndsAt(revision) : lastEnd(parts, revision.sentAt),
        source: fitText(oneLine(revision.source), ROOM.source),
        ...(place === undefined ? {} : { place }),
      },
    },
    mutable: true,
  };
  if (!isCancel) {
    const actions = actionsAt(navigate, revision.alertId, first.level);
    const complete = { ...payload, notification: { ...payload.notification, actions } };
    if (pushBytes(complete) <= MAX_PUSH_BYTES) return complete;
  }
  // An id is ours and short; anything else is a bug that would reach nobody, so it must be loud.
  if (pushBytes(payload) > MAX_PUSH_BYTES)
    throw new Error(`the push of alert ${revision.alertId} is too large`);
  return payload;
}

/** Size of the plaintext that will be encrypted. */
export function pushBytes(payload: PushPayload): number {
  return new TextEncoder().encode(JSON.stringify(payload)).length;
}

/** Only its issuer lifts a warning: that we stopped relaying it must not read as safety. */
function endOf(revision: AlertRevision, now: Instant): string {
  const at = dayClock(revision.sentAt, now);
  if (revision.isWithdrawal !== true) return `已于${at}解除。`;
  return `本站已于${at}撤回转发，预警是否解除，以${fitText(oneLine(revision.source), ROOM.source)}发布的为准。`;
}

const ACTION_PREFIX = { issue: '', update: '【更新】', cancel: '【解除】' } as const;

function prefixOf(revision: AlertRevision): string {
  if (revision.isWithdrawal === true) return '【撤回转发】';
  return revision.correction === undefined ? ACTION_PREFIX[revision.action] : '【更正】';
}

function titleOf(part: AlertPart): string {
  const hazard = fitText(oneLine(part.hazard.name), ROOM.hazard);
  return part.level === null ? `${alertTitle(hazard, null)}（未分级）` : alertTitle(hazard, part.level);
}

function areaNames(part: AlertPart, texts: PushTexts): string[] {
  const described = part.areas.map((area) => oneLine(area.description)).filter((text) => text !== '');
  const named = part.adcodes.map((code) => texts.nameOf(code) ?? code);
  const isUsable = described.length > 0 && described.every((text) => jsonBytes(text) <= ROOM.titleArea);
  return [...new Set(isUsable || named.length === 0 ? described : named)];
}

function hasLanguage(part: AlertPart, language: string): boolean {
  const primary = language.toLowerCase().split('-')[0];
  return part.bulletins.some((bulletin) => bulletin.language.toLowerCase().split('-')[0] === primary);
}

/** What a person does first: the authority's own words, else our guide's, else what the authority says to others. */
function instructionOf(own: string, ours: string | null): string {
  const forPeople = oneLine(sentenceForPeople(own) ?? '');
  if (forPeople !== '') return fitText(forPeople, ROOM.instruction);
  if (ours !== null) return `本站提示：${fitText(oneLine(ours), ROOM.instruction)}`;
  return fitText(oneLine(firstSentence(own.slice(0, 4000))), ROOM.instruction);
}

function validity(part: AlertPart, revision: AlertRevision, now: Instant): string {
  const end = dayClock(partEndsAt(part, revision.sentAt), now);
  if (part.expiresAt === null) return `未写明有效期，本站展示至${end}`;
  const isAhead = part.onsetAt !== null && part.onsetAt > now;
  return isAhead ? `有效期 ${dayClock(part.onsetAt ?? now, now)}至${end}` : `有效至 ${end}`;
}

function otherParts(others: readonly AlertPart[], revision: AlertRevision, now: Instant): string {
  if (others.length === 0) return '';
  const told = others.map((p) => `${titleOf(p)}（至${dayClock(partEndsAt(p, revision.sentAt), now)}）`);
  return `另有：${fitList(told, ROOM.others)}`;
}

function lastEnd(parts: readonly AlertPart[], sentAt: Instant): Instant {
  return parts.map((p) => partEndsAt(p, sentAt)).reduce((last, at) => (at > last ? at : last), sentAt);
}

/** `7月3日 08:05`: never 今天, for a notification is read when it is read. */
function dayClock(at: Instant, now: Instant): string {
  const p = beijingParts(at);
  const year = p.year === beijingParts(now).year ? '' : `${p.year}年`;
  return `${year}${p.month}月${p.day}日 ${String(p.hour).padStart(2, '0')}:${String(p.minute).padStart(2, '0')}`;
}
