import { failed, ok, type Result } from '../../src/domain/problem.ts';

/** Reads at most `maxBytes`; stops reading at once when there is more, whatever Content-Length says. */
export async function readBody(request: Request, maxBytes: number): Promise<Result<Uint8Array>> {
  const declared = Number(request.headers.get('content-length') ?? '0');
  if (declared > maxBytes) return failed('request-too-large', undefined, limitText(maxBytes));
  if (request.body === null) return ok(new Uint8Array());
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) return failed('request-too-large', undefined, limitText(maxBytes));
      chunks.push(chunk);
    }
  } catch {
    // Nothing but the connection can fail here: the sender hung up half way, and nobody waits for the answer.
    return failed('form-invalid');
  }
  return ok(Buffer.concat(chunks));
}

/** A JSON body, or a problem. Lone surrogates and NUL are refused here once for all routes. */
export async function readJson(request: Request, maxBytes: number): Promise<Result<unknown>> {
  const body = await readBody(request, maxBytes);
  if (!body.ok) return body;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body.value);
    const value: unknown = JSON.parse(text);
    return isWellFormed(value) ? ok(value) : failed('text-invalid');
  } catch {
    return failed('json-invalid');
  }
}

/**
 * Whether every string in a JSON value is well-formed Unicode without NUL (PostgreSQL stores neither). A list of what
 * is left instead of recursion: a body of ten thousand brackets must not overflow the stack.
 */
export function isWellFormed(value: unknown): boolean {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string') {
      if (!next.isWellFormed() || next.includes('\0')) return false;
    } else if (typeof next === 'object' && next !== null) {
      // One by one: spreading a long list into a call would overflow the stack just the same.
      for (const [key, inner] of Object.entries(next)) left.push(key, inner);
    }
  }
  return true;
}

function limitText(maxBytes: number): string {
  return maxBytes >= 1_048_576
    ? `最多 ${Math.floor(maxBytes / 1_048_576)} MB`
    : `最多 ${Math.floor(maxBytes / 1024)} KB`;
}
