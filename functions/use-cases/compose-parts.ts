import {
  DESK_LIMITS,
  type DeskPurpose,
  type FieldProblem,
  type FormBody,
  type OfficerPart,
} from '../../src/domain/alert-desk.ts';
import type { AlertPart, Area, Bulletin } from '../../src/domain/alert.ts';
import { alertTitle } from '../../src/domain/bulletin-view.ts';
import { adcodesOfArea } from '../../src/domain/geometry.ts';
import { wholeSecond, type Instant } from '../../src/domain/instant.ts';
import { polygonMistake } from '../../src/domain/officer-polygon.ts';
import { normaliseAdcode, type Adcode } from '../../src/domain/region.ts';
import { severityOfLevel } from '../../src/domain/severity.ts';
import { oneLine } from '../../src/domain/short-text.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { isServed, type AlertDeps } from './alert-deps.ts';
import { leavesTree, reachProblem } from './desk-reach.ts';
import { isMeteorologicalHazard, namesMeteorologicalSignal } from './meteorological.ts';

export interface ComposedParts {
  parts: readonly AlertPart[];
  problems: readonly FieldProblem[];
}

type Deps = Pick<AlertDeps, 'gazetteer' | 'eventCodes' | 'regions'>;

/**
 * Turns an officer's form into parts, with every mistake that needs the divisions, the event table or the map to see.
 * Parts are made as far as they can be, so that a preview has something to show.
 */
export function composeParts(
  deps: Deps,
  form: FormBody,
  purpose: DeskPurpose | 'drill',
  member: StaffMember,
  effectiveAt: Instant,
): ComposedParts {
  const event =
    (form.hazard.code === null ? null : deps.eventCodes.findCode(form.hazard.code)) ??
    deps.eventCodes.findHazard(oneLine(form.hazard.name));
  const hazard = {
    code: event === null ? form.hazard.code : event.code,
    name: event?.name ?? oneLine(form.hazard.name),
  };
  // A drill may play a 暴雨红色预警: it is no signal, and every word of it says so.
  const problems: FieldProblem[] = purpose === 'drill' ? [] : meteorologicalProblems(deps, form);
  const parts = form.parts.map((part, index): AlertPart => {
    const placed = placesOf(deps, part, `parts.${index}`, member);
    problems.push(...placed.problems);
    return {
      hazard,
      level: part.level,
      severity: severityOfLevel(part.level),
      urgency: purpose === 'cancel' ? 'Past' : 'Expected',
      certainty: 'Likely',
      categories: [event?.category ?? 'Other'],
      responseTypes: purpose === 'cancel' ? ['AllClear'] : [],
      areas: placed.areas,
      adcodes: placed.adcodes,
      effectiveAt: wholeSecond(effectiveAt),
      onsetAt: form.onsetAt === null ? null : wholeSecond(form.onsetAt),
      expiresAt: form.expiresAt === null ? null : wholeSecond(form.expiresAt),
      bulletins: bulletinsOf(form, `${oneLine(form.source)}发布${alertTitle(hazard.name, part.level)}`),
    };
  });
  return { parts, problems };
}

/** The officer's words; a Chinese headline left empty is `madeHeadline`. */
export function bulletinsOf(form: FormBody, madeHeadline: string): Bulletin[] {
  return form.bulletins.map((bulletin) => ({
    language: bulletin.language,
    headline: oneLine(bulletin.headline) || madeHeadline,
    description: bulletin.description.trim(),
    instruction: bulletin.instruction.trim(),
    contact: bulletin.contact === null ? null : oneLine(bulletin.contact) || null,
    web: bulletin.web,
  }));
}

const ONLY_RELAYED = '气象预警信号只能由气象台站发布，这里只能原文转发。';

/** By name, by code and by what the titles announce: only 气象台站 may issue those (气象灾害防御条例 art. 30). */
function meteorologicalProblems(deps: Deps, form: FormBody): FieldProblem[] {
  const written = [form.hazard.name, form.hazard.code ?? ''].filter((text) => text !== '');
  const found: FieldProblem[] = written.some((text) => isMeteorologicalHazard(text, deps.eventCodes))
    ? [{ path: 'hazard', word: 'hazard-meteorological', message: ONLY_RELAYED }]
    : [];
  return [...found, ...signalProblems(deps, form)];
}

/** Titles that announce a meteorological signal under another hazard's name. */
export function signalProblems(deps: Pick<AlertDeps, 'eventCodes'>, form: FormBody): FieldProblem[] {
  return form.bulletins.flatMap(({ headline }, index) =>
    namesMeteorologicalSignal(oneLine(headline), deps.eventCodes)
      ? [
          {
            path: `bulletins.${index}.headline`,
            word: 'hazard-meteorological' as const,
            message: ONLY_RELAYED,
          },
        ]
      : [],
  );
}

interface Placed {
  areas: readonly Area[];
  adcodes: readonly Adcode[];
  problems: readonly FieldProblem[];
}

function placesOf(deps: Deps, part: OfficerPart, path: string, member: StaffMember): Placed {
  const problems: FieldProblem[] = [];
  const chosen: Adcode[] = [];
  const known: Adcode[] = [];
  for (const written of part.adcodes) {
    const adcode = normaliseAdcode(written);
    // What is no code at all is told by the form's own check.
    if (adcode === null || known.includes(adcode)) continue;
    if (deps.gazetteer.find(adcode) !== null) known.push(adcode);
    if (deps.gazetteer.find(adcode) === null)
      problems.push({
        path: `${path}.adcodes`,
        word: 'region-unknown',
        message: `区划表里没有 ${written}。`,
      });
    else if (!isServed(adcode, deps.regions))
      problems.push({
        path: `${path}.adcodes`,
        word: 'region-not-served',
        message: `本站不服务${deps.gazetteer.find(adcode)?.name ?? written}。`,
      });
    else chosen.push(adcode);
  }
  const nameOf = (adcode: Adcode): string => deps.gazetteer.find(adcode)?.name ?? adcode;
  const areas: Area[] = chosen.map((adcode) => ({
    description: nameOf(adcode),
    adcodes: [adcode],
    polygons: [],
    circles: [],
  }));
  // A broken one is named by the form's own check, and no geometry is asked about it.
  const isSound = part.polygon !== null && polygonMistake(part.polygon, DESK_LIMITS.points) === null;
  const drawn = isSound ? part.polygon : null;
  const touched =
    drawn === null
      ? []
      : adcodesOfArea({ geocodes: [], polygons: [drawn], circles: [] }, deps.regions).adcodes;
  if (drawn !== null) {
    if (touched.length === 0)
      problems.push({
        path: `${path}.polygon`,
        word: 'region-not-served',
        message: '画出的范围不在本站服务的地区内。',
      });
    areas.push({
      description: `${touched.map(nameOf).join('、')}部分地区`,
      adcodes: touched,
      polygons: [drawn],
      circles: [],
    });
    if (touched.length > 0 && leavesTree(member, drawn, deps.regions))
      problems.push({
        path: `${path}.polygon`,
        word: 'region-outside-tree',
        message: '画出的范围超出了您负责的地区。',
      });
  }
  const outside =
    reachProblem(deps, member, known, `${path}.adcodes`) ??
    reachProblem(deps, member, touched, `${path}.polygon`);
  if (outside !== null) problems.push(outside);
  return { areas, adcodes: shortest([...chosen, ...touched]), problems };
}

/** A code below another one adds nothing. */
function shortest(adcodes: readonly Adcode[]): Adcode[] {
  const unique = [...new Set(adcodes)].sort();
  return unique.filter((code) => !unique.some((other) => other !== code && code.startsWith(other)));
}
