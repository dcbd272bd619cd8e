import { tierOf, type RegionName } from '../domain/region.ts';
import { childrenOf, listRegionProfiles } from './regions.ts';
import { listTipOffKinds } from './tip-off-categories.ts';

/** Regions a report may name: every jurisdiction served, and the counties of those that have counties. */
export function listReportRegions(): readonly Pick<RegionName, 'adcode' | 'name'>[] {
  return listRegionProfiles().flatMap(({ adcode, names }) => [
    { adcode, name: names.short },
    ...(tierOf(adcode) === 'prefecture'
      ? childrenOf(adcode).map((child) => ({ adcode: child.adcode, name: `${names.short} ${child.name}` }))
      : []),
  ]);
}

/** Kinds and categories as the form shows them: words only, without what they rest on. */
export function listReportKinds() {
  return listTipOffKinds().map(({ id, name, lead, categories }) => ({
    id,
    name,
    lead,
    categories: categories.map((category) => ({
      id: category.id,
      name: category.name,
      examples: category.examples.map(({ text }) => text),
    })),
  }));
}
