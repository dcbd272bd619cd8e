import * as z from 'zod';
import { adcode, hotlineId, line } from './fields.ts';

/** content/hotlines.yaml. Each number with where it was read: a wrong emergency number costs lives. */
export const hotlinesSchema = z.strictObject({
  hotlines: z
    .array(
      z.strictObject({
        id: hotlineId,
        label: line(16),
        purpose: line(60),
        isEmergency: z.boolean(),
        adcodes: z.array(adcode).min(1).nullable(),
        source: line(80),
        order: z.int().min(1).max(999),
      }),
    )
    .min(1),
});
