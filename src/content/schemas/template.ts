import * as z from 'zod';
import { line, slug } from './fields.ts';

/** content/templates/<slug>.yaml: the words a warning begins with; `〔…〕` is what the officer fills in. */
export const templateSchema = z.strictObject({
  /** Null: for every hazard without a template of its own. */
  hazard: slug.nullable(),
  paragraphs: z.array(line(200)).min(1).max(8),
});
