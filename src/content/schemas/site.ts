import * as z from 'zod';
import { adcode, line } from './fields.ts';

/** content/site/site.yaml. */
export const siteSchema = z.strictObject({
  name: line(12),
  tagline: line(40),
  office: line(30),
  isOfficeNamed: z.boolean(),
  regions: z.array(adcode).min(1),
  demonstrationText: line(60),
  registrations: z.array(line(60)),
  otherWays: z.array(z.strictObject({ name: line(20), how: line(120) })).max(10),
  desk: z.strictObject({
    offices: z.array(line(30)).max(20),
    secondPersonLevels: z.array(z.enum(['red', 'orange', 'yellow', 'blue'])),
    approvers: z.array(z.enum(['duty-officer', 'alert-approver'])).min(1),
  }),
});

/** content/pages/<slug>.yaml. */
export const pageSchema = z.strictObject({
  title: line(24),
  summary: line(100),
  sections: z
    .array(z.strictObject({ heading: line(30), paragraphs: z.array(line(300)).min(1) }))
    .min(1)
    .max(20),
});
