import { describe, expect, it } from 'vitest';
import { readFeedEnvelope } from '../../src/feeds/cap-envelope.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import { capDocument, fixture } from './cap-fixture.ts';

describe('feeds and envelopes', () => {
  it('an alert embedded in an Atom entry comes out as a document of its own, prefixes restored', () => {
    const { kind, entries } = readFeedEnvelope(fixture('feed-with-embedded-alert.atom'));
    expect(kind).toBe('atom');
    expect(entries[0]).toMatchObject({ id: 'tag:feed.example.org,2026:1', title: 'embedded', link: '1.cap' });
    expect(readCap(entries[0]?.document ?? '')).toMatchObject({
      verdict: 'accept',
      message: { identifier: 'f1', sender: 's@example.org' },
    });
  });

  it('an entry may only link its alert, and never to a script', () => {
    const { entries } = readFeedEnvelope(fixture('feed-with-embedded-alert.atom'));
    expect(entries.map(({ link, document }) => [link, document === null])).toEqual([
      ['1.cap', false],
      ['https://feed.example.org/2', true],
      [null, true],
    ]);
  });

  it('an alert beside the entries is foreign markup and is not taken', () => {
    expect(readFeedEnvelope(fixture('feed-with-embedded-alert.atom')).entries).toHaveLength(3);
  });

  it('EDXL and RSS are opened too', () => {
    const edxl = readFeedEnvelope(fixture('envelope.edxl'));
    expect(edxl.kind).toBe('edxl');
    expect(readCap(edxl.entries[0]?.document ?? '').verdict).toBe('accept');
    expect(readFeedEnvelope(fixture('list.rss'))).toMatchObject({
      kind: 'rss',
      entries: [{ id: 'g1', title: 'one', link: 'https://feed.example.org/1.cap', document: null }],
    });
  });

  it('astral characters before an alert do not shift where it is cut', () => {
    const alert = capDocument({ info: '<headline>😀</headline>' }).replace(/^<\?xml.*?\?>/, '');
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>😀😀😀</title><content>${alert}</content></entry></feed>`;
    expect(readCap(readFeedEnvelope(feed).entries[0]?.document ?? '').verdict).toBe('accept');
  });

  it('a single alert or a broken file is no feed', () => {
    expect(readFeedEnvelope(capDocument())).toMatchObject({ kind: null, problems: [{ word: 'not-a-feed' }] });
    expect(readFeedEnvelope('<feed>').problems).toMatchObject([{ word: 'xml-malformed' }]);
    expect(readFeedEnvelope('<!DOCTYPE feed><feed/>').problems).toMatchObject([
      { word: 'doctype-forbidden' },
    ]);
  });
});
