/** A kind of event an officer may name. */
export interface HazardChoice {
  code: string | null;
  name: string;
  group: string;
  aliases?: readonly string[];
  /** Only 气象台站 may issue it: here it can be relayed, never written. */
  isMeteorological: boolean;
}

export interface HazardGroup {
  group: string;
  hazards: readonly HazardChoice[];
}

/** How well a hazard fits the typed text: 0 exactly, 1 begins, 2 holds, 3 by another name; null not at all. */
function fit(hazard: HazardChoice, text: string): number | null {
  if (hazard.name === text || hazard.code?.toUpperCase() === text) return 0;
  if (hazard.name.startsWith(text) || hazard.code?.toUpperCase().startsWith(text) === true) return 1;
  if (hazard.name.includes(text)) return 2;
  return hazard.aliases?.some((alias) => alias.includes(text)) === true ? 3 : null;
}

/**
 * What the typed text may mean. Without text all, in their order; with text the best fit first. What may be issued
 * here comes before what can only be relayed: the first one is what Enter takes.
 */
export function findHazards(hazards: readonly HazardChoice[], typed: string): readonly HazardChoice[] {
  const text = typed.normalize('NFKC').trim().toUpperCase();
  const rank = (hazard: HazardChoice): number => (text === '' ? 0 : (fit(hazard, text) ?? 0));
  return hazards
    .filter((hazard) => text === '' || fit(hazard, text) !== null)
    .map((hazard, at) => ({ hazard, at, rank: rank(hazard) + (hazard.isMeteorological ? 10 : 0) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ hazard }) => hazard);
}

/** The same in groups, each where its first member stands. */
export function grouped(hazards: readonly HazardChoice[]): readonly HazardGroup[] {
  const groups = new Map<string, HazardChoice[]>();
  for (const hazard of hazards) {
    const own = groups.get(hazard.group);
    if (own === undefined) groups.set(hazard.group, [hazard]);
    else own.push(hazard);
  }
  return [...groups].map(([group, members]) => ({ group, hazards: members }));
}
