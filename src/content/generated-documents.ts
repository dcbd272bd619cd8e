import type * as z from 'zod';
import { faultsOf, faultText } from './fault.ts';

/** What every document of contentlayer carries. */
interface Generated {
  _id: string;
}

/** The fields an author wrote, without those contentlayer adds to a document and to everything nested in it. */
function authored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(authored);
  if (typeof value !== 'object' || value === null) return value;
  const added = ['_id', '_raw', 'type', 'body'];
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (added.includes(key) ? [] : [[key, authored(inner)]])),
  );
}

/** A generated document, judged once more: pages get checked values, never what a cache happened to hold. */
export function documentOf<S extends z.ZodType>(schema: S, generated: Generated): z.output<S> {
  const data = authored(generated);
  const result = schema.safeParse(data);
  if (!result.success) {
    throw new Error(faultsOf(generated._id, schema, data, result.error).map(faultText).join('\n'));
  }
  return result.data;
}

/** The same with the slug, which is the file's name and stands in no field. */
export function documentsOf<S extends z.ZodType<object>>(
  schema: S,
  generated: readonly Generated[],
): readonly (z.output<S> & { slug: string })[] {
  return generated.map((one) => ({ ...documentOf(schema, one), slug: slugOf(one._id) }));
}

function slugOf(id: string): string {
  return id.replace(/^.*\//, '').replace(/\.yaml$/, '');
}
