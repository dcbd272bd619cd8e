import { addMs, DAY_MS, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { normaliseAdcode, parentOf, tierOf, type Adcode, type Gazetteer } from '../../src/domain/region.ts';
import {
  areQuietHours,
  MAX_PAUSE_DAYS,
  WISH_LANGUAGES,
  type SubscribedPlace,
  type Wish,
} from '../../src/domain/subscription.ts';

export interface WishDeps {
  gazetteer: Pick<Gazetteer, 'find'>;
  isHazardSlug: (slug: string) => boolean;
  now: () => Instant;
}

/** A wish as it may be stored: known places in their shortest form and in order, nothing twice, no pause that is over. */
export function checkWish(wish: Wish, deps: WishDeps, isPlain = false): Result<Wish> {
  const at = isPlain ? 'adcodes' : 'wish.places';
  if (wish.places.length === 0) return failed('region-unknown', at);
  const places = new Map<string, SubscribedPlace>();
  for (const [index, place] of wish.places.entries()) {
    const path = `${at}.${index}`;
    const adcode = knownPlace(place.adcode, deps.gazetteer);
    if (adcode === null) return failed('region-unknown', path, place.adcode.slice(0, 20));
    const hazards = place.hazards === null ? null : [...new Set(place.hazards)].sort();
    const unknown = hazards?.find((slug) => !deps.isHazardSlug(slug));
    if (unknown !== undefined) return failed('hazard-unknown', `${path}.hazards`, unknown.slice(0, 40));
    // None chosen would be a place that never speaks: nobody means that.
    const asked = { adcode, lowestLevel: place.lowestLevel, hazards: hazards?.length === 0 ? null : hazards };
    places.set(JSON.stringify(asked), asked);
  }
  if (wish.quiet !== null && !areQuietHours(wish.quiet)) return failed('quiet-hours-invalid', 'wish.quiet');
  if (!WISH_LANGUAGES.some((one) => one === wish.language))
    return failed('language-unknown', 'wish.language', wish.language.slice(0, 20));
  const now = deps.now();
  if (wish.pausedUntil !== null && wish.pausedUntil > addMs(now, MAX_PAUSE_DAYS * DAY_MS))
    return failed('pause-too-long', 'wish.pausedUntil');
  const sorted = [...places.values()].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const isOver = wish.pausedUntil !== null && wish.pausedUntil <= now;
  return ok({ ...wish, places: sorted, pausedUntil: isOver ? null : wish.pausedUntil });
}

/** Villages are in no list we may ship; one counts as known when its township is. */
function knownPlace(text: string, gazetteer: Pick<Gazetteer, 'find'>): Adcode | null {
  const adcode = normaliseAdcode(text);
  if (adcode === null) return null;
  if (gazetteer.find(adcode) !== null) return adcode;
  const township = tierOf(adcode) === 'village' ? parentOf(adcode) : null;
  return township !== null && gazetteer.find(township) !== null ? adcode : null;
}
