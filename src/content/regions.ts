import { allRegionProfiles } from 'contentlayer/generated';
import divisions from '../../content/regions/divisions.json' with { type: 'json' };
import { parentOf, tierOf, type Adcode, type RegionName } from '../domain/region.ts';
import type { RegionProfile } from '../domain/region-profile.ts';
import { documentOf } from './generated-documents.ts';
import { regionSchema } from './schemas/region.ts';
import { siteSettings } from './site.ts';

const profiles: readonly RegionProfile[] = allRegionProfiles.map((one) => documentOf(regionSchema, one));
const places: Readonly<Record<Adcode, string>> = divisions.places;

/** The profiles this portal serves, in the order the site's settings give. */
export function listRegionProfiles(): readonly RegionProfile[] {
  return siteSettings().regions.flatMap((adcode) => findRegionProfile(adcode) ?? []);
}

/** The profile of exactly this code. */
export function findRegionProfile(adcode: Adcode): RegionProfile | null {
  return profiles.find((profile) => profile.adcode === adcode) ?? null;
}

/** The served jurisdiction a place lies in: 231202100 → 绥化市's profile. Null outside all of them. */
export function profileAround(adcode: Adcode): RegionProfile | null {
  return listRegionProfiles().find((profile) => adcode.startsWith(profile.adcode)) ?? null;
}

/** The name of any division of the country; null for an unknown code. */
export function regionName(adcode: Adcode): string | null {
  return places[adcode] ?? null;
}

/** Built once: pages ask for the places below one on every request, and the country has thousands. */
const children = new Map<Adcode, RegionName[]>();
for (const [adcode, name] of Object.entries(places)) {
  const tier = tierOf(adcode);
  const parent = parentOf(adcode);
  if (tier === null || parent === null) continue;
  const siblings = children.get(parent);
  if (siblings === undefined) children.set(parent, [{ adcode, name, tier }]);
  else siblings.push({ adcode, name, tier });
}

/** The divisions directly below one, in the order of codes: counties of a prefecture, townships of a county. */
export function childrenOf(adcode: Adcode): readonly RegionName[] {
  return (children.get(adcode) ?? []).toSorted((a, b) => (a.adcode < b.adcode ? -1 : 1));
}

/** Every place of the served jurisdictions, itself first, then level by level as one reads a list of places. */
export function listServedPlaces(): readonly RegionName[] {
  const below = (place: RegionName): readonly RegionName[] => [
    place,
    ...childrenOf(place.adcode).flatMap(below),
  ];
  return listRegionProfiles().flatMap((profile) => {
    const tier = tierOf(profile.adcode);
    return tier === null ? [] : below({ adcode: profile.adcode, name: profile.names.short, tier });
  });
}

/**
 * How a place is called where it stands alone: a township with its county, for 西城街道 is in many; null for a code
 * that is no place of the served jurisdictions.
 */
export function placeName(adcode: Adcode): string | null {
  const profile = profileAround(adcode);
  const own = adcode === profile?.adcode ? profile.names.short : regionName(adcode);
  if (profile === null || own === null) return null;
  const parent = parentOf(adcode);
  return parent === null || adcode.length <= 6 ? own : `${regionName(parent) ?? ''}${own}`;
}
