import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** A body once plain and, when it is text worth it, once in each coding that browsers take. */
export interface CompressedBody {
  plain: Uint8Array<ArrayBuffer>;
  br: Uint8Array<ArrayBuffer> | null;
  gzip: Uint8Array<ArrayBuffer> | null;
}

const WORTH_BYTES = 600;

function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/** `quality` 9 for files that are compressed once, 5 for pages that live five seconds. */
export async function compressed(bytes: Uint8Array, isText: boolean, quality = 9): Promise<CompressedBody> {
  if (!isText || bytes.byteLength < WORTH_BYTES) return { plain: owned(bytes), br: null, gzip: null };
  const [br, gz] = await Promise.all([
    brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    gzipped(bytes, { level: Math.min(quality, 9) }),
  ]);
  return { plain: owned(bytes), br: owned(br), gzip: owned(gz) };
}

export type Coding = 'br' | 'gzip';

/** A strong ETag names bytes, and the same text in another coding is other bytes. */
export const etagIn = (etag: string, coding: Coding | null): string =>
  coding === null ? etag : `${etag.slice(0, -1)}-${coding}"`;

/** Whether the client already has what `etag` names, in any coding: any of a list, weak or strong, or `*`. */
export function isKnown(ifNoneMatch: string | null | undefined, etag: string): boolean {
  if (ifNoneMatch === null || ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => {
    const bare = tag.trim().replace(/^W\//, '');
    return bare === '*' || bare.replace(/-(?:br|gzip)"$/, '"') === etag;
  });
}

/** The best coding that the client takes and the body has; null: as it is. */
export function codingFor(acceptEncoding: string | null | undefined, body: CompressedBody): Coding | null {
  if (body.br === null && body.gzip === null) return null;
  const accepted = acceptedCodings(acceptEncoding ?? '');
  return (['br', 'gzip'] as const).find((name) => body[name] !== null && accepted.has(name)) ?? null;
}

/** The answer in the best coding the client takes; 304 when it already has this ETag; no body for HEAD. */
export function negotiated(
  request: Request,
  body: CompressedBody,
  headers: Headers,
  status: number,
): Response {
  headers.set('vary', 'accept-encoding');
  const etag = headers.get('etag');
  const coding = codingFor(request.headers.get('accept-encoding'), body);
  if (etag !== null) headers.set('etag', etagIn(etag, coding));
  if (status === 200 && etag !== null && isKnown(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  const bytes = coding === null ? body.plain : (body[coding] ?? body.plain);
  if (coding !== null) headers.set('content-encoding', coding);
  headers.set('content-length', String(bytes.byteLength));
  return new Response(request.method === 'HEAD' ? null : bytes, { status, headers });
}

/** A page that is made for each request, in the best coding the client takes. */
export async function lighter(request: Request, page: Response): Promise<Response> {
  const isPage = page.headers.get('content-type')?.startsWith('text/html') === true;
  if (!isPage || page.status !== 200 || page.headers.has('content-encoding')) return page;
  const body = await compressed(new Uint8Array(await page.arrayBuffer()), true, 5);
  return negotiated(request, body, new Headers(page.headers), page.status);
}

/** Codings the client takes; `br;q=0` says that it does not. */
function acceptedCodings(header: string): Set<string> {
  const items = header.split(',').map((item) =>
    item
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  return new Set(
    items.flatMap(([name = '', quality = '']) => (/^q=0(?:\.0*)?$/.test(quality) ? [] : [name])),
  );
}
