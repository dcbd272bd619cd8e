import type * as z from 'zod';
import { isPastReview } from '../domain/guide.ts';
import type { Content } from './content-types.ts';
import { crossReferenceFaults } from './cross-references.ts';
import { DOCUMENT_TYPES, SINGLE_DOCUMENTS } from './document-types.ts';
import { fault, faultsOf, type ContentFault } from './fault.ts';
import { readFolder, readPlaces, readYaml } from './read-raw.ts';

export interface Verdict {
  /** Any of these stops the build. */
  errors: readonly ContentFault[];
  /** Said, and the build goes on: a guide past its review date still helps more than none. */
  warnings: readonly ContentFault[];
  /** Null when anything is wrong. */
  content: Content | null;
  /** How many documents were read, for comparison with what contentlayer made of them. */
  documentCount: number;
}

/**
 * Reads every document below `root` from its file, not through contentlayer, which skips what it cannot read and
 * passes wrong enums. Collects all errors instead of stopping at the first: an editor fixes them in one go.
 * `today` is a calendar day in Beijing, `YYYY-MM-DD`.
 */
export function verifyContent(root: string, today: string): Verdict {
  const errors: ContentFault[] = [];
  let documentCount = 0;

  function parsed<S extends z.ZodType>(file: string, schema: S, data: unknown): z.output<S> | null {
    if (data === null) return null;
    documentCount += 1;
    const result = schema.safeParse(data);
    if (result.success) return result.data;
    errors.push(...faultsOf(file, schema, data, result.error));
    return null;
  }
  const folder = <S extends z.ZodType>(type: { folder: string; besides: readonly string[]; schema: S }) =>
    readFolder(root, type.folder, type.besides, errors).flatMap(({ file, slug, data }) => {
      const value = parsed(file, type.schema, data);
      return value === null ? [] : [{ slug, value }];
    });
  const single = <S extends z.ZodType>(type: { file: string; schema: S }) =>
    parsed(type.file, type.schema, readYaml(root, type.file, errors));

  const places = readPlaces(root, errors);
  const regions = folder(DOCUMENT_TYPES.region);
  for (const { slug, value } of regions) {
    const file = `regions/${slug}.yaml`;
    if (slug !== value.adcode) errors.push(fault(file, 'adcode', value.adcode, `要与文件名 ${slug} 相同`));
  }
  const parts = {
    guides: folder(DOCUMENT_TYPES.guide).map(({ slug, value }) => ({ slug, ...value })),
    hazards: folder(DOCUMENT_TYPES.hazard).map(({ slug, value }) => ({ slug, ...value })),
    pages: folder(DOCUMENT_TYPES.page).map(({ slug, value }) => ({ slug, ...value })),
    templates: folder(DOCUMENT_TYPES.template).map(({ slug, value }) => ({ slug, ...value })),
    regions: regions.map(({ value }) => value),
    hotlines: single(SINGLE_DOCUMENTS.hotlines)?.hotlines,
    kit: single(SINGLE_DOCUMENTS.kit),
    site: single(SINGLE_DOCUMENTS.site),
  };
  const { hotlines, kit, site } = parts;
  const warnings = parts.guides
    .filter((guide) => isPastReview(guide, today))
    .map((guide) =>
      fault(`guides/${guide.slug}.yaml`, 'reviewBy', guide.reviewBy, '已过复查日期，请核对内容'),
    );
  // References into a document that could not be read would only repeat its error under other names.
  if (errors.length > 0 || hotlines === undefined || kit === null || site === null) {
    return { errors, warnings, content: null, documentCount };
  }
  const content: Content = { ...parts, hotlines, kit, site };
  errors.push(...crossReferenceFaults(content, places));
  return { errors, warnings, content: errors.length > 0 ? null : content, documentCount };
}
