import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { messageKeyOf, type CapArea } from '../../src/domain/cap-message.ts';
import { adcodesOfArea } from '../../src/domain/geometry.ts';
import { partsOf } from '../../src/feeds/cap-parts.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import { writeCap } from '../../src/feeds/cap-write.ts';
import { revisionArbitrary } from './cap-revision.ts';

const resolve = (area: CapArea) => adcodesOfArea(area, []).adcodes;
const NO_PAGE = { pageUrl: null };

function sample(change: Partial<AlertRevision> = {}): AlertRevision {
  const [revision] = fc.sample(revisionArbitrary, { numRuns: 1, seed: 7 });
  if (revision === undefined) throw new Error('no sample');
  return { ...revision, ...change };
}

describe('writing CAP', () => {
  it('what is written reads back as the same alert, without one warning', () => {
    fc.assert(
      fc.property(revisionArbitrary, (revision) => {
        const { verdict, problems, message } = readCap(writeCap(revision, NO_PAGE));
        expect({ verdict, problems }).toEqual({ verdict: 'accept', problems: [] });
        if (message === null) throw new Error('no message');
        expect(messageKeyOf(message)).toEqual(revision.message);
        expect(message.references).toEqual(revision.references);
        expect(message.sent.at).toBe(revision.sentAt);
        expect(message.msgType).toBe({ issue: 'Alert', update: 'Update', cancel: 'Cancel' }[revision.action]);
        expect(message.infos[0]?.senderName).toBe(revision.source);
        expect(partsOf(message, resolve)).toEqual(revision.parts);
      }),
      { numRuns: 150 },
    );
  });

  it('a demonstration is a Test for every other portal', () => {
    expect(writeCap(sample({ isDemonstration: true }), NO_PAGE)).toContain('<status>Test</status>');
    expect(writeCap(sample({ isDemonstration: false }), NO_PAGE)).toContain('<status>Actual</status>');
  });

  it('division codes are twelve digits, latitude stands first and no number has an exponent', () => {
    const [part] = sample().parts;
    if (part === undefined) throw new Error('no part');
    const area = {
      description: '裕民县',
      adcodes: ['654225'],
      polygons: [
        [
          [44.5, 84],
          [44.5, 85],
          [45, 85],
          [44.5, 84],
        ] as const,
      ],
      circles: [{ centre: [0.0000001, 84] as const, radiusKm: 3 }],
    };
    const xml = writeCap(sample({ parts: [{ ...part, areas: [area], adcodes: ['654225'] }] }), NO_PAGE);
    expect(xml).toContain('<polygon>44.5,84 44.5,85 45,85 44.5,84</polygon>');
    expect(xml).toContain('<circle>0.000000100,84 3</circle>');
    expect(xml).toContain('<valueName>CPEAS Geographic Code</valueName><value>654225000000</value>');
  });

  it('times never end in Z, not even when the stored key does', () => {
    const message = { sender: 's@example.cn', identifier: 'i', sent: '2031-01-01T00:00:00Z' };
    const xml = writeCap(sample({ message }), NO_PAGE);
    expect(xml).toContain('<sent>2031-01-01T08:00:00+08:00</sent>');
    expect(xml).not.toMatch(/\dZ</);
  });

  it('text from outside stays text, and characters XML cannot carry are left out', () => {
    const source = '<script>&\0\u0001\ufffe"]]>';
    const xml = writeCap(sample({ source }), NO_PAGE);
    expect(readCap(xml).message?.source).toBe('<script>&"]]>');
  });

  it('a reference that would break the list is left out', () => {
    const fine = { sender: 's@example.cn', identifier: 'b', sent: '2026-07-01T10:34:00+08:00' };
    const references = [{ ...fine, identifier: 'has space' }, fine];
    expect(readCap(writeCap(sample({ references }), NO_PAGE)).message?.references).toEqual([fine]);
  });

  it('the alert page is given where the authority names no address', () => {
    const pageUrl = 'https://anlan.example.cn/alerts/a1/';
    const parts = sample().parts.map((part) => ({
      ...part,
      bulletins: part.bulletins.map((bulletin) => ({ ...bulletin, web: null })),
    }));
    const { message } = readCap(writeCap(sample({ parts }), { pageUrl }));
    expect(message?.infos.map(({ web }) => web)).toEqual(message?.infos.map(() => pageUrl));
  });
});
