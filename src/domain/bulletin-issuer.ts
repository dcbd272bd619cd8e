import { findPlaces, isEveryday, isFullName, outermost } from './bulletin-places.ts';
import type { Gazetteer, RegionName } from './region.ts';

/** An organisation that may sign a bulletin, as written, and the place its name begins with. */
export interface Issuer {
  name: string;
  /** Candidates for its place: none for 市气象台, several for 鼓楼区气象台. */
  places: readonly RegionName[];
  /** Its name has a place we do not know (苏州工业园区气象台): its jurisdiction is then unknown. */
  isPlaceUnknown: boolean;
  /** 市, 县, 区, 省 … of 市气象台: to be completed from the title. */
  genericTier: string | null;
  /** A ministry or national centre: no jurisdiction of its own. */
  isNational: boolean;
  /** Only a place (浦东新区发布…), as titles are often shortened. */
  isBarePlace: boolean;
}

const NATIONAL =
  /^(?:中央|国家|国务院|中国|全国|应急管理部|自然资源部|国土资源部|水利部|农业农村部|生态环境部|交通运输部|(?:长江|黄河|淮河|海河|珠江|松辽|太湖)(?:水利|流域|防汛|委))/;
const GENERIC = /^(?:我|本)?(自治区|自治州|自治县|地区|师市|省|市|州|盟|县|区|旗|镇|乡|师|兵团)(?=\S{2})/;
const ORG_END = /(?:局|台|厅|部|委|办|室|会|中心|站|队|所|处|府|院|指|公司|单位|气象)(?:[(][^()]{1,12}[)])?$/;
const ORG_WORD =
  /气象|应急|水利|水务|水文|水情|自然资源|国土|规划|林业|林草|草原|森林|消防|环境|环保|农业|农村|海洋|地震|指挥部|防汛|防指|森防|防火|减灾|政府|管委|管理委员会|预警|公安|交通|交警|交管|住建|建设|城管|卫健|卫生|疾控|电力|燃气|旅游|文旅|教育|海事|水库|河务|地质|办公室|防办|安委|雷电|人工影响|公路|高速|城市管理|综合执法|气候|路政|供电|电网|供热|供水|铁路|民航|机场/;
/** A district, county or zone left over after the known places: then the place is not fully known. */
const UNKNOWN_PLACE =
  /^[\u3400-\u9fff]{1,10}?(?:新区|开发区|工业园区?|产业园区?|高新区|经开区|风景区|景区|管理区|示范区|保税区|度假区|林区|矿区|(?<!城)市|县|区|旗|镇|(?<!城)乡|街道|机场|岛|州)(?=[\u3400-\u9fff])/;
const ARMY = /^(?:新疆生产建设兵团|兵团)?(?:农?第?[一二三四五六七八九十]{1,3}师)?/;

/** Words of a sentence that ran into the name: a wrong issuer is worse than none. */
const NOT_A_NAME = /(?:预警|警报)(?!信息|中心|发布)|解除|撤销|取消|(?<!信息)发布(?!中心)/;

/** Places named one inside the other at the start of `text`; where the chain ends. */
function placeChain(text: string, gazetteer: Gazetteer): { places: readonly RegionName[]; end: number } {
  const army = ARMY.exec(text)?.[0] ?? '';
  let end = 0;
  let places: readonly RegionName[] = [];
  const named = army === '' ? [] : gazetteer.named(army.replace(/^.*兵团/, '').replace(/^农?第?/, '第'));
  if (army !== '') {
    end = army.length;
    places = named;
  }
  for (;;) {
    const mention = findPlaces(text, end, Math.min(text.length, end + 24), gazetteer)[0];
    if (mention === undefined || mention.start - end > (/^[县市]/.test(text.slice(end)) ? 1 : 0)) break;
    if (isEveryday(mention) && !isFullName(mention) && end === 0) break;
    const inside = mention.candidates.filter(
      (region) => places.length === 0 || places.some((place) => region.adcode.startsWith(place.adcode)),
    );
    const repeats = mention.candidates.some((region) =>
      places.some((place) => place.adcode.startsWith(region.adcode)),
    );
    // The army's division and its city are the same place under two codes (第八师石河子市).
    if (inside.length === 0 && !repeats && !(army !== '' && end === army.length)) break;
    if (inside.length > 0) places = inside;
    else if (!repeats) places = mention.candidates;
    end = mention.end;
  }
  return { places: outermost(places), end };
}

