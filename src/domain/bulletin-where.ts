import type { IssuingClause, Lexicon } from './bulletin-clause.ts';
import type { BulletinIdentifier } from './bulletin-identifier.ts';
import { readJurisdiction } from './bulletin-jurisdiction.ts';
import type { Merged } from './bulletin-merge.ts';
import { findPlaces, outermost } from './bulletin-places.ts';
import { textProblem } from './bulletin-problem.ts';
import type { ReadRegion, TextPart, TextProblem } from './bulletin-reading.ts';
import { readRegions } from './bulletin-regions.ts';
import type { Label, Sections } from './bulletin-sections.ts';
import { readLevel } from './bulletin-level.ts';
import { levelRank, type Level } from './level.ts';
import type { RegionName } from './region.ts';

export interface Where {
  regions: readonly ReadRegion[];
  jurisdiction: readonly ReadRegion[];
  parts: readonly TextPart[];
  problems: readonly TextProblem[];
}

const brief = (regions: readonly RegionName[]): readonly ReadRegion[] =>
  regions.map(({ adcode, name }) => ({ adcode, name }));

/** The sentences that may say where: not the title, not the issuing sentence itself, not guidance or source. */
function bodySentences(text: string, merged: Merged, sections: Sections): readonly string[] {
  const { lead, titleLine } = merged;
  const end = Math.min(sections.guideStart ?? text.length, sections.sourceNote?.start ?? text.length);
  const before = lead === null ? '' : text.slice(titleLine?.end ?? 0, lead.start);
  const after = text.slice(merged.bodyStart, Math.max(merged.bodyStart, end));
  return [before.replace(/[^。\n]*(?:发布|预警)[^。\n]*$/, ''), after]
    .flatMap((piece) => piece.split(/[。;!?\n]/))
    .filter((piece) => piece.length > 1);
}

/** Which regions, at which level each; never outside the issuers' jurisdiction. */
export function readWhere(
  text: string,
  merged: Merged,
  clauses: readonly IssuingClause[],
  labels: readonly Label[],
  sections: Sections,
  identifier: BulletinIdentifier | null,
  { gazetteer }: Lexicon,
): Where {
  const problems: TextProblem[] = [];
  const scopePlaces = findPlaces(merged.scope, 0, merged.scope.length, gazetteer).map(
    (place) => place.candidates,
  );
  const titlePlaces = [merged.title, merged.lead].flatMap(
    (clause) => clause?.issuers.map((issuer) => issuer.places) ?? [],
  );
  const others = [...titlePlaces, ...scopePlaces].filter((regions) => regions.length > 0);
  const judged = merged.isIssuerDisputed
    ? { regions: [], problem: null, candidates: [] }
    : readJurisdiction(merged.issuers, others, identifier?.adcode ?? null, text, gazetteer);
  if (judged.problem !== null) {
    problems.push(
      textProblem(
        judged.problem,
        'regions',
        judged.candidates.map((r) => `${r.adcode} ${r.name}`).join('、'),
      ),
    );
  }
  const isNational = merged.issuers.length > 0 && merged.issuers.every((issuer) => issuer.isNational);
  let { regions: jurisdiction } = judged;
  const code = identifier?.adcode ?? null;
  if (
    code !== null &&
    jurisdiction.length > 0 &&
    !jurisdiction.some((r) => r.adcode.startsWith(code) || code.startsWith(r.adcode))
  ) {
    problems.push(textProblem('identifier-disagrees', 'regions'));
    if (!jurisdiction.some((r) => r.adcode.slice(0, 2) === code.slice(0, 2))) jurisdiction = [];
  }
  if (jurisdiction.length === 0 && !isNational) return { regions: [], jurisdiction: [], parts: [], problems };

  const labelled = labels.filter((label) => label.name === 'regions').map((label) => label.value);
  const read = readRegions(
    [...labelled, ...bodySentences(text, merged, sections)],
    merged.scope,
    jurisdiction,
    gazetteer,
    isNational,
  );
  const regions = isNational && !read.isNamed ? [] : outermostOf(read.regions);
  const parts = readParts(text, merged, clauses, regions, jurisdiction, gazetteer);
  if (parts.length > 0) problems.push(textProblem('partial-change', 'parts'));
  return {
    regions: brief(parts.length > 0 ? jurisdiction : regions),
    jurisdiction: brief(jurisdiction),
    parts,
    problems,
  };
}

const outermostOf = (regions: readonly RegionName[]) => (regions.length > 200 ? outermost(regions) : regions);

/**
 * 「将两镇…由橙色降为黄色，其余镇维持橙色」: one part per level. The part that stays speaks for the whole
 * jurisdiction, since 其余 is not a list: a town in both parts is shown the graver level.
 */
function readParts(
  text: string,
  merged: Merged,
  clauses: readonly IssuingClause[],
  regions: readonly RegionName[],
  jurisdiction: readonly RegionName[],
  gazetteer: Lexicon['gazetteer'],
): readonly TextPart[] {
  const { lead } = merged;
  if (lead === null || merged.level === null) return [];
  const rest = clauses.find(
    (clause) =>
      clause !== lead &&
      clause !== merged.title &&
      clause.start >= lead.end &&
      clause.issuers.length === 0 &&
      !clause.isChange &&
      clause.action === 'update' &&
      clause.level.level !== null &&
      clause.level.level !== merged.level &&
      (clause.hazard === null || clause.hazard.name === merged.hazard?.name),
  );
  const restLevel = rest?.level.level ?? levelOfRest(text.slice(lead.end), merged.level);
  if (restLevel === null) return [];
  const scoped = readRegions([], merged.scope, jurisdiction, gazetteer);
  const own = { level: merged.level, regions: brief(scoped.isNamed ? scoped.regions : regions) };
  const other = { level: restLevel, regions: brief(jurisdiction) };
  return [own, other].sort((a, b) => levelRank(a.level) - levelRank(b.level));
}

const REST =
  /(?:其余|其他|其它)[^,。;:!?\n]{0,24}?([红橙黄蓝]色?)(?:预警|警报)(?:信号)?(?:仍|继续|维持|保持|持续|有效|生效)/;

/** 「其余镇街橙色预警信号继续生效」: not an act, so no clause, but it says that the rest stays at another level. */
function levelOfRest(after: string, own: Level): Level | null {
  const said = REST.exec(after.slice(0, 400))?.[1];
  const level = said === undefined ? null : readLevel(said).level;
  return level === own ? null : level;
}
