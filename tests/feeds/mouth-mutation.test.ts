import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { addMs, MINUTE_MS, toCapTime, type Instant } from '../../src/domain/instant.ts';
import { LEVEL_NAME, LEVELS, type Level } from '../../src/domain/level.ts';
import { dayClock, shortClock, spokenClock } from '../../src/domain/mouth-clock.ts';
import { MOUTHS, type FactName, type MouthId, type MouthText } from '../../src/domain/mouth.ts';
import { severityOfLevel } from '../../src/domain/severity.ts';
import { disagreements, mouthsOf } from '../../src/feeds/mouths.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';
import { area, NOW, TEXTS } from './mouth-fixture.ts';

/** Names that stand nowhere but where the fact is said, so that every occurrence of one is a saying of it. */
interface Made {
  level: Level;
  places: readonly string[];
  startsAt: Instant | null;
  endsAt: Instant;
  source: string;
}
const made: fc.Arbitrary<Made> = fc.record({
  level: fc.constantFrom(...LEVELS),
  places: fc
    .uniqueArray(fc.constantFrom(...'甲乙丙丁戊己庚辛壬癸'), { minLength: 1, maxLength: 9 })
    .map((found) => found.map((name) => `${name}字村`)),
  startsAt: fc.option(fc.integer({ min: 20, max: 300 }).map((minutes) => addMs(NOW, minutes * MINUTE_MS))),
  endsAt: fc.integer({ min: 301, max: 3000 }).map((minutes) => addMs(NOW, minutes * MINUTE_MS)),
  source: fc.constantFrom('东山水文站', '西河县应急管理局', '南岭林草局'),
});

const revisionOf = ({ level, places, startsAt, endsAt, source }: Made): AlertRevision =>
  exampleRevision({
    source,
    parts: [
      examplePart(
        { level, severity: severityOfLevel(level), areas: places.map((name) => area(name)), onsetAt: startsAt, expiresAt: endsAt },
        { headline: `发布山洪${LEVEL_NAME[level]}预警` },
      ),
    ],
  }); // prettier-ignore

const other = (level: Level): Level => LEVELS[(LEVELS.indexOf(level) + 1) % 4] ?? 'red';
const GRADES = '一二三四';
/** A time as each mouth writes it. */
const written = (at: Instant): string[] => [
  shortClock(at, NOW),
  dayClock(at, NOW),
  spokenClock(at, NOW),
  toCapTime(at),
  toCapTime(at).slice(0, 19).replace('T', ' '),
  at,
];

/** What says a fact, in whatever mouth, and what would say another. */
function sayings(fact: FactName, is: Made): readonly (readonly [string, string])[] {
  const to = other(is.level);
  const grade = (level: Level): number => LEVELS.indexOf(level);
  const shift = (at: Instant) => {
    const later = written(addMs(at, 61 * MINUTE_MS));
    return written(at).map((text, index): [string, string] => [text, later[index] ?? '']);
  };
  switch (fact) {
    case 'level':
      return [
        [LEVEL_NAME[is.level], LEVEL_NAME[to]],
        [`"${is.level}"`, `"${to}"`],
        [is.level.toUpperCase(), to.toUpperCase()],
        [severityOfLevel(is.level), severityOfLevel(to)],
        [`<Severity>${grade(is.level) + 1}<`, `<Severity>${grade(to) + 1}<`],
        [`${GRADES[grade(is.level)] ?? ''}级`, `${GRADES[grade(to)] ?? ''}级`],
      ];
    case 'area':
      return [
        ...is.places.map((name): [string, string] => [name, `午${name.slice(1)}`]),
        [`等${is.places.length}处`, `等${is.places.length + 1}处`],
        ['654225000000', '654202000000'],
        ['"654225"', '"654202"'],
      ];
    case 'start':
      return is.startsAt === null ? [] : shift(is.startsAt);
    case 'end':
      return shift(is.endsAt);
    case 'source':
      return [[is.source, `假${is.source}`]];
    case 'hazard':
      return [['山洪', '泥石流'], ['11A51', '11B01']]; // prettier-ignore
    case 'kind':
      return [];
  }
}

