import type { Issuer } from './bulletin-issuer.ts';
import { outermost } from './bulletin-places.ts';
import type { Adcode, Gazetteer, RegionName, RegionTier } from './region.ts';

/** Where the issuers may speak for; `problem` when it cannot be known. */
export interface Jurisdiction {
  regions: readonly RegionName[];
  problem: 'region-ambiguous' | 'region-unknown' | null;
  /** Candidates when ambiguous, for the person who decides. */
  candidates: readonly RegionName[];
}

const GENERIC_TIERS: Readonly<Record<string, readonly RegionTier[]>> = {
  省: ['province'], 自治区: ['province'], 市: ['province', 'prefecture', 'county'], 地区: ['prefecture'],
  州: ['prefecture'], 自治州: ['prefecture'], 盟: ['prefecture'], 县: ['county'], 自治县: ['county'],
  区: ['county', 'province'], 旗: ['county'], 师市: ['county'], 师: ['county'],
}; // prettier-ignore

const related = (a: Adcode, b: Adcode) => a.startsWith(b) || b.startsWith(a);

/** Keeps the candidates for which `holds`; all of them when none does. */
function prefer(
  regions: readonly RegionName[],
  holds: (region: RegionName) => boolean,
): readonly RegionName[] {
  const kept = regions.filter(holds);
  return kept.length > 0 ? kept : regions;
}

/** 鼓楼区 → the one of four that the identifier, the title's parents or a parent named in the text points to. */
function disambiguate(
  candidates: readonly RegionName[],
  hints: readonly RegionName[],
  identifierCode: Adcode | null,
  text: string,
  gazetteer: Gazetteer,
): readonly RegionName[] {
  let left = outermost(candidates);
  if (left.length > 1 && identifierCode !== null)
    left = prefer(left, (r) => related(r.adcode, identifierCode));
  if (left.length > 1) left = prefer(left, (r) => hints.some((hint) => related(r.adcode, hint.adcode)));
  if (left.length > 1) {
    const isParentNamed = (region: RegionName) =>
      [2, 4].some((n) => {
        const parent = region.adcode.length > n ? gazetteer.find(region.adcode.slice(0, n)) : null;
        return parent !== null && text.includes(parent.name);
      });
    left = prefer(left, isParentNamed);
  }
  return left;
}

function named(issuers: readonly Issuer[], unsure: boolean): readonly RegionName[] {
  return issuers.flatMap((issuer) => (issuer.places.length > 1 === unsure ? issuer.places : []));
}

/**
 * The jurisdiction of the signing issuers. `others` are further names of the issuer (in the title, in the scope)
 * that complete 市气象台 or decide between places of one name.
 */
export function readJurisdiction(
  issuers: readonly Issuer[],
  others: readonly (readonly RegionName[])[],
  identifierCode: Adcode | null,
  text: string,
  gazetteer: Gazetteer,
): Jurisdiction {
  const none = (problem: Jurisdiction['problem'], candidates: readonly RegionName[] = []): Jurisdiction => ({
    regions: [],
    problem,
    candidates,
  });
  const hints = [...named(issuers, false), ...others.filter((o) => o.length === 1).flat()];
  const unique = new Map<Adcode, RegionName>();
  for (const issuer of issuers) {
    if (issuer.isNational) continue;
    if (issuer.isPlaceUnknown) return none('region-unknown');
    if (issuer.places.length > 0) {
      const left = disambiguate(issuer.places, hints, identifierCode, text, gazetteer);
      if (left.length > 1) return none('region-ambiguous', left);
      for (const region of left) unique.set(region.adcode, region);
      continue;
    }
    const tiers = GENERIC_TIERS[issuer.genericTier ?? ''] ?? [];
    const fits = (region: RegionName) =>
      tiers.includes(region.tier) && matchesTier(region, issuer.genericTier ?? '');
    const pool = others.map((o) => disambiguate(o, hints, identifierCode, text, gazetteer)).filter((o) => o.length === 1).flat(); // prettier-ignore
    const byId = identifierCode === null ? null : gazetteer.find(identifierCode);
    const found = pool.find(fits) ?? (byId !== null && fits(byId) ? byId : undefined);
    if (found !== undefined) unique.set(found.adcode, found);
  }
  const regions = outermost([...unique.values()]);
  if (regions.length > 0) return { regions, problem: null, candidates: [] };
  return issuers.every((issuer) => issuer.isNational) && issuers.length > 0
    ? { regions: [], problem: null, candidates: [] }
    : none('region-unknown');
}

/** 市气象台 is that of a 市, 区气象台 that of a 区: not of any division of the same tier. */
function matchesTier(region: RegionName, generic: string): boolean {
  if (generic === '省') return region.name.endsWith('省');
  if (generic === '师市' || generic === '师') return region.adcode.startsWith('659');
  if (generic === '区' && region.tier === 'province') return region.name.endsWith('自治区');
  return region.name.endsWith(generic);
}
