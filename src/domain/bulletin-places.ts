import type { Adcode, Gazetteer, RegionName } from './region.ts';

/** A division's name found in a text; several candidates when places share the name. */
export interface PlaceMention {
  start: number;
  end: number;
  name: string;
  candidates: readonly RegionName[];
}

/** Written without suffix these are everyday words: 公安部门, 沿河, 南部, 和平. Only their full names count alone. */
const EVERYDAY = new Set(
  '公安 和平 通道 平原 东方 城区 郊区 矿区 东区 西区 城中 城东 城西 城北 市中 市北 市南 南部 中方 资源 修文 港口 大方 江口 河口 洞口 路口 沿河 古城 老城 新城 山城 方山 高台 海港 运河 站前 台前 江南 江北 海东 东海 南海 西湖 东湖 南湖 北湖 太湖 湖滨 海滨 滨海 滨湖 滨江 沿滩 解放 前进 向阳 红旗 工农 友好 互助 会同 比如 合作 民族 大东 白云 清流 安居 富裕 光明 文明 团结 兴安 长安 西山 东山 南山 北山 中山 金山 青山 红山 华山 天山 泰山 黄山 开发 工业 建设 前锋 东升 建华 爱民 平安 永安 新安 安定 西部 大同 双流 中心 中央 阳光 朝天 同心 巨野 兴国 安全 山南 淮南 淮北 上游 中游 下游 海西 海北 河东 河西 沙湾 长岛 东风 高明 雨山 云山 山阴 河间 水富 龙门 三门 通海 海口 连江 大江 合江 平江 临江 沿江 长江 黄河 淮河'.split(
    ' ',
  ),
);

/** A short name that needs company: accepted only beside other places of a list. */
export function isEveryday(mention: PlaceMention): boolean {
  return EVERYDAY.has(mention.name);
}

/** Whether the name is written in full (乌苏市), not short (乌苏). */
export function isFullName(mention: PlaceMention): boolean {
  return mention.candidates.some((region) => region.name === mention.name);
}

function longestAt(
  text: string,
  at: number,
  to: number,
  longest: number,
  gazetteer: Gazetteer,
): string | null {
  for (let length = Math.min(longest, to - at); length >= 2; length -= 1) {
    const name = text.slice(at, at + length);
    if (gazetteer.named(name).length > 0) return name;
  }
  return null;
}

/**
 * Every division named between two offsets, longest name first. A short name yields to a longer one that starts
 * inside it, so that 「浏阳市和平江县」 is 浏阳市 and 平江县. Linear: a fixed number of look-ups per character.
 */
export function findPlaces(
  text: string,
  from: number,
  to: number,
  gazetteer: Gazetteer,
): readonly PlaceMention[] {
  const longest = gazetteer.names()[0]?.length ?? 0;
  const mentions: PlaceMention[] = [];
  for (let at = from; at < to - 1; at += 1) {
    if ((text[at] as string) < '\u3400') continue;
    // 「我市中江县」: 市 belongs to 我市, it does not begin 市中区.
    if (/[我本全]/.test(text[at - 1] ?? '') && /[省市县区州盟旗]/.test(text[at] as string)) continue;
    const name = longestAt(text, at, to, longest, gazetteer);
    if (name === null) continue;
    const inside = name.length === 2 ? longestAt(text, at + 1, to, longest, gazetteer) : null;
    if (inside !== null && inside.length > 2) continue;
    mentions.push({ start: at, end: at + name.length, name, candidates: gazetteer.named(name) });
    at += name.length - 1;
  }
  return mentions;
}

/** Whether a place lies in one of the jurisdictions (or is one of them). */
export function isInside(adcode: Adcode, jurisdictions: readonly Adcode[]): boolean {
  return jurisdictions.some((code) => adcode.startsWith(code));
}

/** Of places that contain one another only the outermost: 吉安 is 吉安市, which holds 吉安县. */
export function outermost(regions: readonly RegionName[]): readonly RegionName[] {
  return regions.filter(
    (region) =>
      !regions.some((other) => other.adcode !== region.adcode && region.adcode.startsWith(other.adcode)),
  );
}
