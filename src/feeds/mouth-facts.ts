import { alertState, partEndsAt } from '../domain/alert-state.ts';
import type { AlertPart, AlertRevision } from '../domain/alert.ts';
import type { Drill } from '../domain/drill.ts';
import type { Instant } from '../domain/instant.ts';
import type { Level } from '../domain/level.ts';
import type { MouthTexts } from '../domain/mouth.ts';

/** One part as the bulletin itself has it: the measure of every text. */
export interface FactPart {
  level: Level | null;
  severity: string;
  hazard: string;
  hazardCode: string | null;
  /** The same places in the words a text may choose: as described, or by the names of the regions. */
  places: readonly (readonly string[])[];
  /** Of each vocabulary, counted as single places or as the authority's areas. */
  placeCounts: readonly number[];
  adcodes: readonly string[];
  areaCodes: readonly string[];
  onsetAt: Instant | null;
  /** Only a start that was ahead when it was sent must be told in texts for people. */
  startsAt: Instant | null;
  expiresAt: Instant | null;
  endsAt: Instant;
  isLiving: boolean;
}

export interface Facts {
  /** In any of these words. */
  kinds: readonly string[];
  isEnding: boolean;
  source: string;
  parts: readonly FactPart[];
  /** What else may name a colour: the authority's own words. */
  verbatim: string;
}

export function factsOf(revision: AlertRevision, now: Instant, texts: MouthTexts): Facts {
  const isEnding = revision.action === 'cancel';
  const isOver = alertState(revision, now) === 'ended';
  const kind = kindOf(revision);
  const prefix = revision.isDemonstration ? '演示数据·' : '';
  return {
    kinds: isOver && !isEnding ? [`${prefix}已过有效期`, `${prefix}${kind}`] : [`${prefix}${kind}`],
    isEnding,
    source: revision.source.trim() === '' ? revision.message.sender : revision.source,
    parts: revision.parts.map((part) =>
      factPart(part, revision.sentAt, isEnding || isOver || now < partEndsAt(part, revision.sentAt), texts),
    ),
    verbatim: verbatimOf(revision.parts, `${revision.source}\n${revision.correction ?? ''}`),
  };
}

function kindOf(revision: AlertRevision): string {
  if (revision.isWithdrawal === true) return '撤回转发';
  if (revision.action === 'cancel') return '解除';
  if (revision.correction !== undefined) return '更正';
  return revision.action === 'update' ? '更新' : '发布';
}

export function drillFactsOf(drill: Drill, texts: MouthTexts, now: Instant): Facts {
  const isEnding = drill.state === 'ended' || drill.state === 'cancelled';
  const prefix = drill.isDemonstration ? '演示数据·' : '';
  // CAP has one word for both endings.
  const kinds = drill.state === 'cancelled' ? ['演练取消', '演练结束'] : [isEnding ? '演练结束' : '演练'];
  return {
    kinds: kinds.flatMap((kind) => [...new Set([`${prefix}${kind}`, kind])]),
    isEnding,
    source: drill.source,
    parts: drill.parts.map((part) =>
      factPart({ ...part, onsetAt: drill.startAt, expiresAt: drill.endAt }, now, true, texts),
    ),
    verbatim: verbatimOf(drill.parts, drill.source),
  };
}

function verbatimOf(parts: readonly AlertPart[], more: string): string {
  const words = parts.flatMap((part) => [
    part.hazard.name,
    ...part.areas.map(({ description }) => description),
    ...part.bulletins.flatMap((one) => [one.headline, one.description, one.instruction, one.contact ?? '']),
  ]);
  return [...words, more].join('\n');
}

function factPart(part: AlertPart, sentAt: Instant, isLiving: boolean, texts: MouthTexts): FactPart {
  const areas = part.areas.map(({ description }) => description.trim()).filter((text) => text !== '');
  const named = part.adcodes.map((code) => texts.nameOf(code) ?? code);
  const split = (names: readonly string[]) => [
    ...new Set(names.flatMap((name) => name.split('、')).filter((name) => name.trim() !== '')),
  ];
  const areaCodes = part.areas.flatMap(({ adcodes }) => adcodes);
  // An area without a description stands under its codes in CAP.
  const described = part.areas.map(
    ({ description, adcodes }) => description.trim() || adcodes.join('、') || '见图形',
  );
  const places = [split(areas), split(named), split(described), split(part.adcodes)].filter(
    (one) => one.length > 0,
  );
  return {
    level: part.level,
    severity: part.severity,
    hazard: part.hazard.name,
    hazardCode: part.hazard.code,
    places,
    placeCounts: [...new Set([...places.map((one) => one.length), new Set(areas).size, new Set(named).size])],
    adcodes: part.adcodes,
    areaCodes: part.areas.length === 0 ? part.adcodes : areaCodes,
    onsetAt: part.onsetAt,
    startsAt: part.onsetAt !== null && part.onsetAt > sentAt ? part.onsetAt : null,
    expiresAt: part.expiresAt,
    endsAt: partEndsAt(part, sentAt),
    isLiving,
  };
}