/** Reads one organisation; null when the words are not the name of one. */
export function readIssuer(text: string, gazetteer: Gazetteer): Issuer | null {
  // Signs and the platform's number before a name are not part of it: 「⚠️裕民县气象台」.
  const name = text.replace(/^(?:[^\p{L}\p{N}]+|\d{14}_\d{14}(?:_\d)?)+/u, '').trim();
  if (name.length < 2 || name.length > 40 || /[,:;。!?\n"[\]]/.test(name)) return null;
  if (NOT_A_NAME.test(name)) return null;
  const isNational = NATIONAL.test(name);
  const chain = isNational ? { places: [], end: 0 } : placeChain(name, gazetteer);
  const rest = name.slice(chain.end);
  if (rest === '') {
    return {
      name,
      places: chain.places,
      isPlaceUnknown: false,
      genericTier: null,
      isNational,
      isBarePlace: true,
    };
  }
  if (!ORG_END.test(rest) || !ORG_WORD.test(rest)) return null;
  const generic = GENERIC.exec(rest)?.[1] ?? null;
  // Neither a known place nor an office's own word at the start: a new county, or words that do not belong to it.
  const isStrange = chain.end === 0 && rest.search(ORG_WORD) !== 0;
  const central = /^(?:区域)?中心气象台/.test(rest);
  return {
    name,
    places: central ? provincesOf(chain.places, gazetteer) : chain.places,
    isPlaceUnknown: !isNational && generic === null && (UNKNOWN_PLACE.test(rest) || isStrange),
    genericTier: chain.places.length === 0 ? generic : null,
    isNational,
    isBarePlace: false,
  };
}

/** 武汉中心气象台 is the provincial observatory of 湖北, not that of 武汉市. */
function provincesOf(places: readonly RegionName[], gazetteer: Gazetteer): readonly RegionName[] {
  return [...new Set(places.map((place) => place.adcode.slice(0, 2)))]
    .map((code) => gazetteer.find(code))
    .filter((region) => region !== null);
}

/** Splits 「A、B和C」 where each piece but the last ends as an organisation does (not inside 林业和草原局). */
export function splitIssuers(text: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const found of text.matchAll(/、|,|\/|和|与|及|会同|联合|同(?![\u3400-\u9fff]{0,2}(?:市|县|区))/g)) {
    const left = text.slice(start, found.index);
    if (!ORG_END.test(left) && !(found[0] === '、' && left.length > 1)) continue;
    pieces.push(left);
    start = found.index + found[0].length;
  }
  pieces.push(text.slice(start));
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

/** 「双河市应急管理局 双河市气象局」 with only a blank between: the second begins with the first's place again. */
function separated(text: string, gazetteer: Gazetteer): string {
  const place = text.slice(0, placeChain(text, gazetteer).end);
  return place.length < 2
    ? text
    : text.replaceAll(new RegExp(`([局台厅部办室心会站])(${place})`, 'g'), '$1、$2');
}

/** Reads a list of issuers; null unless every piece is one. Later pieces without a place take the first's. */
export function readIssuers(text: string, gazetteer: Gazetteer): readonly Issuer[] | null {
  if (text.length > 120) return null;
  const issuers: Issuer[] = [];
  for (const piece of splitIssuers(separated(text, gazetteer))) {
    const issuer = readIssuer(piece, gazetteer);
    if (issuer === null) return null;
    const first = issuers[0];
    const isBare = issuer.places.length === 0 && !issuer.isNational && issuer.genericTier === null;
    issuers.push(first !== undefined && isBare ? { ...issuer, places: first.places } : issuer);
  }
  return issuers.length === 0 ? null : issuers;
}
