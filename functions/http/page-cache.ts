import { createHash } from 'node:crypto';
import { compressed, negotiated, type CompressedBody } from './compression.ts';

/** Nothing cached lives longer than this, nor past the next moment a bulletin changes by itself. */
export const PAGE_TTL_MS = 5_000;
/** Enough for every region and every current bulletin of a prefecture; the oldest goes first. */
const MAX_PAGES = 600;

interface CachedPage {
  status: number;
  headers: [string, string][];
  body: CompressedBody;
  etag: string;
  goodUntil: number;
}

/** Holds rendered pages for seconds, so that a crowd costs one rendering. Dropped whole on every change. */
export class PageCache {
  readonly #pages = new Map<string, Promise<CachedPage>>();
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

  /** Answers from memory, or renders once for all who ask meanwhile. A failed rendering is not kept. */
  async answer(request: Request, key: string, render: () => Promise<Response>): Promise<Response> {
    let page = this.#pages.get(key);
    const known = page === undefined ? undefined : await page;
    if (page === undefined || known === undefined || known.goodUntil <= this.#now()) {
      page = this.#render(render);
      this.#pages.set(key, page);
      page.catch(() => this.#pages.delete(key));
      const oldest = this.#pages.size > MAX_PAGES ? this.#pages.keys().next().value : undefined;
      if (oldest !== undefined) this.#pages.delete(oldest);
    }
    const { status, headers, body, etag } = await page;
    const answerHeaders = new Headers(headers);
    answerHeaders.set('etag', etag);
    return negotiated(request, body, answerHeaders, status);
  }

  async #render(render: () => Promise<Response>): Promise<CachedPage> {
    const renderedAt = this.#now();
    const response = await render();
    const bytes = new Uint8Array(await response.arrayBuffer());
    const nextChange = await this.#nextChangeAt();
    return {
      status: response.status,
      headers: [...response.headers].filter(([name]) => name !== 'content-length'),
      body: await compressed(bytes, true, 5),
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      goodUntil: Math.min(renderedAt + PAGE_TTL_MS, nextChange ?? Number.POSITIVE_INFINITY),
    };
  }
}
