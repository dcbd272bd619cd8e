import {
  DESK_LANGUAGES,
  type DeskHazard,
  type DeskOptions,
  type DeskTemplate,
} from '../../src/domain/alert-desk.ts';
import { NOTICE_KINDS } from '../../src/domain/notice.ts';
import { personOf } from '../../src/domain/officer-rules.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { normaliseAdcode, tierOf, type Adcode, type RegionName } from '../../src/domain/region.ts';
import { reaches, type StaffMember } from '../../src/domain/staff.ts';
import type { DeskDeps } from './desk-deps.ts';
import { reachProblem } from './desk-reach.ts';
import { isMeteorologicalHazard } from './meteorological.ts';

/** What the forms are filled from; read from the content folder at start. */
export interface DeskChoices {
  hazards: readonly Omit<DeskHazard, 'isMeteorological'>[];
  templates: readonly DeskTemplate[];
  childrenOf(adcode: Adcode): readonly RegionName[];
}

/** What this member may choose from. */
export function deskOptions(deps: DeskDeps, choices: DeskChoices, member: StaffMember): DeskOptions {
  const { alerts, settings } = deps;
  return {
    member: personOf(member),
    hazards: choices.hazards.map((hazard) => {
      const isMeteorological = isMeteorologicalHazard(hazard.code ?? hazard.name, alerts.eventCodes);
      return { ...hazard, isMeteorological, template: isMeteorological ? null : hazard.template };
    }),
    roots: member.adcodes.map((adcode) => regionOf(deps, adcode)),
    sources: settings.offices,
    languages: DESK_LANGUAGES,
    templates: choices.templates,
    noticeKinds: NOTICE_KINDS,
    secondPersonLevels: settings.secondPersonLevels,
    mayDraw: alerts.regions.some(({ adcode }) => reaches(member, adcode)),
    isDemonstration: alerts.isDemonstration,
    now: alerts.now(),
  };
}

/** One place and those directly below it, inside the member's tree. */
export function regionChildren(
  deps: DeskDeps,
  choices: DeskChoices,
  member: StaffMember,
  written: string,
): Result<{ region: RegionName; children: readonly RegionName[] }> {
  const adcode = normaliseAdcode(written);
  if (adcode === null || deps.alerts.gazetteer.find(adcode) === null)
    return failed('region-unknown', 'adcode', written.slice(0, 20));
  const outside = reachProblem(deps.alerts, member, [adcode], 'adcode');
  if (outside !== null) return failed(outside.word, outside.path, outside.message);
  return ok({ region: regionOf(deps, adcode), children: choices.childrenOf(adcode) });
}

/** A village stands in no table of ours; its code is its name then. */
function regionOf(deps: DeskDeps, adcode: Adcode): RegionName {
  const known = deps.alerts.gazetteer.find(adcode);
  return known ?? { adcode, name: adcode, tier: tierOf(adcode) ?? 'village' };
}
