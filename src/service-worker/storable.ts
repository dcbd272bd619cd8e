/** What may enter a cache. One rule for every way in, so that no route can forget it. */

/** A tip-off's status, staff pages and answers of functions: shown, never kept on a phone that others may hold. */
const NEVER = /^\/(report\/status|staff|api)(\/|$)/;

export function isNeverStored(pathname: string): boolean {
  return NEVER.test(decodedPath(pathname));
}

/** `/report/%73tatus/` is the same page to a server as `/report/status/`. A path that cannot be decoded counts as forbidden. */
function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
      .replace(/\/{2,}/g, '/')
      .toLowerCase();
  } catch {
    return '/api/';
  }
}

/** A whole, successful answer of our own site to a plain reading request, which its sender did not forbid to keep. */
export function mayStore(request: Request, response: Response, ownOrigin: string): boolean {
  const url = new URL(request.url);
  const rule = response.headers.get('cache-control') ?? '';
  return (
    request.method === 'GET' &&
    url.origin === ownOrigin &&
    !isNeverStored(url.pathname) &&
    response.status === 200 &&
    response.type !== 'opaque' &&
    !response.redirected &&
    !/\b(no-store|private)\b/i.test(rule)
  );
}
