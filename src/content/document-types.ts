import type * as z from 'zod';
import { guideSchema } from './schemas/guide.ts';
import { hazardSchema } from './schemas/hazard.ts';
import { hotlinesSchema } from './schemas/hotlines.ts';
import { kitSchema } from './schemas/kit.ts';
import { regionSchema } from './schemas/region.ts';
import { pageSchema, siteSchema } from './schemas/site.ts';
import { templateSchema } from './schemas/template.ts';

/**
 * Every kind of document the pipeline reads, with its one place in the content folder and its schema.
 * A folder named here holds nothing else (`besides` lists what other rooms keep there).
 */
export const DOCUMENT_TYPES = {
  guide: { name: 'Guide', folder: 'guides', besides: [], schema: guideSchema },
  hazard: { name: 'Hazard', folder: 'hazards', besides: [], schema: hazardSchema },
  region: { name: 'RegionProfile', folder: 'regions', besides: ['divisions.json'], schema: regionSchema },
  page: { name: 'PageText', folder: 'pages', besides: [], schema: pageSchema },
  template: { name: 'WarningTemplate', folder: 'templates', besides: [], schema: templateSchema },
} as const satisfies Record<string, FolderType>;

/** Documents there is exactly one of. */
export const SINGLE_DOCUMENTS = {
  hotlines: { name: 'HotlineList', file: 'hotlines.yaml', schema: hotlinesSchema },
  kit: { name: 'KitAdvice', file: 'kits/household.yaml', schema: kitSchema },
  site: { name: 'SiteSettings', file: 'site/site.yaml', schema: siteSchema },
} as const satisfies Record<string, SingleType>;

interface FolderType {
  name: string;
  folder: string;
  besides: readonly string[];
  schema: z.ZodType;
}
interface SingleType {
  name: string;
  file: string;
  schema: z.ZodType;
}

/** The top-level places of the content folder that belong to the pipeline; others' are left alone. */
export const PIPELINE_PLACES: readonly string[] = [
  ...Object.values(DOCUMENT_TYPES).map((type) => type.folder),
  ...Object.values(SINGLE_DOCUMENTS).map((type) => type.file.split('/')[0] ?? type.file),
];
