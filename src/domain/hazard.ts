import type { Source } from './guide.ts';

/** 灾种: what a bulletin warns of, and where its instruction and guide are found. */
export interface Hazard {
  slug: string;
  name: string;
  /** Id of a drawing in the hazard icon component. */
  icon: string;
  /** Slug of the closest guide; null when no guide fits: better none than a wrong one. */
  guide: string | null;
  /** Five-character codes of the national warning platform, e.g. `11A51`. */
  eventCodes: readonly string[];
  /** Names a bulletin may use for this hazard, without 预警 or 信号. */
  eventNames: readonly string[];
  /** Said when the bulletin itself carries no instruction; null when no verified statement exists. */
  firstInstruction: { text: string; sources: readonly Source[] } | null;
  /** Order of display, small first. */
  order: number;
}

/** Endings that say how or how sure, not what: 山洪灾害气象风险 is 山洪 to whoever must run from it. */
const ENDINGS = ['预警信号', '预警', '气象风险', '气象等级', '风险', '灾害', '天气'];

/** The bare name: 「山洪灾害气象风险预警」 → 「山洪」. */
function bareName(name: string): string {
  let bare = name.replace(/[\s()（）“”"]/g, '');
  for (let ending = ENDINGS.find((e) => bare.endsWith(e)); ending !== undefined && bare !== ending;) {
    bare = bare.slice(0, -ending.length);
    ending = ENDINGS.find((e) => bare.endsWith(e));
  }
  return bare;
}

/**
 * The hazard of a bulletin: by event code first, then by its exact name, then by the name without endings.
 * Never by a part of a name: 森林火险 is not 火灾. Null when unknown; the bulletin is then shown as received.
 */
export function hazardOf(
  code: string | null,
  name: string | null,
  hazards: readonly Hazard[],
): Hazard | null {
  const byCode = code === null ? undefined : hazards.find((h) => h.eventCodes.includes(code));
  if (byCode !== undefined) return byCode;
  if (name === null) return null;
  const wanted = name.trim();
  const bare = bareName(wanted);
  return (
    hazards.find((h) => h.name === wanted || h.eventNames.includes(wanted)) ??
    hazards.find((h) => bareName(h.name) === bare || h.eventNames.some((n) => bareName(n) === bare)) ??
    null
  );
}