/** Every text that differs from the right one in a single saying of the fact. */
function* mutants(mouth: MouthText, fact: FactName, is: Made): Generator<MouthText> {
  for (const [right, wrong] of sayings(fact, is))
    for (let at = mouth.text.indexOf(right); at !== -1; at = mouth.text.indexOf(right, at + 1)) {
      // The authority's own headline is no fact line; what it names is judged by its colour only.
      if (fact === 'hazard' && mouth.text.slice(at - 2, at) === '发布') continue;
      yield { ...mouth, text: mouth.text.slice(0, at) + wrong + mouth.text.slice(at + right.length) };
    }
}

const FACTS: readonly FactName[] = ['level', 'area', 'start', 'end', 'source', 'hazard'];
/** A phone's signature and a short message carry no start that has passed. */
const SILENT: Partial<Record<FactName, readonly MouthId[]>> = { start: ['sms', 'atom', 'ebm'] };

describe('one fact changed in one place of one text is caught', () => {
  it.each(FACTS)('%s', (fact) => {
    const tried = new Map<MouthId, number>();
    fc.assert(
      fc.property(made, (is) => {
        const revision = revisionOf(is);
        for (const mouth of mouthsOf([revision], 'zh-CN', NOW, TEXTS))
          for (const mutant of mutants(mouth, fact, is)) {
            tried.set(mouth.mouth, (tried.get(mouth.mouth) ?? 0) + 1);
            const found = disagreements(revision, [mutant], TEXTS, NOW);
            expect(found, `${mouth.mouth} says: ${mutant.text}`).toContainEqual(expect.objectContaining({ mouth: mouth.mouth, fact })); // prettier-ignore
          }
      }),
      { numRuns: 25 },
    );
    const silent = SILENT[fact] ?? [];
    expect(MOUTHS.filter((mouth) => !tried.has(mouth) && !silent.includes(mouth))).toEqual([]);
  });
});

const CHANGES: Record<FactName, Partial<AlertRevision>> = {
  level: { parts: [examplePart({ level: 'red', severity: 'Extreme' })] },
  hazard: { parts: [examplePart({ hazard: { code: '11B01', name: '台风' } })] },
  area: { parts: [examplePart({ areas: [area('双河市', ['659007'])], adcodes: ['659007'] })] },
  start: { parts: [examplePart({ onsetAt: '2026-07-01T08:00:00.000Z' })] },
  end: { parts: [examplePart({ expiresAt: '2026-07-01T13:00:00.000Z' })] },
  source: { source: '双河市应急管理局' },
  kind: { action: 'update', revision: 2 },
};

describe('a text made from another bulletin is caught in every mouth', () => {
  it.each(Object.entries(CHANGES))('%s', (fact, change) => {
    const revision = exampleRevision();
    for (const mouth of mouthsOf([exampleRevision(change)], 'zh-CN', NOW, TEXTS))
      expect(disagreements(revision, [mouth], TEXTS, NOW), mouth.mouth).toContainEqual(
        expect.objectContaining({ mouth: mouth.mouth, fact }),
      );
  });

  it.each(['level', 'area', 'end'] as const)('a %s that is lost is missed', (fact) => {
    const revision = exampleRevision();
    const lines: Record<typeof fact, RegExp> = {
      level: /橙色预警|ORANGE|"orange"/g,
      area: /范围(?:：|是，)[^\n]*|：裕民县|· 裕民县|<area>.*<\/area>|<AreaCode>.*<\/AreaCode>|"areas":\[[^\]]*\],/g,
      end: /时间：[^\n]*|，至7月1日20时|有效至 [^\n]*|到七月一日晚上八点为止|<expires>.*<\/expires>|<EndTime>.*<\/EndTime>|"endsAt":"[^"]*",/g,
    };
    for (const mouth of mouthsOf([revision], 'zh-CN', NOW, TEXTS)) {
      const text = mouth.text.replaceAll(lines[fact], '');
      expect(text, mouth.mouth).not.toBe(mouth.text);
      expect(disagreements(revision, [{ ...mouth, text }], TEXTS, NOW), mouth.mouth).not.toEqual([]);
    }
  });

  it('a mark that is lost is missed', () => {
    const revision = exampleRevision({ action: 'update' });
    for (const mouth of mouthsOf([revision], 'zh-CN', NOW, TEXTS)) {
      const text = mouth.text.replaceAll('【更新】', '').replaceAll('Update<', 'Alert<');
      if (mouth.mouth !== 'atom')
        expect(disagreements(revision, [{ ...mouth, text }], TEXTS, NOW)).toContainEqual(
          expect.objectContaining({ fact: 'kind' }),
        );
    }
  });
});
