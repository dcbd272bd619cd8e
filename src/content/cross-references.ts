import type { Guide } from '../domain/guide.ts';
import type { Adcode } from '../domain/region.ts';
import type { Content } from './content-types.ts';
import { fault, type ContentFault } from './fault.ts';

/** What a document says of another one, checked once all have been read. */
export function crossReferenceFaults(content: Content, places: ReadonlyMap<Adcode, string>): ContentFault[] {
  const faults: ContentFault[] = [];
  const guides = content.guides.map((guide) => guide.slug);
  const hazards = content.hazards.map((hazard) => hazard.slug);
  const numbers = content.hotlines.map((hotline) => hotline.id);
  const profiles = content.regions.map((region) => region.adcode);

  /** A value that must be one of a list; long lists are not printed whole. */
  const among = (file: string, field: string, value: string, list: readonly string[], message: string) => {
    if (!list.includes(value)) faults.push(fault(file, field, value, message, list.slice(0, 60)));
  };
  const known = (file: string, field: string, adcode: Adcode) => {
    if (!places.has(adcode))
      faults.push(fault(file, field, adcode, '没有这个区划代码，请对照 content/regions/divisions.json'));
  };
  const unique = (file: string, field: (at: number) => string, values: readonly string[]) => {
    values.forEach((value, at) => {
      if (values.indexOf(value) !== at) faults.push(fault(file, field(at), value, '重复了'));
    });
  };

  for (const guide of content.guides) {
    const file = `guides/${guide.slug}.yaml`;
    among(file, 'hazard', guide.hazard, hazards, '没有这个灾种');
    guide.related.forEach((slug, at) => among(file, `related[${at}]`, slug, guides, '没有这篇指南'));
    guide.hotlines.forEach((id, at) => among(file, `hotlines[${at}]`, id, numbers, '热线表里没有这个号码'));
    faults.push(...sourceFaults(file, guide));
    unique(
      file,
      (at) => `sources[${at}].id`,
      guide.sources.map((source) => source.id),
    );
    if (guide.reviewBy <= guide.reviewedOn)
      faults.push(fault(file, 'reviewBy', guide.reviewBy, '要晚于 reviewedOn'));
  }

  for (const { slug, hazard } of content.templates)
    if (hazard !== null) among(`templates/${slug}.yaml`, 'hazard', hazard, hazards, '没有这个灾种');

  const codes = content.hazards.flatMap((hazard) =>
    hazard.eventCodes.map((code) => ({ code, slug: hazard.slug })),
  );
  for (const hazard of content.hazards) {
    const file = `hazards/${hazard.slug}.yaml`;
    if (hazard.guide !== null) among(file, 'guide', hazard.guide, guides, '没有这篇指南');
    hazard.eventCodes.forEach((code, at) => {
      const first = codes.find((other) => other.code === code);
      if (first?.slug !== hazard.slug)
        faults.push(fault(file, `eventCodes[${at}]`, code, `已经属于 content/hazards/${first?.slug}.yaml`));
    });
  }

  for (const region of content.regions) {
    const file = `regions/${region.adcode}.yaml`;
    known(file, 'adcode', region.adcode);
    region.parents.forEach((parent, at) => known(file, `parents[${at}].adcode`, parent.adcode));
    region.hazards.forEach((named, at) =>
      among(file, `hazards[${at}].hazard`, named.hazard, hazards, '没有这个灾种'),
    );
    region.plans.forEach((plan, at) => {
      if (plan.toYear < plan.fromYear)
        faults.push(fault(file, `plans[${at}].toYear`, plan.toYear, '不能早于 fromYear'));
    });
    const titles = region.plans.map((plan) => plan.title);
    region.hazards.forEach((named, at) =>
      among(file, `hazards[${at}].source`, named.source, titles, '不是本地区 plans 里的规划'),
    );
    region.bodies.forEach((body, at) =>
      among(file, `bodies[${at}].source`, body.source, titles, '不是本地区 plans 里的规划'),
    );
    const { minLat, maxLat, minLon, maxLon } = region.extent;
    if (minLat >= maxLat) faults.push(fault(file, 'extent.maxLat', maxLat, '要大于 minLat'));
    if (minLon >= maxLon) faults.push(fault(file, 'extent.maxLon', maxLon, '要大于 minLon'));
  }

  content.hotlines.forEach((hotline, at) => {
    hotline.adcodes?.forEach((adcode, inner) =>
      known('hotlines.yaml', `hotlines[${at}].adcodes[${inner}]`, adcode),
    );
  });
  unique('hotlines.yaml', (at) => `hotlines[${at}].id`, numbers);

  const kitFile = 'kits/household.yaml';
  const kitSources = content.kit.sources.map((source) => source.id);
  const cited = (field: string, ids: readonly string[]) =>
    ids.forEach((id, at) => among(kitFile, `${field}[${at}]`, id, kitSources, '没有这个来源'));
  unique(
    kitFile,
    (at) => `items[${at}].id`,
    content.kit.items.map((item) => item.id),
  );
  unique(kitFile, (at) => `sources[${at}].id`, kitSources);
  content.kit.items.forEach((item, at) => {
    cited(`items[${at}].sources`, item.sources);
    if (item.quantity !== null) cited(`items[${at}].quantity.sources`, item.quantity.sources);
  });
  content.kit.remove.forEach((removed, at) =>
    among(kitFile, `remove[${at}].source`, removed.source, kitSources, '没有这个来源'),
  );

  content.site.regions.forEach((adcode, at) =>
    among('site/site.yaml', `regions[${at}]`, adcode, profiles, '没有这个地区的档案'),
  );
  return faults;
}

/** A statement that cites a source its own document does not list. */
function sourceFaults(file: string, guide: Guide): ContentFault[] {
  const ids = guide.sources.map((source) => source.id);
  return (['before', 'during', 'after', 'do', 'dont', 'myths'] as const).flatMap((part) =>
    guide[part].flatMap((statement, at) =>
      statement.sources.flatMap((id, inner) =>
        ids.includes(id) ? [] : [fault(file, `${part}[${at}].sources[${inner}]`, id, '没有这个来源', ids)],
      ),
    ),
  );
}
