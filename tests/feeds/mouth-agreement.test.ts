import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreements, mouthsOf } from '../../src/feeds/mouths.ts';
import { revisionArbitrary } from './cap-revision.ts';
import { HISTORIES, latestOf, NOW, TEXTS } from './mouth-fixture.ts';

describe('no false alarm', () => {
  it.each(Object.entries(HISTORIES))('%s: all mouths agree', (_, history) => {
    expect(disagreements(latestOf(history), mouthsOf(history, 'zh-CN', NOW, TEXTS), TEXTS, NOW)).toEqual([]);
  });

  it('whatever an authority writes', () => {
    const now = '2031-01-01T00:10:00.000Z';
    fc.assert(
      fc.property(revisionArbitrary, (revision) => {
        expect(disagreements(revision, mouthsOf([revision], 'zh-CN', now, TEXTS), TEXTS, now)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
