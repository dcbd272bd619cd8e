import { findPlaces, isEveryday, isFullName, outermost, type PlaceMention } from './bulletin-places.ts';
import type { Adcode, Gazetteer, RegionName } from './region.ts';

const HAN = /[\u3400-\u9fff]/;
const BEFORE_SHORT = /[、和及与或至到在于的为是将计响对县市区省州旗内外月日时分夜间天午后前起出我本全括中含]/;
const AFTER_SHORT =
  /[、和及与或等大局部的有将仍出可一境东西南北中山平地已累小至到内市县区州镇乡各多沿偏降最个气发受继持也以日今明未预五四三二六七八九十两]/;
const OFFICE_AFTER =
  /^(?:气象|应急|水利|水务|防汛|自然资源|林草|人民政府|市委|县委|区委|政府|公安|消防|预警)/;
const NATURE_AFTER = /^(?:河|江|湖|海峡|海域|水库|站|路|高速|机场|铁路|大桥|港)/;
const TAIL =
  /^(?:地区|市区?|县|区|州)?(?:[东西南北中偏]{1,3}部?|大部|局部|部分|局地|沿[江河湖海线]|山区|平原|境内|一带)?(?:[（(][^()]{0,40}[)）])?/;
const HEAD = /^(?:以及|还有|其中|包括|我[市县区州]|全[市县区州]|[东西南北中]部)?/;
const WIDE =
  /(?:全|本|我)(?:省|市|区|县|州|盟|旗|地区|疆|境|师市|师|团)|各地|其他|其它|其余|市区|城区|主城|山区|沿海|平原|丘陵|盆地|流域|上游|下游|[东西南北中偏]{1,3}部(?![门委分队长署])|[东西南北中](?:北|南|部)?(?:地区|一带|乡镇|街镇|片区)/g;
const OBSERVED = /过去|已出现|已达|截至|截止|实况/;
const FORECAST = /预计|未来|将|仍|可能|今[天日晚夜]|明[天日]|夜间|上述|以上(?:地区|区域)|持续/;

/** No forecast is longer; the bounds keep hostile text from costing more than linear time. */
const LONGEST_SENTENCE = 1500;
const LONGEST_BODY = 8000;

export interface RegionReading {
  regions: readonly RegionName[];
  /** Whether the text itself named them; otherwise the issuer's whole jurisdiction stands in: rather too wide. */
  isNamed: boolean;
}

interface Accepted {
  mention: PlaceMention;
  regions: readonly RegionName[];
}

/**
 * The Corps' cities (659xxx) lie inside Xinjiang's prefectures under codes of their own: 博州's observatory warns
 * 双河市 too when it names it.
 */
const isCorpsCityOf = (prefecture: Adcode, code: Adcode) =>
  prefecture.length === 4 && prefecture.startsWith('65') && /^659\d{3}/.test(code);

/** The mentions of a sentence that lie inside the jurisdiction and are used as places here. */
function acceptedIn(
  text: string,
  mentions: readonly PlaceMention[],
  inside: (code: Adcode) => boolean,
): Accepted[] {
  const accepted: Accepted[] = [];
  for (const [order, mention] of mentions.entries()) {
    const regions = outermost(mention.candidates.filter((region) => inside(region.adcode)));
    if (regions.length === 0) continue;
    const after = text.slice(mention.end, mention.end + 8);
    if (OFFICE_AFTER.test(after) && !isListed(text, mention)) continue;
    if (!isFullName(mention)) {
      const previous = mentions[order - 1];
      const isGlued = previous !== undefined && previous.end === mention.start;
      const before = text[mention.start - 1] ?? '';
      const isBounded =
        (before === '' || !HAN.test(before) || BEFORE_SHORT.test(before) || isGlued) &&
        (after === '' ||
          !HAN.test(after[0] as string) ||
          AFTER_SHORT.test(after[0] as string) ||
          mentions[order + 1]?.start === mention.end);
      if (!isBounded || NATURE_AFTER.test(after)) continue;
      if (isEveryday(mention) && !hasCompany(mentions, order, text)) continue;
    }
    accepted.push({ mention, regions });
  }
  return accepted;
}

const isListed = (text: string, mention: PlaceMention) =>
  text[mention.end] === '、' || text[mention.start - 1] === '、';

/** An everyday word counts as a place between two places of the same prefecture: 荆州、公安、松滋. */
function hasCompany(mentions: readonly PlaceMention[], order: number, text: string): boolean {
  const mention = mentions[order] as PlaceMention;
  const prefectures = new Set(mention.candidates.map((region) => region.adcode.slice(0, 4)));
  const near = (other: PlaceMention | undefined) =>
    other !== undefined && other.candidates.some((region) => prefectures.has(region.adcode.slice(0, 4)));
  const previous = mentions[order - 1];
  const next = mentions[order + 1];
  return (
    (near(previous) && text.slice(previous?.end, mention.start) === '、') ||
    (near(next) && text.slice(mention.end, next?.start) === '、')
  );
}

