import type { Content } from '../../src/content/content-types.ts';
import type { DeskHazard, DeskTemplate } from '../../src/domain/alert-desk.ts';
import type { EventCode } from '../../src/domain/event-code.ts';
import type { Source } from '../../src/domain/guide.ts';
import { hazardOf } from '../../src/domain/hazard.ts';
import type { DeskSettings } from '../../src/domain/officer-rules.ts';
import type { WarningTemplate } from '../../src/domain/officer-template.ts';
import { parentOf, type Adcode, type Gazetteer, type RegionName } from '../../src/domain/region.ts';

/** What the duty officer's form is filled from. */
export interface DeskContent {
  settings: DeskSettings;
  /** Which are meteorological is for the rules to say, not for the table. */
  hazards: readonly Omit<DeskHazard, 'isMeteorological'>[];
  templates: readonly DeskTemplate[];
  /** The places directly below one, in the order of their codes; only those this portal serves. */
  childrenOf(adcode: Adcode): readonly RegionName[];
}

const GENERAL = 'general';
/** Enough to act on at once; the whole guide is a link away on every surface. */
const SENTENCES_FROM_GUIDE = 3;

export function deskContent(content: Content, gazetteer: Gazetteer, rows: readonly EventCode[]): DeskContent {
  const children = childrenIndex(gazetteer);
  const isServed = (code: Adcode): boolean =>
    content.site.regions.some((own) => code.startsWith(own) || own.startsWith(code));
  const { desk, office } = content.site;
  return {
    settings: { ...desk, offices: desk.offices.length === 0 ? [office] : desk.offices },
    hazards: rows.map(({ code, name, group, aliases }) => {
      const hazard = hazardOf(code, name, content.hazards);
      const own = content.templates.find((template) => template.hazard === (hazard?.slug ?? ''));
      return { code, name, group, aliases, template: own?.slug ?? GENERAL };
    }),
    templates: content.templates.map((template) => templateOf(template, content)),
    childrenOf: (adcode) => (children.get(adcode) ?? []).filter((child) => isServed(child.adcode)),
  };
}

/** The first things to do, from the hazard and its own guide, with everybody who said them. */
function templateOf({ slug, hazard: named, paragraphs }: WarningTemplate, content: Content): DeskTemplate {
  const hazard = content.hazards.find((one) => one.slug === named);
  // A guide that only comes near says the right thing for another hazard.
  const guide = content.guides.find((one) => one.slug === hazard?.guide && one.hazard === named);
  const steps = guide?.during.slice(0, SENTENCES_FROM_GUIDE) ?? [];
  const first = hazard?.firstInstruction;
  const cited = steps.flatMap(({ sources }) => guide?.sources.filter(({ id }) => sources.includes(id)) ?? []);
  const lines = [...(first == null ? [] : [first.text]), ...steps.map(({ text }) => text)];
  return {
    id: slug,
    description: paragraphs.join('\n'),
    instruction: [...new Set(lines)].join('\n'),
    sources: distinct([...(first?.sources ?? []), ...cited]),
  };
}

function distinct(sources: readonly Source[]): DeskTemplate['sources'] {
  const byTitle = new Map(
    sources.map(({ authority, title, date }) => [`${authority}\n${title}`, { authority, title, date }]),
  );
  return [...byTitle.values()];
}

function childrenIndex(gazetteer: Gazetteer): Map<Adcode, RegionName[]> {
  const places = new Map(
    gazetteer.names().flatMap((name) => gazetteer.named(name).map((r) => [r.adcode, r])),
  );
  const index = new Map<Adcode, RegionName[]>();
  for (const region of [...places.values()].sort((a, b) => (a.adcode < b.adcode ? -1 : 1))) {
    // 直辖县级 places have no prefecture in the table: they hang on the next one above that is there.
    let parent = parentOf(region.adcode);
    while (parent !== null && gazetteer.find(parent) === null) parent = parentOf(parent);
    if (parent !== null) index.set(parent, [...(index.get(parent) ?? []), region]);
  }
  return index;
}
