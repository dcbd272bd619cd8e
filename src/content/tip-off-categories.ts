import { parse } from 'yaml';
import * as z from 'zod';
import categoriesYaml from '../../content/tip-off/categories.yaml?raw';
import { TIP_OFF_KINDS, type TipOffKind } from '../domain/tip-off.ts';
import { faultsOf, faultText } from './fault.ts';
import { adcode } from './schemas/fields.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '只能用小写英文字母、数字和短横线');
const statement = z.strictObject({ text: z.string().min(1).max(60), sources: z.array(id).min(1) });

const schema = z
  .strictObject({
    sources: z.array(z.strictObject({ id, title: z.string().min(1).max(80) })).min(1),
    kinds: z
      .array(
        z.strictObject({
          id: z.enum(TIP_OFF_KINDS),
          name: z.string().min(1).max(12),
          lead: z.string().min(1).max(40),
          next: z.array(statement).min(1),
        }),
      )
      .length(TIP_OFF_KINDS.length),
    categories: z.array(
      z.strictObject({
        id,
        kind: z.enum(TIP_OFF_KINDS),
        name: z.string().min(1).max(16),
        /** Who is in charge by a law of the whole country; null: nothing was found, so nothing is said. */
        handler: statement.nullable().default(null),
        examples: z.array(statement).min(1),
      }),
    ),
    /** What a region has published itself; comes before the law of the whole country. */
    localHandlers: z.array(statement.extend({ adcode, category: id })).default([]),
  })
  .superRefine((document, context) => {
    const sources = new Set(document.sources.map((source) => source.id));
    const seen = new Set<string>();
    document.categories.forEach((category, at) => {
      if (seen.has(category.id))
        context.addIssue({ code: 'custom', path: ['categories', at, 'id'], message: '这个编号已经用过' });
      seen.add(category.id);
    });
    const named = [
      ...document.kinds.flatMap((kind, at) =>
        kind.next.map((one, i) => [one, ['kinds', at, 'next', i]] as const),
      ),
      ...document.categories.flatMap((category, at) =>
        category.examples.map((one, i) => [one, ['categories', at, 'examples', i]] as const),
      ),
      ...document.categories.flatMap(({ handler }, at) =>
        handler === null ? [] : [[handler, ['categories', at, 'handler']] as const],
      ),
      ...document.localHandlers.map((one, at) => [one, ['localHandlers', at]] as const),
    ];
    document.localHandlers.forEach(({ category }, at) => {
      if (!seen.has(category))
        context.addIssue({
          code: 'custom',
          path: ['localHandlers', at, 'category'],
          message: `没有这个类别：${category}`,
        });
    });
    for (const [one, path] of named)
      for (const source of one.sources)
        if (!sources.has(source))
          context.addIssue({
            code: 'custom',
            path: [...path, 'sources'],
            message: `没有这个依据：${source}`,
          });
  });

export type TipOffWording = z.infer<typeof schema>;

/** Checks the document; throws one Error that names every wrong field in Chinese, which stops the build. */
export function readTipOffWording(text: string): TipOffWording {
  const data: unknown = parse(text, { uniqueKeys: true });
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  throw new Error(faultsOf('tip-off/categories.yaml', schema, data, read.error).map(faultText).join('\n'));
}

const wording = readTipOffWording(categoriesYaml);

/** Kinds with their categories, in the document's order: what the form offers. */
export function listTipOffKinds(): readonly (TipOffWording['kinds'][number] & {
  categories: TipOffWording['categories'];
})[] {
  return wording.kinds.map((kind) => ({
    ...kind,
    categories: wording.categories.filter((category) => category.kind === kind.id),
  }));
}

/** Who handles what, where a region has said so itself. */
export function listLocalHandlers(): TipOffWording['localHandlers'] {
  return wording.localHandlers;
}

/** What happens after a tip-off of this kind was filed, each with the titles of what says so. */
export function nextSteps(kind: TipOffKind): readonly { text: string; basis: string }[] {
  const titles = new Map(wording.sources.map((source) => [source.id, source.title]));
  const steps = wording.kinds.find((candidate) => candidate.id === kind)?.next ?? [];
  return steps.map(({ text, sources }) => ({
    text,
    basis: sources.map((source) => titles.get(source) ?? '').join('；'),
  }));
}

/** All that the examples rest on, for the foot of the page. */
export function listTipOffSources(): readonly string[] {
  return wording.sources.map((source) => source.title);
}