/** Whether the list a place stands in has a neighbour we could not place (市区、石拐): then the list is not whole. */
function hasUnknownNeighbour(text: string, accepted: readonly Accepted[]): boolean {
  return accepted.some(({ mention }) => {
    const rest = text.slice(mention.end, mention.end + 60);
    if (isFullName(mention) && /^(?:区|城区|县城|市区)/.test(rest)) return true;
    const tail = TAIL.exec(rest)?.[0] ?? '';
    const joint = /^(?:、|和|及|与|以及)/.exec(rest.slice(tail.length))?.[0];
    if (joint !== undefined) {
      const at = mention.end + tail.length + joint.length;
      const head = HEAD.exec(text.slice(at, at + 4))?.[0] ?? '';
      if (!accepted.some((other) => other.mention.start >= at && other.mention.start <= at + head.length))
        return true;
    }
    if (text[mention.start - 1] !== '、') return false;
    const left = text.slice(Math.max(0, mention.start - 40), mention.start - 1);
    return !accepted.some(
      (other) =>
        other.mention.end <= mention.start - 1 &&
        /^[^、,]*$/.test(text.slice(other.mention.end, mention.start - 1)) &&
        text.slice(other.mention.end, mention.start - 1).length <= 12 &&
        left !== '',
    );
  });
}

/** 我市, 全县 and the like, unless they only introduce a place: 「我市中江县」, 「房山山区」. */
function isWide(text: string, accepted: readonly Accepted[]): boolean {
  return [...text.matchAll(WIDE)].some(
    (found) =>
      !accepted.some(
        ({ mention }) => mention.start === found.index + found[0].length || mention.end === found.index,
      ) &&
      !accepted.some(
        ({ mention }) => mention.start < found.index + found[0].length && found.index < mention.end,
      ),
  );
}

/**
 * The regions a bulletin speaks of, never outside `jurisdiction`. Narrower places are taken only when every item
 * of their lists is known and the forecast itself names them; otherwise the whole jurisdiction: warning too many
 * costs attention, missing some costs lives.
 */
export function readRegions(
  sentences: readonly string[],
  scope: string,
  jurisdiction: readonly RegionName[],
  gazetteer: Gazetteer,
  isNational = false,
): RegionReading {
  const whole = { regions: jurisdiction, isNamed: false };
  const length = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  if (length > LONGEST_BODY || sentences.some((sentence) => sentence.length > LONGEST_SENTENCE)) return whole;
  const codes = jurisdiction.map((region) => region.adcode);
  const inside = (code: Adcode) =>
    isNational || codes.some((own) => (code.startsWith(own) && code !== own) || isCorpsCityOf(own, code));
  const scoped = acceptedIn(scope, findPlaces(scope, 0, scope.length, gazetteer), inside);
  // 「发布全市陆地暴雨黄色预警，罗湖、福田降雨将持续」: the places say where it rains now, the signal is the city's.
  if (isWide(scope, scoped)) return whole;
  if (scoped.length > 0) {
    const isKnown = !hasUnknownNeighbour(scope, scoped);
    return isKnown ? { regions: collect(withoutQualifiers(scoped)), isNamed: true } : whole;
  }
  const named: Accepted[] = [];
  let isForecast = false;
  let hasObserved = false;
  for (const sentence of sentences) {
    // 「其中」 names the worst places of an area, not the area.
    const text = sentence.replace(/,?(?:(?:敬)?请|其中|尤其|特别是).*$/s, '');
    const mentions = findPlaces(text, 0, text.length, gazetteer);
    const accepted = acceptedIn(text, mentions, inside);
    if (isWide(text, accepted) || hasUnknownNeighbour(text, accepted)) return whole;
    // The jurisdiction's own name alone (「预计绥化市将有」) means all of it.
    const own = mentions.filter((mention) =>
      mention.candidates.some((region) => codes.includes(region.adcode)),
    );
    const isQualifier = (mention: PlaceMention) =>
      accepted.some((other) => other.mention.start === mention.end);
    if (own.some((mention) => !isQualifier(mention) && !OFFICE_AFTER.test(text.slice(mention.end))))
      return whole;
    for (const { mention } of accepted) {
      const lead = text.slice(0, mention.start);
      const lastObserved = Math.max(...[...lead.matchAll(new RegExp(OBSERVED, 'g'))].map((f) => f.index), -1);
      if (lastObserved === -1 || FORECAST.test(lead.slice(lastObserved + 2))) isForecast = true;
      else hasObserved = true;
    }
    if (/上述|以上(?:地区|区域|乡镇|县)/.test(text)) isForecast = true;
    named.push(...withoutQualifiers(accepted));
  }
  if (named.length === 0 || (hasObserved && !isForecast)) return whole;
  return { regions: collect(named), isNamed: true };
}

/** 「广州市天河区」: the city only says where the district is. */
function withoutQualifiers(accepted: readonly Accepted[]): Accepted[] {
  return accepted.filter(
    ({ mention, regions }) =>
      !accepted.some(
        (other) =>
          other.mention.start === mention.end &&
          other.regions.some((inner) => regions.some((outer) => inner.adcode.startsWith(outer.adcode))),
      ),
  );
}

function collect(accepted: readonly Accepted[]): readonly RegionName[] {
  return [
    ...new Map(accepted.flatMap(({ regions }) => regions).map((region) => [region.adcode, region])).values(),
  ];
}
