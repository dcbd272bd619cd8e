import { getOnWire } from '../support/http.ts';

/** Compressed bytes of one page's parts. */
export interface PageWeight {
  path: string;
  html: number;
  css: number;
  /** Scripts that load with the page, with everything they import statically. */
  js: number;
  /** HTML, CSS and JS together. */
  total: number;
}

const bodies = new Map<string, Promise<{ bytes: number; text: string }>>();

function load(url: string): Promise<{ bytes: number; text: string }> {
  const known = bodies.get(url);
  if (known) return known;
  const loading = getOnWire(url).then(({ status, bodyBytes, text }) => {
    if (status !== 200) throw new Error(`${url} answered ${status}`);
    return { bytes: bodyBytes, text };
  });
  bodies.set(url, loading);
  return loading;
}

/** Weighs HTML, style sheets and scripts before any island; what `import()` fetches later does not count. */
export async function weigh(origin: string, path: string): Promise<PageWeight> {
  const { bodyBytes: html, text, status } = await getOnWire(origin + path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  const styles = [...text.matchAll(/<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"]+)"/g)].map(
    ([, href]) => href ?? '',
  );
  const scripts = [...text.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, src]) => src ?? '');
  const css = await sum(styles.map((href) => new URL(href, origin + path).href));
  const js = await sum(await withImports(scripts.map((src) => new URL(src, origin + path).href)));
  return { path, html, css, js, total: html + css + js };
}

async function sum(urls: readonly string[]): Promise<number> {
  const sizes = await Promise.all([...new Set(urls)].map((url) => load(url)));
  return sizes.reduce((total, { bytes }) => total + bytes, 0);
}

async function withImports(urls: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const waiting = [...urls];
  while (waiting.length > 0) {
    const url = waiting.pop() ?? '';
    if (found.has(url)) continue;
    found.add(url);
    const { text } = await load(url);
    for (const [, specifier = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["']([./][^"']+)["']/g)) {
      waiting.push(new URL(specifier, url).href);
    }
  }
  return [...found];
}

export const describeWeight = ({ path, html, css, js, total }: PageWeight): string =>
  `${path}: ${total} bytes (HTML ${html}, CSS ${css}, JS ${js})`;
