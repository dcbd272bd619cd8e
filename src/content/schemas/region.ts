import * as z from 'zod';
import { adcode, day, line, slug } from './fields.ts';

const year = z.int().min(2000).max(2100);
/** A tenth of a degree at most: the extent is an approximation and must not look like a survey. */
const degrees = (limit: number) => z.number().min(-limit).max(limit).multipleOf(0.1);

/** content/regions/<adcode>.yaml. */
export const regionSchema = z.strictObject({
  adcode,
  names: z.strictObject({ full: line(40), short: line(12), official: line(40) }),
  tiers: z.array(line(20)).min(2).max(5),
  parents: z.array(z.strictObject({ adcode, name: line(30) })).min(1),
  plans: z
    .array(
      z.strictObject({
        title: line(60),
        fromYear: year,
        toYear: year,
        issuer: line(40).nullable(),
        issuedOn: day.nullable(),
      }),
    )
    .min(1),
  bodies: z.array(z.strictObject({ name: line(40), role: line(60), source: line(60) })),
  coverage: z.array(z.strictObject({ words: line(40), target: line(12), source: line(60) })),
  hazards: z.array(z.strictObject({ hazard: slug, words: line(80), source: line(60) })).min(1),
  extent: z.strictObject({
    minLat: degrees(90),
    maxLat: degrees(90),
    minLon: degrees(180),
    maxLon: degrees(180),
    source: line(120),
  }),
});
