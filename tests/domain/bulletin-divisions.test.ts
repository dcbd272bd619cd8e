import { describe, expect, it } from 'vitest';
import { facts, lexicon } from './bulletin-fixture.ts';

describe('every division of the country', () => {
  it('is read as itself when its parents are named', () => {
    const { gazetteer } = lexicon;
    const wrong: string[] = [];
    const seen = new Set<string>();
    for (const name of gazetteer.names()) {
      for (const region of gazetteer.named(name)) {
        if (region.adcode.length > 6 || seen.has(region.adcode)) continue;
        seen.add(region.adcode);
        const parents = [2, 4].filter((n) => n < region.adcode.length).map((n) => gazetteer.find(region.adcode.slice(0, n))?.name ?? ''); // prettier-ignore
        const issuer = `${parents.join('')}${region.name}气象台`;
        const got = facts(`${issuer}2026年7月24日15时30分发布大风蓝色预警信号：请注意防范。`);
        if (got.issuer !== issuer || got.regions.join() !== region.adcode) wrong.push(issuer);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThan(3000);
  });
});
