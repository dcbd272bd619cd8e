import { addDays, dayOf } from '../../src/domain/deadline.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { PublishedResult, ResultsReader } from '../../src/domain/results.ts';
import {
  endedQuarters,
  OTHER,
  quarterStatistics,
  weekOf,
  weeksOf,
} from '../../src/domain/results-statistics.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { ResultStore, StoredResult } from '../store/results-contract.ts';

export interface ResultsDeps {
  results: ResultStore;
  /** In the document's order, without those of situations. */
  categories: ReadonlyMap<string, string>;
  /** Served, by code. */
  regions: readonly Adcode[];
  nameOf(adcode: Adcode): string | null;
  now(): Instant;
}

const PAGE = 20;
const NO_REGION = '没有写明地区';
/** A portal that was away for a while makes up for so many. */
const QUARTERS_BACK = 4;

/** What everybody may read: published cases and published figures. */
export function resultsReader(deps: ResultsDeps): ResultsReader {
  const { results } = deps;
  return {
    async results(filter, asked) {
      const total = await results.countPublished(filter);
      const pages = Math.max(1, Math.ceil(total / PAGE));
      const page = Math.min(Math.max(1, asked), pages);
      const [found, keys] = await Promise.all([
        results.listPublished(filter, PAGE, (page - 1) * PAGE),
        results.listPublishedKeys(),
      ]);
      return {
        results: found.map((one) => shown(deps, one)),
        page,
        pages,
        total,
        filter,
        regions: keys.adcodes.map((key) => ({ key, name: deps.nameOf(key) ?? key })),
        categories: keys.categories.map((key) => ({ key, name: categoryName(deps, key) })),
      };
    },
    quarters: () => results.listQuarters(),
    async statistics(quarter) {
      const found = weeksOf(quarter).length === 0 ? null : await results.findQuarter(quarter);
      if (found === null) return null;
      const names = [
        ...found.categories.map(({ key }) => [key, categoryName(deps, key)] as const),
        ...found.regions.map(({ key }) => [key, deps.nameOf(key) ?? key] as const),
      ];
      return { ...found, nameOf: { ...Object.fromEntries(names), [OTHER]: '其他' } };
    },
  };
}

/** Publishes the figures of quarters that are over and were not published. Once each: two servers agree on the first. */
export async function publishQuarters(deps: ResultsDeps): Promise<number> {
  const now = deps.now();
  const there = new Set(await deps.results.listQuarters());
  let published = 0;
  for (const quarter of endedQuarters(now, QUARTERS_BACK).filter((one) => !there.has(one))) {
    const weeks = weeksOf(quarter);
    const facts = await deps.results.countFacts(weeks[0] ?? '', addDays(weeks.at(-1) ?? '', 7));
    // Before there was a portal there is nothing to publish.
    if (facts.length === 0) continue;
    const statistics = quarterStatistics(quarter, facts, [...deps.categories.keys()], deps.regions);
    await deps.results.saveQuarter(statistics, now);
    published += 1;
  }
  return published;
}

export const categoryName = (deps: Pick<ResultsDeps, 'categories'>, category: string): string =>
  deps.categories.get(category) ?? '其他';

/** Counties are the finest that is told: a village with one workshop would be the workshop. */
export const countyOf = (adcode: Adcode | null): Adcode | null => adcode?.slice(0, 6) ?? null;

export function regionNameOf(deps: Pick<ResultsDeps, 'nameOf'>, adcode: Adcode | null): string {
  const county = countyOf(adcode);
  return county === null ? NO_REGION : (deps.nameOf(county) ?? county);
}

function shown(deps: ResultsDeps, { id, words, file }: StoredResult): PublishedResult {
  return {
    id,
    category: file.category,
    categoryName: categoryName(deps, file.category),
    adcode: countyOf(file.adcode),
    regionName: regionNameOf(deps, file.adcode),
    finding: file.finding?.finding ?? 'unverifiable',
    closedWeek: weekOf(dayOf(file.closedAt ?? file.receivedAt)),
    found: words.found,
    done: words.done,
  };
}
