import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestAlert } from '../../../functions/use-cases/digest-alert.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';

const NOW = '2026-07-01T04:00:00.000Z';
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/** Text as the worst of senders writes it: controls that JSON spells in six bytes, stacked marks, halves, emoji. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.array(fc.constantFrom('\u0001', '"', '\\', '\ud800', '😀', '\u0301', '雨', '。', '\n'), { maxLength: 400 }).map((all) => all.join('')),
); // prettier-ignore
const code = fc.stringMatching(/^65422[0-9]{7}$/);

test('one digest is at most a kilobyte, whatever an authority writes', () => {
  const property = fc.property(
    hostile, hostile, hostile, hostile, hostile, fc.array(code, { minLength: 1, maxLength: 40 }), fc.boolean(),
    (headline, instruction, source, name, eventCode, adcodes, isDemonstration) => {
      const part = examplePart({ hazard: { code: eventCode, name }, adcodes }, { headline, instruction });
      const revision = exampleRevision({ alertId: 'x'.repeat(14), revision: 12_345, parts: [part], source, isDemonstration });
      const [digest] = digestAlert(revision, NOW, null);
      expect(bytes(digest)).toBeLessThanOrEqual(1024);
      expect(JSON.stringify(digest)).not.toMatch(/\\u(?:00[01]|d[89a-f])/i);
    },
  ); // prettier-ignore
  fc.assert(property, { numRuns: 300 });
});

test('what fits is not cut', () => {
  const [digest] = digestAlert(exampleRevision(), NOW, '654225');
  expect(digest).toMatchObject({
    id: 'a1b2c3',
    state: 'in-force',
    level: 'orange',
    headline: '裕民县发布山洪灾害橙色预警',
    do: expect.stringMatching(/^立即转移到高处[；。]$/) as string,
    source: '裕民县气象台',
    regions: ['654225'],
    regionsInAll: 1,
    url: '/alerts/a1b2c3/',
  });
  expect(digest).not.toHaveProperty('isDemonstration');
});

test('only the parts of a chosen region are told, and only while they are in force', () => {
  const parts = [
    examplePart({ adcodes: ['654225'], expiresAt: '2026-07-01T05:00:00.000Z' }),
    examplePart({ adcodes: ['654202'], level: 'blue' }),
  ];
  const revision = exampleRevision({ parts });
  const levels = (now: string, chosen: string | null) =>
    digestAlert(revision, now, chosen).map(({ level }) => level);
  expect(levels(NOW, '654225201')).toEqual(['orange']);
  expect(levels(NOW, '6542')).toEqual(['orange', 'blue']);
  expect(levels('2026-07-01T05:00:00.000Z', null)).toEqual(['blue']);
  expect(levels('2026-07-02T05:00:00.000Z', null)).toEqual([]);
});

test('an all-clear is told until it leaves the page, not until the warning would have ended', () => {
  const [digest] = digestAlert(exampleRevision({ action: 'cancel' }), NOW, null);
  expect(digest).toMatchObject({ state: 'all-clear', expires: '2026-07-01T08:34:00.000Z' });
});
