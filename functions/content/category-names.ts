import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Category of a tip-off → its Chinese name. The build judges the document; here only names are taken from it. */
export function readCategoryNames(): ReadonlyMap<string, string> {
  const file = new URL('../../content/tip-off/categories.yaml', import.meta.url);
  const document = parse(readFileSync(file, 'utf8')) as { categories: { id: string; name: string }[] };
  return new Map(document.categories.map(({ id, name }) => [id, name]));
}
