import { createHash } from 'node:crypto';
import { compressed, negotiated } from './compression.ts';
import { freshnessRule, type HeldAnswer } from './held-answer.ts';

/**
 * No page lives longer than this, nor past the next moment a bulletin changes by itself; what it was made from may be
 * a second old, which makes five in all.
 */
export const PAGE_TTL_MS = 4_000;
/** Enough for every region and every current bulletin of a prefecture; the oldest goes first. */
const MAX_PAGES = 600;

interface CachedPage {
  rendering: Promise<HeldAnswer>;
  /** Null while it is being rendered: whoever asks meanwhile gets that rendering, however long it takes. */
  ready: HeldAnswer | null;
}

export interface PageCacheParts {
  /** Epoch ms. */
  now(): number;
  /** Epoch ms of the next expiry, so that no copy outlives a bulletin. */
  nextChangeAt(): Promise<number | null>;
  /** Whether the database stands behind what is rendered now. */
  isConfirmed(): boolean;
  /** Puts on what nothing may lack (security headers), once, before the answer is held. */
  finish(headers: Headers): void;
}

/** Holds rendered answers for seconds, so that a crowd costs one rendering. Dropped whole on every change. */
export class PageCache {
  readonly #pages = new Map<string, CachedPage>();
  readonly #parts: PageCacheParts;

  constructor(parts: PageCacheParts) {
    this.#parts = parts;
  }

  drop(): void {
    this.#pages.clear();
  }

  /** What can be answered at once, without rendering anything; null when there is nothing fresh. */
  held(key: string, now = this.#parts.now()): HeldAnswer | null {
    const ready = this.#pages.get(key)?.ready;
    return ready !== null && ready !== undefined && now < ready.goodUntil ? ready : null;
  }

  /** Answers from memory, or renders once for all who ask meanwhile. Only a page that succeeded is kept. */
  async answer(request: Request, key: string, render: () => Promise<Response>): Promise<Response> {
    let page = this.#pages.get(key);
    if (page === undefined || (page.ready !== null && page.ready.goodUntil <= this.#parts.now()))
      page = this.#start(key, render);
    const held = await page.rendering;
    const headers = new Headers(held.headers.map(([name, value]): [string, string] => [name, value]));
    headers.set('etag', held.etag);
    if (!headers.has('cache-control')) headers.set('cache-control', freshnessRule(held, this.#parts.now()));
    if (held.status === 200) return negotiated(request, held.body, headers, held.status);
    headers.delete('etag');
    return new Response(held.body.plain.byteLength === 0 ? null : held.body.plain, {
      status: held.status,
      headers,
    });
  }

  #start(key: string, render: () => Promise<Response>): CachedPage {
    const page: CachedPage = { rendering: this.#render(render), ready: null };
    // Last in the order of leaving: a page that is asked for again and again outlives a flood of others.
    this.#pages.delete(key);
    this.#pages.set(key, page);
    const oldest = this.#pages.size > MAX_PAGES ? this.#pages.keys().next().value : undefined;
    if (oldest !== undefined) this.#pages.delete(oldest);
    const forget = (): void => {
      if (this.#pages.get(key) === page) this.#pages.delete(key);
    };
    page.rendering.then((held) => {
      page.ready = held;
      // Neither an error nor one of endless addresses that are nobody's page is worth a place; pictures are too
      // large for it; and what its maker forbids to keep is not kept here either.
      if (held.status !== 200 || !isText(held.headers) || ruleOf(held.headers) !== undefined) forget();
    }, forget);
    return page;
  }

  async #render(render: () => Promise<Response>): Promise<HeldAnswer> {
    // Both before rendering: what expires meanwhile makes the copy old at once.
    const renderedAt = this.#parts.now();
    const changesAt = await this.#parts.nextChangeAt();
    const response = await render();
    const bytes = new Uint8Array(await response.arrayBuffer());
    const headers = new Headers(response.headers);
    headers.delete('content-length');
    const isForbidden = /\b(no-store|private)\b/.test(headers.get('cache-control') ?? '');
    const own = isForbidden || response.status !== 200 ? headers.get('cache-control') : null;
    this.#parts.finish(headers);
    // How long it may be kept is ours to say: the moment it is given is not known yet. What failed is never kept.
    headers.delete('cache-control');
    if (own !== null || response.status !== 200) headers.set('cache-control', own ?? 'no-store');
    return {
      status: response.status,
      headers: [...headers],
      body: await compressed(bytes, isText([...headers]), 5),
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      goodUntil: Math.min(renderedAt + PAGE_TTL_MS, changesAt ?? Number.POSITIVE_INFINITY),
      changesAt,
      isConfirmed: this.#parts.isConfirmed(),
    };
  }
}

const valueOf = (headers: HeldAnswer['headers'], wanted: string): string | undefined =>
  headers.find(([name]) => name === wanted)?.[1];
const ruleOf = (headers: HeldAnswer['headers']): string | undefined => valueOf(headers, 'cache-control');
const isText = (headers: HeldAnswer['headers']): boolean =>
  /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b)/.test(valueOf(headers, 'content-type') ?? '');
