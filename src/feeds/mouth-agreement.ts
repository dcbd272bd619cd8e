import { fullClockText } from '../domain/spoken-time.ts';
import type { Instant } from '../domain/instant.ts';
import { LEVEL_NAME, type Level } from '../domain/level.ts';
import type { Disagreement, FactName, MouthId, MouthText } from '../domain/mouth.ts';
import type { FactPart, Facts } from './mouth-facts.ts';
import { readAtomMouth, readCapMouth, readEbmMouth, readJsonMouth } from './mouth-read-documents.ts';
import { readLoudspeaker } from './mouth-read-spoken.ts';
import { readPush, readSheet, readSms } from './mouth-read-written.ts';
import { LEVEL_OF_WORD, type Reading, type ReadPart } from './mouth-reading.ts';
import { codesAgree, hazardAgrees, instantsAgree, placesAgree, sameName } from './mouth-same.ts';

type Difference = Omit<Disagreement, 'mouth'>;

/** Every fact that some text says otherwise than the bulletin, or does not say although it must. */
export function disagreementsOf(
  facts: Facts,
  mouths: readonly MouthText[],
  now: Instant,
): readonly Disagreement[] {
  return mouths
    .filter(({ text }) => text !== '')
    .flatMap((mouth) => {
      const readings = READERS[mouth.mouth](mouth, now);
      const found = [
        ...readings.flatMap((reading) => differences(facts, reading)),
        ...strayLevels(facts, mouth.text),
      ];
      const seen = new Set<string>();
      return found
        .filter((one) => {
          const key = JSON.stringify(one);
          return seen.has(key) ? false : seen.add(key);
        })
        .map((one) => ({ mouth: mouth.mouth, ...one }));
    })
    .concat(missingDocuments(facts, mouths, now));
}

const sheet = ({ text }: MouthText, now: Instant): Reading[] => [readSheet(text, now)];
const READERS: Record<MouthId, (mouth: MouthText, now: Instant) => readonly Reading[]> = {
  web: sheet,
  push: ({ text }, now) => [readPush(text, now)],
  sms: ({ text }, now) => [readSms(text, now, false)],
  'sms-long': ({ text }, now) => [readSms(text, now, true)],
  loudspeaker: ({ text }, now) => [readLoudspeaker(text, now)],
  screen: sheet,
  notice: sheet,
  picture: sheet,
  cap: ({ text }) => readCapMouth(text),
  atom: ({ text }, now) => readAtomMouth(text, now),
  'json-feed': ({ text }, now) => readJsonMouth(text, now),
  ebm: ({ text }, now) => readEbmMouth(text, now),
};

function differences(facts: Facts, reading: Reading): Difference[] {
  const found: Difference[] = [];
  const needs = new Set(reading.needs);
  if (reading.kind === undefined ? needs.has('kind') : !facts.kinds.includes(reading.kind))
    found.push({ fact: 'kind', expected: facts.kinds[0] ?? '', found: reading.kind ?? NOT_SAID });
  if (reading.source === undefined ? needs.has('source') : !sameName(facts.source, reading.source, reading))
    found.push({ fact: 'source', expected: facts.source, found: reading.source ?? NOT_SAID });
  const taken = new Set<FactPart>();
  for (const part of reading.parts) {
    const [best] = facts.parts
      .map((fact) => ({ fact, wrong: partDifferences(fact, part, reading, facts.isEnding) }))
      .sort(
        (a, b) => a.wrong.length - b.wrong.length || Number(taken.has(a.fact)) - Number(taken.has(b.fact)),
      );
    if (best === undefined) continue;
    taken.add(best.fact);
    found.push(...best.wrong);
  }
  if (reading.isWhole)
    for (const fact of facts.parts)
      if (fact.isLiving && !taken.has(fact) && !isSaid(fact, reading, facts.isEnding))
        found.push({ fact: 'area', expected: partName(fact), found: NOT_SAID });
  return found;
}

/** Two parts that sound the same are said by one. */
const isSaid = (fact: FactPart, reading: Reading, isEnding: boolean): boolean =>
  reading.parts.some((part) => partDifferences(fact, part, reading, isEnding).length === 0);

const NOT_SAID = '没有说到';

