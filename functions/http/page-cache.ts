import { createHash } from 'node:crypto';
import { compressed, negotiated, type CompressedBody } from './compression.ts';

/** Nothing cached lives longer than this, nor past the next moment a bulletin changes by itself. */
export const PAGE_TTL_MS = 5_000;
/** Enough for every region and every current bulletin of a prefecture; the oldest goes first. */
const MAX_PAGES = 600;

interface RenderedPage {
  status: number;
  headers: [string, string][];
  body: CompressedBody;
  etag: string;
  goodUntil: number;
}

interface CachedPage {
  rendering: Promise<RenderedPage>;
  /** Null while it is being rendered: whoever asks meanwhile gets that rendering, however long it takes. */
  goodUntil: number | null;
}

/** Holds rendered pages for seconds, so that a crowd costs one rendering. Dropped whole on every change. */
export class PageCache {
  readonly #pages = new Map<string, CachedPage>();
  readonly #now: () => number;
  readonly #nextChangeAt: () => Promise<number | null>;

  /** `nextChangeAt`: epoch ms of the next expiry, so that no copy outlives a bulletin. */
  constructor(now: () => number, nextChangeAt: () => Promise<number | null>) {
    this.#now = now;
    this.#nextChangeAt = nextChangeAt;
  }

  drop(): void {
    this.#pages.clear();
  }

  /** Answers from memory, or renders once for all who ask meanwhile. Only a page that succeeded is kept. */
  async answer(request: Request, key: string, render: () => Promise<Response>): Promise<Response> {
    let page = this.#pages.get(key);
    if (page === undefined || (page.goodUntil !== null && page.goodUntil <= this.#now()))
      page = this.#start(key, render);
    const { status, headers, body, etag } = await page.rendering;
    const answerHeaders = new Headers(headers);
    answerHeaders.set('etag', etag);
    return negotiated(request, body, answerHeaders, status);
  }

  #start(key: string, render: () => Promise<Response>): CachedPage {
    const page: CachedPage = { rendering: this.#render(render), goodUntil: null };
    // Last in the order of leaving: a page that is asked for again and again outlives a flood of others.
    this.#pages.delete(key);
    this.#pages.set(key, page);
    const oldest = this.#pages.size > MAX_PAGES ? this.#pages.keys().next().value : undefined;
    if (oldest !== undefined) this.#pages.delete(oldest);
    const forget = (): void => {
      if (this.#pages.get(key) === page) this.#pages.delete(key);
    };
    page.rendering.then(({ status, goodUntil }) => {
      page.goodUntil = goodUntil;
      // Neither an error nor one of endless addresses that are nobody's page is worth a place.
      if (status !== 200) forget();
    }, forget);
    return page;
  }

  async #render(render: () => Promise<Response>): Promise<RenderedPage> {
    // Both before rendering: what expires meanwhile makes the copy old at once.
    const renderedAt = this.#now();
    const nextChange = await this.#nextChangeAt();
    const response = await render();
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      headers: [...response.headers].filter(([name]) => name !== 'content-length'),
      body: await compressed(bytes, true, 5),
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      goodUntil: Math.min(renderedAt + PAGE_TTL_MS, nextChange ?? Number.POSITIVE_INFINITY),
    };
  }
}
