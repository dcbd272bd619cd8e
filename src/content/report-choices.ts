import { tierOf, type RegionName } from '../domain/region.ts';
import { childrenOf, listRegionProfiles } from './regions.ts';
import { rewardProfiles } from './reward-profiles.ts';
import { listLocalHandlers, listTipOffKinds } from './tip-off-categories.ts';

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
      handler: category.handler?.text ?? null,
    })),
  }));
}

/** Who handles what where the region itself has said so, for the form. */
export function listReportHandlers(): readonly { adcode: string; category: string; text: string }[] {
  return listLocalHandlers().map(({ adcode, category, text }) => ({ adcode, category, text }));
}

/** Rules of regions served here under which one is paid without a name in the report: the others ask for the real name. */
export function listProofRules(): readonly { adcode: string; name: string }[] {
  const served = listReportRegions();
  return rewardProfiles
    .filter(({ whoMayClaim }) => whoMayClaim === 'proof')
    .flatMap(({ adcodes, name }) => adcodes.map((adcode) => ({ adcode, name })))
    .filter((rule) => served.some(({ adcode }) => adcode.startsWith(rule.adcode)));
}
