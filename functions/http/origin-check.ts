import { failed, type Problem } from '../../src/domain/problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses unsafe requests that a browser sends from another site. Requests without Origin and without
 * Sec-Fetch-Site (the command line, other servers) pass: they carry no visitor's cookies.
 */
export function originProblem(request: Request, ownOrigins: readonly string[]): Problem | null {
  if (SAFE.has(request.method)) return null;
  // No form of ours says one method and means another; whoever does wants to get past a rule about the first.
  if (request.headers.has('x-http-method-override')) return failed('origin-not-allowed').problem;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return failed('origin-not-allowed').problem;
  // No page can forge this header; with a strict referrer policy the same browser says `Origin: null`.
  if (site === 'same-origin') return null;
  const origin = request.headers.get('origin');
  if (origin === null) return null;
  const host = request.headers.get('host');
  const isOwn = ownOrigins.includes(origin) || (host !== null && hostOf(origin) === host);
  return isOwn ? null : failed('origin-not-allowed').problem;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
