import { fromBeijing, type Instant } from './instant.ts';
import { normaliseAdcode, type Adcode } from './region.ts';

/** GB/T 35965.1 annex A: ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N; the last part is often absent in the wild. */
export interface BulletinIdentifier {
  text: string;
  start: number;
  end: number;
  /** The issuer's division. */
  adcode: Adcode | null;
  /** When the platform took it: minutes after the bulletin was signed, at most. */
  takenAt: Instant | null;
}

const IDENTIFIER = /(?<![0-9A-Za-z])(\d{6})\d{8}_(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:_\d)?(?![0-9])/;

export function findIdentifier(text: string): BulletinIdentifier | null {
  const found = IDENTIFIER.exec(text);
  if (found === null) return null;
  const [whole, division = '', ...time] = found;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = time.map(Number);
  return {
    text: whole,
    start: found.index,
    end: found.index + whole.length,
    adcode: normaliseAdcode(division),
    takenAt: fromBeijing(year, month, day, hour, minute, second),
  };
}
