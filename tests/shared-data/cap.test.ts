import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFeedEnvelope } from '../../src/feeds/cap-envelope.ts';
import { readCap } from '../../src/feeds/cap-read.ts';

/** Real messages, kept beside the checkout and not in it; in CI they are there. */
const CORPUS = new URL('../../../shared/data/cap/', import.meta.url);
const index = new URL('INDEX.tsv', CORPUS);
const rows = existsSync(index) ? readFileSync(index, 'utf8').trim().split(/\r?\n/).slice(1) : [];
const files = rows.map((row) => {
  const cells = row.split('\t');
  return { kind: cells[0] ?? '', file: cells[1] ?? '', suggested: cells[8] ?? '' };
});

describe.skipIf(files.length === 0)('real CAP messages behave as their index says', () => {
  it.each(files)('$kind/$file: $suggested', ({ kind, file, suggested }) => {
    const bytes = readFileSync(new URL(`${kind}/${file}`, CORPUS));
    const reading = readCap(bytes);
    const words = reading.problems.map(({ word }) => word);
    if (suggested === 'accept') {
      expect({ verdict: reading.verdict, words }).toEqual({ verdict: 'accept', words: [] });
    } else if (suggested === 'reject') {
      expect(reading.verdict).toBe('reject');
      expect(reading.problems.some(({ severity }) => severity === 'error')).toBe(true);
    } else if (suggested.startsWith('real-world quirk')) {
      expect(reading.verdict).toBe('accept-with-warnings');
    } else if (suggested.startsWith('accept-as-1.1')) {
      expect(['accept-with-warnings', 'reject']).toContain(reading.verdict);
      expect(words.some((word) => word === 'cap-version-1-1' || word === 'cap-version-1-0')).toBe(true);
    } else {
      expect(suggested).toBe('not an alert: treat as feed/envelope');
      expect(words).toEqual(['feed-envelope']);
      expect(readFeedEnvelope(bytes)).toMatchObject({ problems: [] });
    }
  });
});
