import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { TIP_OFF_KINDS, type TipOffKind } from '../../src/domain/tip-off.ts';

/** Only what the server needs; the build has checked the whole document (src/content/tip-off-categories.ts). */
const schema = z.object({
  categories: z.array(z.object({ id: z.string().min(1), kind: z.enum(TIP_OFF_KINDS) })).min(1),
});

/** Which categories a tip-off may name and the kind of each, from `content/tip-off/categories.yaml`. Throws when unreadable. */
export async function readTipOffCategories(file: URL | string): Promise<ReadonlyMap<string, TipOffKind>> {
  const { categories } = schema.parse(parse(await readFile(file, 'utf8')));
  return new Map(categories.map(({ id, kind }) => [id, kind]));
}
