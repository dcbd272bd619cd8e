import type { Instant } from './instant.ts';
import type { Adcode } from './region.ts';

export const SHELTER_LEVELS = ['province', 'city', 'county', 'township', 'village'] as const;
export const SHELTER_DURATIONS = ['emergency', 'short', 'long', 'mid', 'central'] as const;
export const SHELTER_SPACES = ['indoor', 'outdoor', 'mixed'] as const;
export const SHELTER_FUNCTIONS = ['comprehensive', 'single', 'special'] as const;
export const SHELTER_STATUSES = ['open', 'closed', 'full', 'planned'] as const;
export const SHELTER_FACILITIES = [
  'water', 'power', 'toilet', 'medical', 'supplies', 'communication', 'signs', 'lodging', 'fire', 'helipad', 'waste',
] as const; // prettier-ignore
export const SHELTER_HAZARDS = [
  'earthquake', 'flood', 'flash-flood', 'landslide', 'storm', 'blizzard', 'sandstorm', 'wildfire', 'chemical',
] as const; // prettier-ignore
export const DATUMS = ['WGS84', 'GCJ02', 'BD09', 'CGCS2000'] as const;

export type ShelterLevel = (typeof SHELTER_LEVELS)[number];
export type ShelterDuration = (typeof SHELTER_DURATIONS)[number];
export type ShelterSpace = (typeof SHELTER_SPACES)[number];
export type ShelterFunction = (typeof SHELTER_FUNCTIONS)[number];
export type ShelterStatus = (typeof SHELTER_STATUSES)[number];
export type ShelterFacility = (typeof SHELTER_FACILITIES)[number];
export type ShelterHazard = (typeof SHELTER_HAZARDS)[number];
export type Datum = (typeof DATUMS)[number];

/** `null` everywhere means 未登记 (not recorded), which is never 没有 (there is none). */
export interface Shelter {
  id: string;
  name: string;
  adcode: Adcode;
  address: string;
  level: ShelterLevel | null;
  durationClass: ShelterDuration | null;
  spaceType: ShelterSpace | null;
  functionType: ShelterFunction | null;
  /** Hazards the place is recorded as fit for; an outdoor field is not fit for a flood or storm. */
  hazards: readonly ShelterHazard[] | null;
  /** As recorded, with its datum; null when no position is known. */
  position: { lat: number; lon: number; datum: Datum } | null;
  grossAreaM2: number | null;
  effectiveAreaM2: number | null;
  capacityPersons: number | null;
  serviceRadiusM: number | null;
  /** Present: recorded as there (true) or as not there (false). Absent key: 未登记. */
  facilities: Readonly<Partial<Record<ShelterFacility, boolean>>>;
  isAccessible: boolean | null;
  isPetsAllowed: boolean | null;
  status: ShelterStatus | null;
  /** When the status was last confirmed; an `open` older than OPEN_STATUS_HOURS is no longer shown as open. */
  statusAt: Instant | null;
  openHours: string | null;
  operator: string | null;
  contact: string | null;
  phone: string | null;
  /** 风险提示. */
  cautions: string | null;
  source: string;
  /** 核验日期. */
  verifiedAt: Instant;
  isDemonstration: boolean;
}

/** An open/closed/full state goes stale by itself: lists made in peacetime send people to closed doors. */
export const OPEN_STATUS_HOURS = 12;
const FAST_CLOCK_MS = 10 * 60_000;

/** The state to show at `now`: a status confirmed too long ago is `unconfirmed`; planned places stay planned. */
export function shownStatus(shelter: Shelter, now: Instant): ShelterStatus | 'unconfirmed' {
  if (shelter.status === 'planned') return 'planned';
  if (shelter.status === null || shelter.statusAt === null) return 'unconfirmed';
  const ageMs = Date.parse(now) - Date.parse(shelter.statusAt);
  // A mistyped year ahead would keep a door "open" until then; a few minutes are only a fast clock.
  const isAhead = ageMs < -FAST_CLOCK_MS;
  return isAhead || ageMs > OPEN_STATUS_HOURS * 3_600_000 ? 'unconfirmed' : shelter.status;
}
