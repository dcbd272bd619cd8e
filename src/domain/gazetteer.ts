import { normaliseAdcode, tierOf, type Adcode, type Gazetteer, type RegionName } from './region.ts';

/** The shape of content/regions/divisions.json. */
export interface DivisionsData {
  source: string;
  licence: string;
  /** Date the codes were true on. */
  cutOff: string;
  note: string;
  /** Other names of a division, e.g. 第五师 for 双河市. */
  aliases: Readonly<Record<string, Adcode>>;
  places: Readonly<Record<Adcode, string>>;
}

const PEOPLES =
  '维吾尔|哈萨克|柯尔克孜|塔吉克|乌孜别克|塔塔尔|俄罗斯|达斡尔|鄂温克|鄂伦春|锡伯|蒙古|回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|土|仫佬|羌|布朗|撒拉|毛南|仡佬|阿昌|普米|怒|德昂|保安|裕固|京|独龙|赫哲|门巴|珞巴|基诺|各';
const AUTONOMOUS_TAIL = new RegExp(`(?:${PEOPLES})族?$`);
const PEOPLE_TAIL = new RegExp(`(?:${PEOPLES})族$`);
const SUFFIX =
  /(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|街道|省|市|盟|州|县|区|旗|镇|乡)$/;
/** Autonomous places are also written with the bare suffix: 恩施州, 塔什库尔干县. */
const BARE_SUFFIX: Readonly<Record<string, string>> = { 自治州: '州', 自治县: '县', 自治旗: '旗' };

/** Peoples' names are dropped only where a place's name remains: 东乡族自治县 stays 东乡族. */
function withoutPeoples(stem: string, tail: RegExp): string {
  for (let rest = stem; ;) {
    const shorter = rest.replace(tail, '');
    if (shorter === rest || shorter.length < 2) return rest;
    rest = shorter;
  }
}

/**
 * The names one may write for a division, its full name first: 乌苏市 → 乌苏; 恩施土家族苗族自治州 → 恩施, 恩施州.
 * A name of one character (易县 → 易) is never used: it would be found in every other word.
 */
export function writtenNames(fullName: string): readonly string[] {
  const suffix = SUFFIX.exec(fullName)?.[0] ?? '';
  const stem = fullName.slice(0, fullName.length - suffix.length);
  const short = withoutPeoples(stem, suffix.startsWith('自治') ? AUTONOMOUS_TAIL : PEOPLE_TAIL);
  const bare = BARE_SUFFIX[suffix];
  const names = [fullName, short, ...(bare === undefined ? [] : [short + bare])];
  return [...new Set(names)].filter((name) => name.length >= 2);
}

/** Builds the index once; about 10 ms for the whole country. */
export function createGazetteer(data: DivisionsData): Gazetteer {
  const byCode = new Map<Adcode, RegionName>();
  const byName = new Map<string, RegionName[]>();
  const add = (name: string, region: RegionName) => {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [region]);
    else if (!known.includes(region)) known.push(region);
  };
  for (const [adcode, name] of Object.entries(data.places)) {
    const tier = tierOf(adcode);
    if (tier === null) continue;
    const region: RegionName = { adcode, name, tier };
    byCode.set(adcode, region);
    // A township is found by its full name only: short ones are everyday words (西北镇, 发展街道, 民政镇).
    for (const written of tier === 'township' ? [name] : writtenNames(name)) add(written, region);
  }
  for (const [alias, adcode] of Object.entries(data.aliases)) {
    const region = byCode.get(adcode);
    if (region !== undefined) add(alias, region);
  }
  const names = [...byName.keys()].sort((a, b) => b.length - a.length);
  return {
    find: (adcode) => byCode.get(normaliseAdcode(adcode) ?? '') ?? null,
    named: (name) => byName.get(name) ?? [],
    names: () => names,
  };
}
