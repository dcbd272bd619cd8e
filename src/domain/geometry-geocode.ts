import { normaliseAdcode, type Adcode } from './region.ts';

/**
 * Names of China's division codes in geocodes. Only by name: American FIPS6 (`006037`) and German regional keys
 * (`146270000000`) look exactly like ours and would warn a county on the other side of the world.
 */
const DIVISION_LIST = /CPEAS|adcode|GB[/_ ]?T?[-_ ]?2260|行政区划|区划代码|地区编码/i;

const PROVINCES =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' ');
/** `100000` and zeros stand for the whole country in the platform's data. */
const WHOLE_COUNTRY = /^(?:10)?0{4,12}$/;

/** Division codes a geocode names; null when its list is not China's or a value is no code. */
export function adcodesOfGeocode(geocode: { valueName: string; value: string }): readonly Adcode[] | null {
  if (!DIVISION_LIST.test(geocode.valueName)) return null;
  const found: Adcode[] = [];
  for (const value of geocode.value.split(/[\s,，;；、]+/).filter((text) => text !== '')) {
    if (WHOLE_COUNTRY.test(value)) found.push(...PROVINCES);
    else {
      const adcode = normaliseAdcode(value);
      if (adcode === null) return null;
      found.push(adcode);
    }
  }
  return found.length === 0 ? null : found;
}
