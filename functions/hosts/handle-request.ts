import type { Portal } from '../../src/domain/portal.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { TipOffDesk } from '../../src/domain/tip-off-desk.ts';
import { failed } from '../../src/domain/problem.ts';
import type { PageCache } from '../http/page-cache.ts';
import { originProblem } from '../http/origin-check.ts';
import { problemResponse } from '../http/problem-response.ts';
import {
  BARE_POLICY,
  FRAME_POLICY,
  SCRIPT_POLICY,
  SECURITY_HEADERS,
  STRICT_TRANSPORT,
} from '../http/security-headers.ts';
import type { StaticFiles } from '../http/static-files.ts';

export interface HostParts {
  files: StaticFiles;
  /** Astro's on-demand pages; null when no such route exists. */
  render(request: Request, locals: App.Locals): Promise<Response | null>;
  /** The functions: API, feeds, forms. Answers 404 with `x-anlan-next` when it has no such route. */
  functions(request: Request, clientAddress: string): Promise<Response | null>;
  portal: Portal;
  tipOffDeskFor(clientAddress: string): TipOffDesk;
  staffOf(request: Request): Promise<StaffMember | null>;
  pages: PageCache;
  ownOrigins: readonly string[];
  /** Tells a lost database from a bug of ours, after something was thrown. */
  isDatabaseUp(): Promise<boolean>;
  report(error: unknown, request: Request): void;
}

/** Pages that show the same to everyone and may be held for seconds. Everything else is rendered each time. */
const HELD = /^\/(?:$|alerts\/|now\/|shelters\/)/;
/** Of those, the only one that reads its query; links shared in chats bring queries of their own (`?from=…`). */
const READS_QUERY = '/alerts/';
/** The bureau's own pages: the only ones that know who asks, and never held or stored anywhere. */
const STAFF = /^\/staff(?:\/|$)/;

/** The whole host as a function: file, function or page, and the headers that nothing may lack. */
export async function handleRequest(
  parts: HostParts,
  request: Request,
  clientAddress: string,
): Promise<Response> {
  let response: Response;
  try {
    response = await route(parts, request, clientAddress);
  } catch (error) {
    parts.report(error, request);
    const problem = failed((await parts.isDatabaseUp()) ? 'server-error' : 'database-unavailable').problem;
    response = problemResponse(problem, { 'retry-after': '5' });
  }
  return withHeaders(response, request);
}

async function route(parts: HostParts, request: Request, clientAddress: string): Promise<Response> {
  const url = new URL(request.url);
  const path = decodedPath(url.pathname);
  if (path === null) return notFound(parts, request);
  const refusal = originProblem(request, parts.ownOrigins);
  if (refusal !== null) return problemResponse(refusal);

  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (isReading && parts.files.has(path)) {
    const file = await parts.files.serve(request, path);
    if (file !== null) return file;
  }
  const answered = await parts.functions(request, clientAddress);
  if (answered !== null) return answered;
  if (isReading && parts.files.has(`${path}/`)) return redirect(url);
  return page(parts, request, clientAddress, path, url);
}

async function page(
  parts: HostParts,
  request: Request,
  clientAddress: string,
  path: string,
  url: URL,
): Promise<Response> {
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  // Pages are read, and two take forms; a page rendered in answer to DELETE would look as if it had been done.
  if (!isReading && request.method !== 'POST')
    return problemResponse(failed('method-not-allowed').problem, { allow: 'GET, HEAD, POST' });
  const locals = {
    portal: parts.portal,
    tipOffDesk: parts.tipOffDeskFor(clientAddress),
    staff: STAFF.test(path) ? await parts.staffOf(request) : null,
  };
  const render = async (): Promise<Response> => {
    // A HEAD asks for the headers of the page, so the page is made; the cache leaves its body out.
    const asGet = request.method === 'HEAD' ? new Request(request, { method: 'GET' }) : request;
    const made = await parts.render(asGet, locals);
    // A page that knows no such alert or region answers 404 without words; the visitor gets those of the site.
    const isWordless =
      made?.status === 404 && made.headers.get('content-type')?.startsWith('text/html') !== true;
    return made === null || isWordless ? notFound(parts, asGet) : made;
  };
  const isHeld = HELD.test(path) && path.endsWith('/') && (url.search === '' || path !== READS_QUERY);
  if (isReading && isHeld) return parts.pages.answer(request, path, render);
  const response = await render();
  if (response.status === 404 && isReading && !path.endsWith('/') && !path.includes('.'))
    return redirect(url);
  return response;
}

/** A path that decodes to control characters, NUL or nothing sensible is nobody's page. */
function decodedPath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return /[\p{Cc}\\]/u.test(path) || path.startsWith('//') ? null : path;
  } catch {
    return null;
  }
}

/**
 * To the same address with a slash at its end. The path as it came, still encoded: a header holds no Chinese, and a
 * decoded question mark would begin a query. Only ever a path of this site: a double slash would name another host.
 */
function redirect(url: URL): Response {
  const location = `${url.pathname.replace(/^\/{2,}/, '/')}/${url.search}`;
  return new Response(null, { status: 308, headers: { location } });
}

async function notFound(parts: HostParts, request: Request): Promise<Response> {
  const accepts = request.headers.get('accept') ?? '';
  const file = accepts.includes('text/html') ? await parts.files.serve(request, '/404.html', 404) : null;
  return file ?? problemResponse(failed('not-found').problem);
}

function withHeaders(response: Response, request: Request): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  const policy = headers.get('content-security-policy');
  const type = headers.get('content-type') ?? '';
  const isPage = type.startsWith('text/html');
  const bare = type.startsWith('text/javascript') ? SCRIPT_POLICY : BARE_POLICY;
  headers.set(
    'content-security-policy',
    isPage && policy !== null ? `${policy.replace(/;\s*$/, '')}; ${FRAME_POLICY}` : bare,
  );
  if (request.url.startsWith('https:')) headers.set('strict-transport-security', STRICT_TRANSPORT);
  if (STAFF.test(new URL(request.url).pathname) && isPage) headers.set('cache-control', 'no-store');
  else if (!headers.has('cache-control')) headers.set('cache-control', isPage ? 'no-cache' : 'no-store');
  return new Response(response.body, { status: response.status, headers });
}
