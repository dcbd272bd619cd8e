import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readCasePeriods } from '../../src/content/case-periods.ts';
import { readHolidays, readRewardProfiles } from '../../src/content/reward-rules.ts';
import { verifyContent } from '../../src/content/verify.ts';
import type { AlertPart } from '../../src/domain/alert.ts';
import type { WorkCalendar } from '../../src/domain/deadline.ts';
import type { EventCodes } from '../../src/domain/event-code.ts';
import type { RegionExtent } from '../../src/domain/geometry.ts';
import { hazardOf } from '../../src/domain/hazard.ts';
import type { PlannedCoverage } from '../../src/domain/openness.ts';
import type { Adcode, Gazetteer } from '../../src/domain/region.ts';
import type { RewardProfile } from '../../src/domain/reward-profile.ts';
import type { TipOffKind } from '../../src/domain/tip-off.ts';
import { readEventCodes, readEventRows, readGazetteer } from './content-files.ts';
import { deskContent, type DeskContent } from './desk-content.ts';

/** What the server knows of the portal's content; the same files, judged by the same rules as in the build. */
export interface Catalogue {
  gazetteer: Gazetteer;
  eventCodes: EventCodes;
  regions: readonly RegionExtent[];
  guideInstruction(hazard: AlertPart['hazard']): string | null;
  /** The slug of a hazard; null when nobody can tell which it is. */
  hazardSlug(hazard: AlertPart['hazard']): string | null;
  /** Every slug a person can choose. */
  isHazardSlug(slug: string): boolean;
  nameOf(adcode: Adcode): string | null;
  isKnownRegion(adcode: Adcode): boolean;
  /** Category id → the kind of tip-off it belongs to. */
  tipOffCategories: ReadonlyMap<string, TipOffKind>;
  /** 奖励标准, one for each document of an authority. */
  rewardProfiles: readonly RewardProfile[];
  /** Free and worked days, for what is counted in working days; and the periods themselves. */
  workCalendar: WorkCalendar;
  /** Reward profiles whose approved rewards the system announces by itself. */
  notifiedBySystem: readonly string[];
  desk: DeskContent;
  /** The served jurisdictions with what their plans aim at for warnings reaching the public. */
  coverage: readonly PlannedCoverage[];
}

const CONTENT = fileURLToPath(new URL('../../content/', import.meta.url));

/** `today` as `YYYY-MM-DD`. Throws an Error naming every fault, so that a half-edited file stops the start, not a page. */
export function loadCatalogue(today: string): Catalogue {
  const { content, errors } = verifyContent(CONTENT, today);
  if (content === null)
    throw new Error(
      `内容文件有误，没有启动：\n${errors.map((fault) => `  ${JSON.stringify(fault)}`).join('\n')}`,
    );
  const gazetteer = readGazetteer();
  const served = new Set(content.site.regions);
  const eventCodes = readEventCodes();
  const caseRules = readCasePeriods(tipOffFile('periods.yaml'));
  return {
    gazetteer,
    eventCodes,
    regions: content.regions
      .filter((region) => served.has(region.adcode))
      .map(({ adcode, extent }) => ({ adcode, extent })),
    guideInstruction: (hazard) =>
      hazardOf(hazard.code, hazard.name, content.hazards)?.firstInstruction?.text ?? null,
    hazardSlug: (hazard) => hazardOf(hazard.code, hazard.name, content.hazards)?.slug ?? null,
    isHazardSlug: (slug) => content.hazards.some((hazard) => hazard.slug === slug),
    nameOf: (adcode) => gazetteer.find(adcode)?.name ?? null,
    isKnownRegion: (adcode) => gazetteer.find(adcode) !== null,
    tipOffCategories: readTipOffCategories(),
    rewardProfiles: readRewardProfiles(tipOffFile('reward-profiles.yaml')),
    workCalendar: { ...readHolidays(tipOffFile('holidays.yaml')), periods: caseRules.periods },
    notifiedBySystem: caseRules.notifiedBySystem,
    desk: deskContent(content, gazetteer, readEventRows()),
    coverage: content.site.regions.flatMap((adcode) => {
      const profile = content.regions.find((region) => region.adcode === adcode);
      return profile === undefined ? [] : [{ adcode, name: profile.names.short, targets: profile.coverage }];
    }),
  };
}

/** The build judges this document; here only ids and kinds are taken from it. */
function readTipOffCategories(): ReadonlyMap<string, TipOffKind> {
  const document = parse(tipOffFile('categories.yaml')) as {
    categories: { id: string; kind: TipOffKind }[];
  };
  return new Map(document.categories.map(({ id, kind }) => [id, kind]));
}

const tipOffFile = (name: string): string => readFileSync(join(CONTENT, 'tip-off', name), 'utf8');
