import { parseXml, XmlElement } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { writeAtom } from '../../src/feeds/atom.ts';
import { revisionArbitrary } from './cap-revision.ts';

const CONTEXT = {
  baseUrl: 'https://anlan.example.cn/',
  title: '安澜 · 预警信息',
  now: '2031-01-02T00:00:00.000Z',
};

function sample(change: Partial<AlertRevision> = {}): AlertRevision {
  const [revision] = fc.sample(revisionArbitrary, { numRuns: 1, seed: 11 });
  if (revision === undefined) throw new Error('no sample');
  return { ...revision, isDemonstration: false, ...change };
}

function entriesOf(xml: string) {
  const children = (parseXml(xml).root?.children ?? []).filter((child) => child instanceof XmlElement);
  const entries = children.filter(({ name }) => name === 'entry');
  const parts = (entry: XmlElement) => entry.children.filter((child) => child instanceof XmlElement);
  return entries.map((entry) => ({
    text: (name: string) => parts(entry).find((child) => child.name === name)?.text,
    links: parts(entry)
      .filter(({ name }) => name === 'link')
      .map(({ attributes }) => attributes['href']),
  }));
}

describe('the Atom feed', () => {
  it('any alert gives well-formed XML whose entries lead to its page and its CAP', () => {
    fc.assert(
      fc.property(fc.array(revisionArbitrary, { maxLength: 3 }), (revisions) => {
        const entries = entriesOf(writeAtom(revisions, CONTEXT));
        expect(entries).toHaveLength(revisions.length);
        for (const entry of entries)
          expect(entry.links).toEqual([
            'https://anlan.example.cn/alerts/a1/',
            'https://anlan.example.cn/alerts/a1.cap.xml',
          ]);
      }),
      { numRuns: 50 },
    );
  });

  it('an entry keeps its id through every revision and every change of address', () => {
    const [first] = entriesOf(writeAtom([sample()], CONTEXT));
    const later = sample({ revision: 3, action: 'cancel', sentAt: '2031-01-01T05:00:00.000Z' });
    const [second] = entriesOf(writeAtom([later], { ...CONTEXT, baseUrl: 'https://other.example.cn' }));
    expect(second?.text('id')).toBe(first?.text('id'));
    expect(second?.text('updated')).toBe('2031-01-01T05:00:00.000Z');
  });

  it('markup in a bulletin stays words', () => {
    const [part] = sample().parts;
    const [bulletin] = part?.bulletins ?? [];
    if (part === undefined || bulletin === undefined) throw new Error('no bulletin');
    const bulletins = [
      { ...bulletin, headline: '<b>大风</b>', description: '<script>1</script>', instruction: '' },
    ];
    const xml = writeAtom([sample({ parts: [{ ...part, bulletins }] })], CONTEXT);
    expect(xml).not.toContain('<script>');
    const [entry] = entriesOf(xml);
    expect([entry?.text('title'), entry?.text('content')]).toEqual(['<b>大风</b>', '<script>1</script>']);
  });

  it('a demonstration says so in its title', () => {
    const [entry] = entriesOf(writeAtom([sample({ isDemonstration: true })], CONTEXT));
    expect(entry?.text('title')).toMatch(/^【演示数据】/);
  });

  it('the feed is as old as its newest entry, or as the list when it is empty', () => {
    expect(writeAtom([sample()], CONTEXT)).toMatch(/<\/title><updated>2031-01-01T00:00:00.000Z</);
    expect(writeAtom([], CONTEXT)).toContain('<updated>2031-01-02T00:00:00.000Z<');
  });
});
