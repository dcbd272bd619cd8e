import { getOnWire } from './http.ts';
import type { WireAnswer } from './http.ts';

/** An address found in a page: `from` the page, `to` the path (query included), `fragment` without `#`. */
export interface Link {
  from: string;
  to: string;
  fragment: string;
  /** What asked for it: an element's name, or `css` for url() in a style sheet. */
  element: string;
}

export interface Crawl {
  /** Every address of the site that was asked for, by path. */
  answers: ReadonlyMap<string, WireAnswer>;
  links: readonly Link[];
}

const tag = /<(a|area|link|img|script|source|iframe|form|video|audio|object|use|image)\b([^>]*)>/gi;
const address = /\s(?:href|src|action|data|poster|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const unescape = (text: string): string =>
  text
    .replace(/&amp;|&#38;/g, '&')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#39;/g, "'")
    .trim();

/** Every address of the same site that a page or style sheet names. */
export function linksOf(path: string, origin: string, text: string, isStyle = false): Link[] {
  const base = new URL(path, origin);
  const found: [string, string][] = isStyle
    ? [...text.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)].map((match) => ['css', match[1] ?? ''])
    : [...text.matchAll(tag)].flatMap(([, element = '', attributes = '']) =>
        [...attributes.matchAll(address)].map((match): [string, string] => [
          element.toLowerCase(),
          match[1] ?? match[2] ?? '',
        ]),
      );
  return found.flatMap(([element, written]) => {
    const url = URL.parse(unescape(written), base);
    if (!url || url.origin !== base.origin) return [];
    return [
      { from: path, to: url.pathname + url.search, fragment: decodeURIComponent(url.hash.slice(1)), element },
    ];
  });
}

/** Follows every link from the given paths until nothing new is found. Forms are followed only when they GET. */
export async function crawl(origin: string, start: readonly string[] = ['/']): Promise<Crawl> {
  const answers = new Map<string, WireAnswer>();
  const links: Link[] = [];
  let next = [...start];
  while (next.length > 0) {
    const batch = next.splice(0, 8);
    if (answers.size > 5000) throw new Error(`more than 5000 addresses; among the last is ${batch[0] ?? ''}`);
    const arrived = await Promise.all(batch.map((path) => getOnWire(origin + path)));
    for (const [index, answer] of arrived.entries()) {
      const path = batch[index] ?? '/';
      answers.set(path, answer);
      const found = linksIn(path, origin, answer);
      links.push(...found);
      next.push(...found.map(({ to }) => to));
    }
    next = [...new Set(next)].filter((path) => !answers.has(path));
  }
  return { answers, links };
}

function linksIn(path: string, origin: string, { headers, text }: WireAnswer): Link[] {
  const type = headers['content-type'] ?? '';
  if (headers.location) return linksOf(path, origin, `<a href="${headers.location}">`);
  if (type.startsWith('text/css')) return linksOf(path, origin, text, true);
  return type.startsWith('text/html') ? linksOf(path, origin, withoutPostForms(text)) : [];
}

/** One line for each address that did not answer with a success: where it leads and who links there. */
export function brokenLinks({ answers, links }: Crawl): string[] {
  const broken = links.filter(({ to }) => (answers.get(to)?.status ?? 0) >= 400);
  return [...Map.groupBy(broken, ({ to }) => to)].map(([to, from]) => {
    const more = from.length > 1 ? ` and ${from.length - 1} more` : '';
    return `${to} answers ${answers.get(to)?.status ?? 0}, linked from ${from[0]?.from ?? ''}${more}`;
  });
}

const withoutPostForms = (html: string): string =>
  html.replace(/<form\b(?=[^>]*\bmethod\s*=\s*["']?post)[^>]*>/gi, '');

export const pagesOf = ({ answers }: Crawl): WireAnswer[] =>
  [...answers.values()].filter(
    ({ status, headers }) => status === 200 && (headers['content-type'] ?? '').startsWith('text/html'),
  );

/**
 * Of pages that differ in words only (hundreds of townships), the first and the longest: a browser looks at those.
 * Two pages are of one shape when their tags and classes are the same, however often a thing is repeated.
 */
export function onePerShape(pages: readonly WireAnswer[]): WireAnswer[] {
  const shape = ({ text }: WireAnswer) =>
    [
      ...new Set(
        [...text.matchAll(/<([a-z][a-z0-9-]*)\b(?:[^>]*?\bclass="([^"]*)")?/g)].map(
          ([, element, classes]) => `${element}.${classes ?? ''}`,
        ),
      ),
    ]
      .sort()
      .join(' ');
  return [...Map.groupBy(pages, shape).values()].flatMap((alike) => {
    const longest = alike.toSorted((a, b) => b.text.length - a.text.length)[0];
    return [...new Set([alike[0], longest])].flatMap((page) => page ?? []);
  });
}
