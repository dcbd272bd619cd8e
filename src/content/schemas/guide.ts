import * as z from 'zod';
import { day, hotlineId, line, slug, source } from './fields.ts';

const sourceIds = z.array(slug).min(1);
const statement = z.strictObject({ text: line(60), sources: sourceIds });

/** content/guides/<slug>.yaml. Ids of sources are checked within the file, slugs and hotlines against the others. */
export const guideSchema = z.strictObject({
  name: line(16),
  hazard: slug,
  rule: line(32),
  summary: line(80),
  questions: z.array(line(40)).min(4).max(8),
  keywords: z.array(line(16)).min(1).max(40),
  before: z.array(statement).max(12),
  during: z.array(statement).min(1).max(12),
  after: z.array(statement).max(12),
  do: z.array(statement).min(1).max(12),
  dont: z.array(statement).min(1).max(12),
  myths: z.array(z.strictObject({ myth: line(60), truth: line(80), sources: sourceIds })).max(8),
  hotlines: z.array(hotlineId).min(1).max(6),
  sources: z.array(source.extend({ id: slug })).min(1),
  reviewedOn: day,
  reviewBy: day,
  related: z.array(slug).max(6),
});
