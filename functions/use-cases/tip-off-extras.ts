import gcoord from 'gcoord';
import { addMs, fromBeijing, MINUTE_MS, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import {
  DATUMS,
  positionMistake,
  type Datum,
  type PositionMistake,
  type TipOffPosition,
} from '../../src/domain/tip-off-position.ts';

const { BD09, GCJ02, WGS84, transform } = gcoord;
const GRIDS = { wgs84: WGS84, gcj02: GCJ02, bd09: BD09 } as const;

const ADVICE: Record<PositionMistake, string> = {
  range: '纬度或经度超出了范围，请重新选一次，或者不选。',
  'null-island': '纬度和经度都是 0，请重新选一次，或者不选。',
  swapped: '纬度和经度像是填反了：我国的纬度在 3 到 54 之间，经度在 73 到 136 之间。',
  outside: '这个位置不在我国境内，请重新选一次，或者不选。',
};
/** Plain decimal degrees: what Number() would also take ("1e2", "0x10", " 1") is a modified form's. */
const DEGREES = /^-?\d{1,3}(?:\.\d{1,12})?$/;

/** Latitude, longitude and datum: all three or none. Kept as given, judged in WGS-84. */
export function readPosition(lat: string, lng: string, datum: string): Result<TipOffPosition | null> {
  if (lat === '' && lng === '' && datum === '') return ok(null);
  if (!DATUMS.includes(datum as Datum))
    return failed('position-invalid', 'datum', '请一并说明坐标系：wgs84、gcj02 或 bd09。');
  for (const [path, typed] of Object.entries({ lat, lng }))
    if (!DEGREES.test(typed)) return failed('position-invalid', path, '请写十进制的度数，例如 46.2。');
  const position = { lat: Number(lat), lng: Number(lng), datum: datum as Datum };
  // The transformations are made for China; far outside they only have to keep a wrong place wrong.
  const isNowhere = Math.abs(position.lat) > 90 || Math.abs(position.lng) > 180;
  const [wgsLng = 0, wgsLat = 0] =
    isNowhere || (position.lat === 0 && position.lng === 0)
      ? [position.lng, position.lat]
      : transform([position.lng, position.lat], GRIDS[position.datum], WGS84);
  const mistake = positionMistake(wgsLat, wgsLng);
  return mistake === null ? ok(position) : failed('position-invalid', 'lat', ADVICE[mistake]);
}

/** A phone's clock may run ahead of the server's. */
const CLOCK_SLACK_MS = 5 * MINUTE_MS;

/** When it was seen, in Beijing wall time as `<input type="datetime-local">` sends it. */
export function readSeenAt(typed: string, now: Instant): Result<Instant | null> {
  if (typed === '') return ok(null);
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/.exec(typed)?.slice(1).map(Number);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts ?? [];
  const at = parts === undefined || hour > 23 ? null : fromBeijing(year, month, day, hour, minute);
  if (at === null || year < 2000) return failed('field-invalid', 'seenAt', '请重新选看到的时间，或者不填。');
  return at > addMs(now, CLOCK_SLACK_MS)
    ? failed('field-invalid', 'seenAt', '看到的时间还没有到，请重新选，或者不填。')
    : ok(at);
}
