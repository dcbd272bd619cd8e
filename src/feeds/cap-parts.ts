import type { AlertPart, Area, Bulletin } from '../domain/alert.ts';
import type { CapArea, CapInfo, CapMessage, CapNamedValue } from '../domain/cap-message.ts';
import type { Adcode } from '../domain/region.ts';
import { levelOfInfo } from './cap-level.ts';
import { runningText, singleLine } from './cap-xml-text.ts';

type Resolve = (area: CapArea) => readonly Adcode[];

/** Infos that say one thing, each in its own language. */
interface Group {
  key: string;
  infos: CapInfo[];
}

/**
 * The parts of an alert that a CAP message states. Infos that say the same in several languages become one part with
 * several bulletins, zh-CN first; areas of different parts are never merged. `resolve` finds an area's regions.
 * A message without infos (a bare Cancel) has no parts: the caller repeats those of the alert it ends.
 */
export function partsOf(message: CapMessage, resolve: Resolve): readonly AlertPart[] {
  const regions = new Map<CapArea, readonly Adcode[]>();
  for (const area of message.infos.flatMap((info) => info.areas)) regions.set(area, resolve(area));
  const regionsOf: Resolve = (area) => regions.get(area) ?? [];
  const groups: Group[] = [];
  for (const info of message.infos) {
    const key = keyOf(info, regionsOf);
    const group = groups.find((candidate) => candidate.key === key && takes(candidate, info));
    if (group === undefined) groups.push({ key, infos: [info] });
    else group.infos.push(info);
  }
  return groups.map((group) => partOf([...group.infos].sort(compareLanguage), message, regionsOf));
}

/** One info per language: a second in the same language is another part, unless it repeats the first word for word. */
function takes(group: Group, info: CapInfo): boolean {
  const language = info.language.toLowerCase();
  const twin = group.infos.find((other) => other.language.toLowerCase() === language);
  return twin === undefined || isRepeated(twin, info);
}

function isRepeated(a: CapInfo, b: CapInfo): boolean {
  return (
    a.event === b.event &&
    a.headline === b.headline &&
    a.description === b.description &&
    a.instruction === b.instruction
  );
}

/** All that must agree between languages; the words may differ, and so may an area's name when it has a shape or code. */
function keyOf(info: CapInfo, regionsOf: Resolve): string {
  const places = info.areas.map((area) => {
    const shape = { polygons: area.polygons, circles: area.circles, geocodes: pairs(area.geocodes) };
    const isNamedOnly = area.polygons.length + area.circles.length + area.geocodes.length === 0;
    const height = [area.altitudeFeet, area.ceilingFeet];
    return JSON.stringify([shape, height, regionsOf(area), isNamedOnly ? area.areaDesc : '']);
  });
  const times = [info.effective, info.onset, info.expires].map((time) => time?.at ?? null);
  return JSON.stringify([
    pairs(info.eventCodes),
    [...info.categories].sort(),
    [info.urgency, info.severity, info.certainty],
    times,
    places.sort(),
  ]);
}

function pairs(values: readonly CapNamedValue[]): readonly string[] {
  return values.map(({ valueName, value }) => JSON.stringify([valueName, value])).sort();
}

function partOf(infos: readonly CapInfo[], message: CapMessage, regionsOf: Resolve): AlertPart {
  const [first] = infos;
  if (first === undefined) throw new Error('a group of infos is never empty');
  const areas = first.areas.map((area): Area => ({
    description: singleLine(area.areaDesc),
    adcodes: regionsOf(area),
    polygons: area.polygons,
    circles: area.circles,
  }));
  const levels = infos.map(levelOfInfo);
  // The translation of a Chinese warning seldom names the colour; the Chinese words decide for all languages.
  const named = levels.find(({ from }) => from === 'words') ?? levels[0];
  const bulletins = infos.map(bulletinOf);
  return {
    hazard: { code: hazardCodeOf(first.eventCodes), name: singleLine(first.event) },
    level: named?.level ?? null,
    severity: first.severity,
    urgency: first.urgency,
    certainty: first.certainty,
    categories: first.categories,
    responseTypes: first.responseTypes,
    areas,
    adcodes: [...new Set(areas.flatMap((area) => area.adcodes))].sort(),
    effectiveAt: first.effective?.at ?? message.sent.at,
    onsetAt: first.onset?.at ?? null,
    expiresAt: first.expires?.at ?? null,
    bulletins: bulletins.filter((bulletin, index) => isFirstOfLanguage(bulletins, bulletin, index)),
  };
}

function isFirstOfLanguage(bulletins: readonly Bulletin[], bulletin: Bulletin, index: number): boolean {
  const language = bulletin.language.toLowerCase();
  return bulletins.findIndex((other) => other.language.toLowerCase() === language) === index;
}

function bulletinOf(info: CapInfo): Bulletin {
  return {
    language: info.language,
    headline: singleLine(info.headline ?? info.event),
    description: runningText(info.description ?? ''),
    instruction: runningText(info.instruction ?? ''),
    contact: info.contact === null ? null : runningText(info.contact),
    web: info.web !== null && /^https?:\/\//i.test(info.web) ? info.web : null,
  };
}

/** The platform's five-character code when there is one, else whatever code the authority gave, as received. */
function hazardCodeOf(codes: readonly CapNamedValue[]): string | null {
  const national = codes.find(({ value }) => /^\d{2}[A-Z]\d{2}$/.test(value));
  return (national ?? codes.find(({ value }) => value !== ''))?.value ?? null;
}

/** zh-CN before other Chinese, Chinese before the rest; otherwise as in the message (the sort is stable). */
function compareLanguage(a: CapInfo, b: CapInfo): number {
  return languageRank(a) - languageRank(b);
}

function languageRank({ language }: CapInfo): number {
  const tag = language.toLowerCase();
  if (tag === 'zh-cn' || tag === 'zh' || tag.startsWith('zh-hans')) return 0;
  return tag.startsWith('zh') ? 1 : 2;
}
