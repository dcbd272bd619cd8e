import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCap } from '../../src/feeds/cap-read.ts';
import { capDocument } from './cap-fixture.ts';

const wordsOf = (document: Uint8Array | string) => readCap(document).problems.map(({ word }) => word);

describe('hostile and broken documents', () => {
  it('20 MB are refused without being read', () => {
    expect(wordsOf(new Uint8Array(20 * 1024 * 1024))).toEqual(['document-too-large']);
    expect(wordsOf('<'.repeat(20 * 1024 * 1024))).toEqual(['document-too-large']);
  });

  it('a ring of 34 066 points is read whole', () => {
    const points = Array.from({ length: 34_065 }, (_, at) => {
      const angle = (2 * Math.PI * at) / 34_065;
      return `${(44 + Math.sin(angle)).toFixed(14)},${(84 + Math.cos(angle)).toFixed(14)}`;
    });
    const polygon = `<polygon>${[...points, points[0]].join(' ')}</polygon>`;
    const reading = readCap(capDocument({ area: polygon }));
    expect(reading.message?.infos[0]?.areas[0]?.polygons[0]).toHaveLength(34_066);
    expect(reading.verdict).toBe('accept');
  });

  it.each([
    ['<!DOCTYPE alert SYSTEM "http://example.org/x.dtd"><alert/>', 'doctype-forbidden'],
    ['<?xml version="1.0"?><!-- a --><?b c?>\n<!doctype alert><alert/>', 'doctype-forbidden'],
    ['<!ENTITY a "b"><alert/>', 'doctype-forbidden'],
    ['<alert>', 'xml-malformed'],
    ['', 'xml-malformed'],
    ['not xml at all', 'xml-malformed'],
    ['{"alert": 1}', 'xml-malformed'],
    ['<alert>&unknown;</alert>', 'xml-malformed'],
    ['<alert>&#0;</alert>', 'xml-malformed'],
    ['<html/>', 'not-an-alert'],
    ['<alert xmlns="urn:example:other"/>', 'namespace-unknown'],
    ['<warnung><alert xmlns="urn:example:other"/></warnung>', 'not-an-alert'],
    [
      `<alerts>${'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>'.repeat(2)}</alerts>`,
      'feed-envelope',
    ],
    ['<s:Body xmlns:s="urn:example:soap"><alert/></s:Body>', 'feed-envelope'],
    ['<alert>\0</alert>', 'text-illegal-character'],
    ['<alert>\ud800</alert>', 'text-illegal-character'],
    [`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, 'document-too-complex'],
    [`${'<a b="/>">'.repeat(20_000)}`, 'document-too-complex'],
    [`<alert>${'<a/>'.repeat(260_000)}</alert>`, 'document-too-complex'],
  ])('%.40s… is refused as %s', (document, word) => {
    const reading = readCap(document);
    expect(reading.verdict).toBe('reject');
    expect(reading.problems.map((problem) => problem.word)).toContain(word);
  });

  it('a DOCTYPE hidden by UTF-16 is refused too', () => {
    const bytes = Buffer.from('\ufeff<!DOCTYPE a [<!ENTITY b "c">]><alert/>', 'utf16le');
    expect(wordsOf(new Uint8Array(bytes))).toEqual(['doctype-forbidden']);
  });

  it('an encoding nobody should use, and bytes that are not of the declared one, are refused', () => {
    const declared = (name: string, ...rest: number[]) =>
      new Uint8Array([...Buffer.from(`<?xml version="1.0" encoding="${name}"?><alert>`), ...rest]);
    expect(wordsOf(declared('UTF-7'))).toEqual(['encoding-unsupported']);
    expect(wordsOf(declared('UTF-8', 0xc3, 0x28))).toEqual(['encoding-unsupported']);
  });

  it('too many infos, areas and points are refused, not cut short', () => {
    const many = capDocument().replace(/<info>.*<\/info>/, (info) => info.repeat(201));
    expect(wordsOf(many)).toContain('quantity-exceeded');
    expect(wordsOf(capDocument({ info: '<area><areaDesc>a</areaDesc></area>'.repeat(2001) }))).toContain(
      'quantity-exceeded',
    );
    expect(wordsOf(capDocument({ area: `<polygon>${'1,1 '.repeat(200_001)}</polygon>` }))).toContain(
      'quantity-exceeded',
    );
  });

  it('a file full of faults stays a short list, and the reason of a rejection is in it', () => {
    const area = '<polygon>x</polygon>'.repeat(5000);
    const { problems } = readCap(capDocument({ area }).replace('</alert>', '<info/></alert>'));
    expect(problems.length).toBeLessThanOrEqual(300);
    expect(problems.map(({ word }) => word)).toContain('element-missing');
  });

  it.each([
    '2026-02-30T00:00:00+08:00',
    '2026-07-01T10:34:00',
    '2026-07-01 10:34:00+08:00',
    '昨天',
    '2026-07-01T25:00:00+08:00',
    '2026-07-01T10:34:00,08:00',
  ])('the time %s is refused, for a wrong time is worse than none', (sent) => {
    const reading = readCap(capDocument({ sent }));
    expect(reading.problems).toContainEqual(
      expect.objectContaining({ word: 'time-bad', path: 'alert/sent' }),
    );
    expect(reading.verdict).toBe('reject');
  });

  it.each([
    '１,１ 1,2 2,2 1,1',
    '0x1,1 1,2 2,2 1,1',
    '1,1, 1,2 2,2 1,1',
    '1,1 1,2 2,2 NaN,1',
    '1,1 1,2 95,200 1,1',
    '1,361 1,2 2,2 1,361',
  ])('the ring %s is dropped whole', (ring) => {
    const reading = readCap(capDocument({ area: `<polygon>${ring}</polygon>` }));
    expect(reading.problems.map(({ word }) => word)).toEqual(['polygon-bad-pair']);
    expect(reading.message?.infos[0]?.areas[0]?.polygons).toEqual([]);
  });

  it.each(['1,1', '1,1 -1', '1,1 2 3', '1 1 1', 'a,b 1', '1,1 99999'])(
    'the circle %s is dropped',
    (circle) => {
      const reading = readCap(capDocument({ area: `<circle>${circle}</circle>` }));
      expect(reading.problems.map(({ word }) => word)).toEqual(['circle-bad']);
      expect(reading.message?.infos[0]?.areas[0]?.circles).toEqual([]);
    },
  );

  it('a height range without its lower end, or upside down, is named', () => {
    for (const heights of ['<ceiling>9</ceiling>', '<altitude>10</altitude><ceiling>9</ceiling>'])
      expect(wordsOf(capDocument({ area: heights }))).toEqual(['ceiling-without-altitude']);
  });

  it('a misplaced or invented element outside areas is ignored and named', () => {
    expect(wordsOf(capDocument({ alert: '<senderName>x</senderName>' }))).toEqual([
      'unknown-element-ignored',
    ]);
  });

  it('children without a namespace under a qualified root are read, with a warning', () => {
    const document = capDocument()
      .replace('<alert xmlns=', '<c:alert xmlns:c=')
      .replace('</alert>', '</c:alert>');
    expect(wordsOf(document)).toEqual(['namespace-missing']);
  });

  it('an offset without its colon is unambiguous and read', () => {
    const reading = readCap(capDocument({ sent: '2026-07-01T10:34:00+0800' }));
    expect(reading.problems.map(({ word }) => word)).toEqual(['time-offset-form']);
    expect(reading.message?.sent).toEqual({
      text: '2026-07-01T10:34:00+0800',
      at: '2026-07-01T02:34:00.000Z',
    });
  });

  it('Restricted and Private must say for whom', () => {
    const scoped = (scope: string) => capDocument().replace('>Public<', `>${scope}<`);
    expect(wordsOf(scoped('Restricted'))).toEqual(['restriction-missing']);
    expect(wordsOf(scoped('Private'))).toEqual(['addresses-missing']);
  });

  it('a document with any few characters exchanged never throws and always has a verdict', () => {
    const whole = capDocument({ area: '<polygon>1,1 1,2 2,2 1,1</polygon><circle>1,1 2</circle>' });
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(20),
        fc.string({ unit: 'binary', maxLength: 12 }),
        (at, cut, put) => {
          const { verdict, message, problems } = readCap(whole.slice(0, at) + put + whole.slice(at + cut));
          expect(message === null).toBe(verdict === 'reject');
          expect(problems.length > 0).toBe(verdict !== 'accept');
        },
      ),
      { numRuns: 200 },
    );
  });
});
