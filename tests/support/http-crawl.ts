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
  const waiting = [...start];
  while (waiting.length > 0) {
    const path = waiting.pop() ?? '/';
    if (answers.has(path)) continue;
    if (answers.size > 5000) throw new Error(`more than 5000 addresses; the last was ${path}`);
    const answer = await getOnWire(origin + path);
    answers.set(path, answer);
    const type = answer.headers['content-type'] ?? '';
    if (answer.headers.location)
      waiting.push(...linksOf(path, origin, `<a href="${answer.headers.location}">`).map(({ to }) => to));
    if (!/^text\/(html|css)/.test(type)) continue;
    const found = linksOf(path, origin, withoutPostForms(answer.text), type.startsWith('text/css'));
    links.push(...found);
    waiting.push(...found.map(({ to }) => to));
  }
  return { answers, links };
}

const withoutPostForms = (html: string): string =>
  html.replace(/<form\b(?=[^>]*\bmethod\s*=\s*["']?post)[^>]*>/gi, '');

export const pagesOf = ({ answers }: Crawl): WireAnswer[] =>
  [...answers.values()].filter(
    ({ status, headers }) => status === 200 && (headers['content-type'] ?? '').startsWith('text/html'),
  );
