import eventCodes from '../../content/events/event-codes.json' with { type: 'json' };
import type { Adcode } from '../domain/region.ts';
import type { HazardGroup, PlaceChoice } from '../domain/subscribe-choice.ts';
import { listHazards } from './hazards.ts';
import { childrenOf, listRegionProfiles } from './regions.ts';

const groupOf = new Map(
  eventCodes.items.flatMap(({ code, group }) => (code === null ? [] : [[code, group]])),
);

/** Hazards that bulletins come about, by the groups of the national table, in the order of display. */
export function hazardGroups(): readonly HazardGroup[] {
  const groups = new Map<string, { slug: string; name: string }[]>();
  for (const { slug, name, eventCodes: codes } of listHazards()) {
    const group = groupOf.get(codes[0] ?? '');
    if (group === undefined) continue;
    groups.set(group, [...(groups.get(group) ?? []), { slug, name }]);
  }
  return [...groups].map(([name, hazards]) => ({ name, hazards }));
}

/**
 * The served places in two steps, as a person names them: the county, then the township. A prefecture is a choice of
 * its own, followed by each of its counties.
 */
export function placeChoices(): readonly PlaceChoice[] {
  return listRegionProfiles().flatMap(({ adcode, names }) => {
    const children = childrenOf(adcode);
    const counties = children.filter((child) => child.tier === 'county');
    const towns = (code: Adcode) => childrenOf(code).map((town) => [town.adcode, town.name] as const);
    if (counties.length === 0) return [{ adcode, name: names.short, towns: towns(adcode) }];
    return [
      { adcode, name: `整个${names.short}`, towns: [] },
      ...counties.map((county) => ({
        adcode: county.adcode,
        name: county.name,
        towns: towns(county.adcode),
      })),
    ];
  });
}
