import * as z from 'zod';
import { line, slug, source } from './fields.ts';

/** content/hazards/<slug>.yaml. */
export const hazardSchema = z.strictObject({
  name: line(16),
  icon: slug,
  guide: slug.nullable(),
  eventCodes: z.array(
    z.string().regex(/^[0-9]{2}[A-Z][0-9]{2}$/, { message: '事件代码是 5 位，例如 11A51' }),
  ),
  eventNames: z.array(line(20)),
  firstInstruction: z.strictObject({ text: line(40), sources: z.array(source).min(1) }).nullable(),
  order: z.int().min(1).max(999),
});
