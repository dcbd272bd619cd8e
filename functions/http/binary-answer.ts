import { createHash } from 'node:crypto';

/**
 * A picture or a sound. Asked for anew each time and told apart by its bytes: a file in a chat or a player may be kept,
 * but never shown again without asking whether it still holds.
 */
export function binaryAnswer(
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
  fileName: string,
): Response {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'cache-control': 'no-cache' };
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.includes(etag) === true) return new Response(null, { status: 304, headers });
  return new Response(request.method === 'HEAD' ? null : bytes, {
    headers: {
      ...headers,
      'content-type': mediaType,
      'content-length': String(bytes.byteLength),
      'content-disposition': `inline; filename="${fileName}"`,
    },
  });
}
