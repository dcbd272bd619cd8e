import * as z from 'zod';
import { KIT_CATEGORIES, KIT_GROUPS, KIT_TIERS } from '../../domain/kit-item.ts';
import { line, slug, source } from './fields.ts';

const sourceIds = z.array(slug).min(1);

/** content/kits/household.yaml. */
export const kitSchema = z.strictObject({
  sources: z.array(source.extend({ id: slug, place: z.enum(['中国', '日本', '美国']) })).min(1),
  items: z
    .array(
      z.strictObject({
        id: slug,
        name: line(30),
        category: z.enum(KIT_CATEGORIES),
        tier: z.enum(KIT_TIERS),
        forWhom: z.array(z.enum(KIT_GROUPS)).min(1),
        quantity: z
          .strictObject({
            amount: z.number().positive().max(100),
            unit: line(8),
            per: z.enum(['person', 'member', 'household']),
            isPerDay: z.boolean(),
            sources: sourceIds,
          })
          .nullable(),
        shelfLifeMonths: z.int().min(1).max(240).nullable(),
        note: line(100).nullable(),
        sources: sourceIds,
      }),
    )
    .min(1),
  remove: z.array(z.strictObject({ name: line(20), why: line(60), source: slug })),
  checkEveryMonths: z.int().min(1).max(12),
  storage: z.array(line(60)),
});
