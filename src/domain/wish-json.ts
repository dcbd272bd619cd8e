import { LEVELS, type Level } from './level.ts';
import {
  areQuietHours,
  DEFAULT_LANGUAGE,
  plainWish,
  type QuietHours,
  type SubscribedPlace,
  type Wish,
} from './subscription.ts';

type Untyped = Record<string, unknown>;
const asObject = (value: unknown): Untyped | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Untyped) : null;
const asLevel = (value: unknown): Level | null => LEVELS.find((level) => level === value) ?? null;
const isCode = (value: unknown): value is string => typeof value === 'string' && /^\d{2,12}$/.test(value);
const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

/**
 * A wish out of untyped JSON: what this device stored, perhaps by an older release that knew regions and one level
 * only, or what the server answers. Null when no place can be read; anything else missing is as if never asked for.
 */
export function readWish(value: unknown): Wish | null {
  const object = asObject(value);
  if (object === null) return null;
  if (!('places' in object)) return readPlain(object);
  const list: unknown[] = Array.isArray(object['places']) ? object['places'] : [];
  const places = list.flatMap((place) => readPlace(place) ?? []);
  if (places.length === 0 || places.length !== list.length) return null;
  const { language, pausedUntil } = object;
  return {
    places,
    quiet: readQuiet(object['quiet']),
    wantsNotices: object['wantsNotices'] === true,
    wantsDrills: object['wantsDrills'] === true,
    language: typeof language === 'string' && language !== '' ? language : DEFAULT_LANGUAGE,
    pausedUntil: isInstant(pausedUntil) ? pausedUntil : null,
  };
}

function readPlain({ adcodes, lowestLevel }: Untyped): Wish | null {
  const level = asLevel(lowestLevel);
  if (level === null || !Array.isArray(adcodes) || adcodes.length === 0 || !adcodes.every(isCode))
    return null;
  return plainWish(adcodes, level);
}

function readPlace(value: unknown): SubscribedPlace | null {
  const place = asObject(value);
  const lowestLevel = asLevel(place?.['lowestLevel']);
  const adcode = place?.['adcode'];
  if (lowestLevel === null || !isCode(adcode)) return null;
  const hazards: unknown = place?.['hazards'];
  const chosen = Array.isArray(hazards) ? hazards.filter((one) => typeof one === 'string') : null;
  return { adcode, lowestLevel, hazards: chosen };
}

function readQuiet(value: unknown): QuietHours | null {
  const quiet = asObject(value);
  const { fromMinute, toMinute } = quiet ?? {};
  if (typeof fromMinute !== 'number' || typeof toMinute !== 'number') return null;
  return areQuietHours({ fromMinute, toMinute }) ? { fromMinute, toMinute } : null;
}