function partDifferences(fact: FactPart, part: ReadPart, reading: Reading, isEnding: boolean): Difference[] {
  const found: Difference[] = [];
  const needs = (name: FactName, isRead: boolean): boolean => !isRead && reading.needs.includes(name);
  const add = (name: FactName, expected: string, said: string | null): void => {
    found.push({ fact: name, expected, found: said ?? NOT_SAID });
  };
  if (part.level === undefined ? needs('level', false) : part.level !== fact.level)
    add('level', levelName(fact.level), part.level === undefined ? null : levelName(part.level));
  if (part.severity !== undefined && part.severity !== fact.severity)
    add('level', fact.severity, part.severity);
  if (part.hazard === undefined ? needs('hazard', false) : !hazardAgrees(fact.hazard, part.hazard, reading))
    add('hazard', fact.hazard, part.hazard ?? null);
  if (part.hazardCode !== undefined && part.hazardCode !== fact.hazardCode)
    add('hazard', fact.hazardCode ?? '没有代码', part.hazardCode);
  const isPlaceRead = part.places !== undefined || part.adcodes !== undefined;
  if (needs('area', isPlaceRead)) add('area', placesName(fact), null);
  if (part.places !== undefined && !placesAgree(fact, part, reading))
    add(
      'area',
      placesName(fact),
      `${part.places.join('、')}${part.placeCount === undefined ? '' : `等${part.placeCount}处`}`,
    );
  if (part.adcodes !== undefined && !codesAgree(fact, part.adcodes))
    add('area', fact.adcodes.join('、'), part.adcodes.join('、'));
  if (!isEnding) found.push(...timeDifferences(fact, part, reading));
  return found;
}

function timeDifferences(fact: FactPart, part: ReadPart, reading: Reading): Difference[] {
  const found: Difference[] = [];
  const start = reading.isExact === true ? fact.onsetAt : fact.startsAt;
  const isStartMissing =
    part.start === undefined && fact.startsAt !== null && reading.needs.includes('start');
  if (part.start === undefined ? isStartMissing : !instantsAgree(start, part.start, reading))
    found.push({
      fact: 'start',
      expected: timeName(start),
      found: part.start === undefined ? NOT_SAID : timeName(part.start),
    });
  const isShownWrong = part.shownUntil !== undefined && !instantsAgree(fact.endsAt, part.shownUntil, reading);
  const isEndWrong = part.end !== undefined && !instantsAgree(fact.expiresAt, part.end, reading);
  const isEndMissing =
    part.end === undefined && part.shownUntil === undefined && reading.needs.includes('end');
  if (isEndWrong || isEndMissing || isShownWrong)
    found.push({
      fact: 'end',
      expected: timeName(isShownWrong ? fact.endsAt : fact.expiresAt),
      found: isEndMissing ? NOT_SAID : timeName((isShownWrong ? part.shownUntil : part.end) ?? null),
    });
  return found;
}

/** Documents that hold one part each must together hold them all. */
function missingDocuments(facts: Facts, mouths: readonly MouthText[], now: Instant): Disagreement[] {
  const documents = mouths.filter(({ mouth, text }) => mouth === 'ebm' && text !== '');
  if (documents.length === 0) return [];
  const parts = documents
    .flatMap((one) => readEbmMouth(one.text, now).slice(0, 1))
    .flatMap((one) => one.parts);
  return facts.parts
    .filter((fact) => fact.isLiving)
    .filter(
      (fact) => !parts.some((part) => part.level === fact.level && codesAgree(fact, part.adcodes ?? [])),
    )
    .map((fact) => ({ mouth: 'ebm', fact: 'area', expected: partName(fact), found: NOT_SAID }));
}

const COLOUR_WORDS = /(红色|橙色|黄色|蓝色)(?=预警|是[一二三四]级)/g;

/** A colour that neither a part nor the authority's own words name stands nowhere in the text. */
function strayLevels(facts: Facts, text: string): Difference[] {
  const levels = new Set(facts.parts.map(({ level }) => level));
  return [...new Set([...text.matchAll(COLOUR_WORDS)].map((found) => found[1] ?? ''))]
    .filter((word) => !levels.has(LEVEL_OF_WORD[word] ?? null) && !facts.verbatim.includes(word))
    .map((word) => ({ fact: 'level', expected: [...levels].map(levelName).join('、'), found: word }));
}

const levelName = (level: Level | null): string => (level === null ? '未分级' : LEVEL_NAME[level]);
const timeName = (at: Instant | null): string => (at === null ? '没有写明' : fullClockText(at));
const placesName = (fact: FactPart): string => (fact.places[0] ?? []).join('、');
const partName = (fact: FactPart): string => `${placesName(fact)}（${levelName(fact.level)}）`;
