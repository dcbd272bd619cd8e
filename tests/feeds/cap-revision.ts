import fc from 'fast-check';
import type { AlertPart, AlertRevision, Area, Bulletin, Ring } from '../../src/domain/alert.ts';
import { CAP_CATEGORIES, CAP_RESPONSE_TYPES } from '../../src/domain/cap-message.ts';
import { toCapTime, toInstant } from '../../src/domain/instant.ts';
import { LEVELS } from '../../src/domain/level.ts';
import { CERTAINTIES, severityOfLevel, URGENCIES } from '../../src/domain/severity.ts';

/** Revisions as a sound portal writes them: trimmed text, sorted lists, severity that fits the level. */
const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((raw) =>
  raw
    .replace(/[\p{Cc}\p{Cf}\ufffe\uffff]/gu, '')
    .replace(/\s+/g, ' ')
    .trim(),
);
const words = fc
  .tuple(fc.constantFrom('暴雨', '大风', 'a<b>&"\'', ']]>', '😀'), text)
  .map(([a, b]) => (a + b).trim());
const instant = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 })
  .map((seconds) => toInstant(seconds * 1000));
const degrees = (limit: number) => fc.integer({ min: -limit * 1e4, max: limit * 1e4 }).map((n) => n / 1e4);
const point = fc.tuple(degrees(60), degrees(180));
const ring = fc.array(point, { minLength: 3, maxLength: 6 }).map((points): Ring => {
  const [first = [0, 0] as const] = points;
  return [...points, first];
});
const adcode = fc.constantFrom('65', '6542', '654225', '654225100', '659007', '2312');
const sortedSet = (values: readonly string[]) => [...new Set(values)].sort();
const area = fc.record<Area>({
  description: words,
  adcodes: fc.array(adcode, { minLength: 1, maxLength: 3 }).map(sortedSet),
  polygons: fc.array(ring, { maxLength: 2 }),
  circles: fc.array(fc.record({ centre: point, radiusKm: fc.integer({ min: 0, max: 500 }) }), {
    maxLength: 2,
  }),
});
const bulletin = (language: string) =>
  fc.record<Bulletin>({
    language: fc.constant(language),
    headline: words,
    description: text,
    instruction: text,
    contact: fc.option(words),
    web: fc.option(fc.webUrl()),
  });

function part(index: number): fc.Arbitrary<AlertPart> {
  return fc
    .record({
      level: fc.option(fc.constantFrom(...LEVELS)),
      urgency: fc.constantFrom(...URGENCIES),
      certainty: fc.constantFrom(...CERTAINTIES),
      categories: fc.subarray([...CAP_CATEGORIES], { minLength: 1 }),
      responseTypes: fc.subarray([...CAP_RESPONSE_TYPES]),
      areas: fc.array(area, { minLength: 1, maxLength: 3 }),
      effectiveAt: instant,
      onsetAt: fc.option(instant),
      expiresAt: fc.constantFrom(null, '2035-01-01T00:00:00.000Z'),
      zh: bulletin('zh-CN'),
      other: fc.option(bulletin('ug')),
    })
    .map(({ zh, other, ...rest }) => ({
      ...rest,
      // Codes differ between parts: without one, two equal parts of one message could not be told apart.
      hazard: { code: `11B0${index}`, name: zh.headline },
      severity: severityOfLevel(rest.level),
      adcodes: sortedSet(rest.areas.flatMap((one) => one.adcodes)),
      bulletins: other === null ? [zh] : [zh, other],
    }));
}

const key = fc
  .record({ id: fc.stringMatching(/^[a-z0-9._-]{1,20}$/), at: instant })
  .map(({ id, at }) => ({ sender: 'anlan@example.cn', identifier: id, sent: toCapTime(at) }));

export const revisionArbitrary: fc.Arbitrary<AlertRevision> = fc
  .record({
    parts: fc.tuple(part(1), part(2)),
    count: fc.integer({ min: 1, max: 2 }),
    source: words,
    references: fc.array(key),
  })
  .chain(({ parts, count, source, references }) =>
    fc.record<AlertRevision>({
      alertId: fc.constant('a1'),
      revision: fc.constant(2),
      action: references.length === 0 ? fc.constant('issue') : fc.constantFrom('issue', 'update', 'cancel'),
      origin: fc.constant('issued'),
      source: fc.constant(source),
      sentAt: fc.constant('2031-01-01T00:00:00.000Z'),
      parts: fc.constant(parts.slice(0, count)),
      message: fc.constant({
        sender: 'anlan@example.cn',
        identifier: 'own:1',
        sent: '2031-01-01T08:00:00+08:00',
      }),
      references: fc.constant(references),
      isDemonstration: fc.boolean(),
    }),
  );
