import { createHash } from 'node:crypto';
import type { Result } from '../../src/domain/problem.ts';
import { problemResponse } from './problem-response.ts';

/** A drawing or a reading that has to wait, or failed, is worth another try after so long. */
const RETRY = { 'retry-after': '5' };

/**
 * A picture or a sound. Asked for anew each time and told apart by its bytes: a file in a chat or a player may be kept,
 * but never shown again without asking whether it still holds. What could not be made is a problem that says why.
 */
export function binaryAnswer(
  request: Request,
  made: Result<Uint8Array<ArrayBuffer>>,
  mediaType: string,
  fileName: string,
): Response {
  if (!made.ok)
    return problemResponse(made.problem, /-(?:busy|failed)$/.test(made.problem.word) ? RETRY : {});
  const bytes = made.value;
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
