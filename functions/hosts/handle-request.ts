import type { CaseDesk } from '../../src/domain/case-desk.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { DeskPages } from '../../src/domain/desk-pages.ts';
import type { Portal } from '../../src/domain/portal.ts';
import type { RewardDesk } from '../../src/domain/reward-desk.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { withNext } from '../../src/domain/staff-next.ts';
import type { StaffPages } from '../../src/domain/staff-pages.ts';
import type { ReporterDesk } from '../../src/domain/tip-off-desk.ts';
import { failed } from '../../src/domain/problem.ts';
import { lighter } from '../http/compression.ts';
import { heldKey } from '../http/held-answer.ts';
import { originProblem } from '../http/origin-check.ts';
import { withOutageNotice } from '../http/outage-notice.ts';
import type { PageCache } from '../http/page-cache.ts';
import { forReader, PROBLEM_FILE } from '../http/problem-page.ts';
import { problemResponse } from '../http/problem-response.ts';
import { finishHeaders } from '../http/security-headers.ts';
import type { StaticFiles } from '../http/static-files.ts';

export interface HostParts {
  files: StaticFiles;
  /** Astro's on-demand pages; null when no such route exists. */
  render(request: Request, locals: App.Locals): Promise<Response | null>;
  /** The functions: API, feeds, forms. Null when it has no such route. */
  functions(request: Request, clientAddress: string): Promise<Response | null>;
  portal: Portal;
  tipOffDeskFor(clientAddress: string): ReporterDesk;
  staffOf(request: Request): Promise<StaffMember | null>;
  staffPages: StaffPages;
  desk: DeskPages;
  cases: CaseDesk;
  rewards: RewardDesk;
  pages: PageCache;
  ownOrigins: readonly string[];
  /** Null while the database answers; else when what is told from memory was last confirmed by it. */
  keptSince(): Instant | null;
  /** Tells a lost database from a bug of ours, after something was thrown. */
  isDatabaseUp(): Promise<boolean>;
  report(error: unknown, request: Request): void;
}

/** The bureau's own pages: the only ones that know who asks, and never held or stored anywhere. */
const STAFF = /^\/staff(?:\/|$)/;
/** Of those, the only ones that open to nobody in particular. */
const STAFF_DOOR = /^\/staff\/sign-in\//;

const isReading = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

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
  const read = await forReader(parts.files, request, response);
  const headers = new Headers(read.headers);
  finishHeaders(headers, {
    isSecure: request.url.startsWith('https:'),
    isStaff: STAFF.test(new URL(request.url).pathname),
  });
  return new Response(read.body, { status: read.status, headers });
}

async function route(parts: HostParts, request: Request, clientAddress: string): Promise<Response> {
  const url = new URL(request.url);
  const path = decodedPath(url.pathname);
  if (path === null || path === PROBLEM_FILE || `${path}index.html` === PROBLEM_FILE) return notFound();
  const refusal = originProblem(request, parts.ownOrigins);
  if (refusal !== null) return problemResponse(refusal);

  if (isReading(request) && parts.files.has(path)) {
    const file = await parts.files.serve(request, path);
    if (file !== null) return file;
  }
  const key = isReading(request) ? heldKey(path, url.searchParams) : null;
  const make = (asked: Request): Promise<Response> => functionOrPage(parts, asked, clientAddress, path, url);
  if (key !== null) return parts.pages.answer(request, key, () => make(forAll(request)));
  const made = await make(request);
  // Not what is told to one person: the length of compressed words tells about words beside them (BREACH).
  return isReading(request) && !STAFF.test(path) ? lighter(request, made) : made;
}

async function functionOrPage(
  parts: HostParts,
  request: Request,
  clientAddress: string,
  path: string,
  url: URL,
): Promise<Response> {
  const answered = await parts.functions(request, clientAddress);
  if (answered !== null) return answered;
  if (isReading(request) && parts.files.has(`${path}/`)) return redirect(url);
  // Pages are read, and some take forms; a page rendered in answer to DELETE would look as if it had been done.
  if (!isReading(request) && request.method !== 'POST')
    return problemResponse(failed('method-not-allowed').problem, { allow: 'GET, HEAD, POST' });
  const locals = {
    portal: parts.portal,
    tipOffDesk: parts.tipOffDeskFor(clientAddress),
    staff: STAFF.test(path) ? await parts.staffOf(request) : null,
    staffPages: parts.staffPages,
    desk: parts.desk,
    cases: parts.cases,
    rewards: parts.rewards,
  };
  // Here and not in each page, so that no page can forget it.
  if (STAFF.test(path) && !STAFF_DOOR.test(path) && locals.staff === null)
    return signInFirst(url, isReading(request));
  const made = await parts.render(isReading(request) ? asGet(request) : request, locals);
  const isPage = made?.headers.get('content-type')?.startsWith('text/html') === true;
  // A page that broke leaves an empty 500 behind; the visitor is told what to do instead.
  if (made !== null && made.status >= 500 && !isPage) throw new Error(`${path} could not be rendered`);
  // One that knows no such alert or region answers 404 without words; the visitor gets those of the site.
  if (made !== null && (made.status !== 404 || isPage)) return keptNotice(parts, made, isPage);
  const isShort = isReading(request) && !path.endsWith('/') && !path.includes('.');
  return isShort ? redirect(url) : notFound();
}

/** What is told from memory says so. */
async function keptNotice(parts: HostParts, made: Response, isPage: boolean): Promise<Response> {
  const since = parts.keptSince();
  if (since === null || !isPage || made.status !== 200) return made;
  const headers = new Headers(made.headers);
  headers.delete('content-length');
  return new Response(withOutageNotice(await made.text(), since, parts.portal.now()), { headers });
}

/**
 * The request on behalf of everyone who asks meanwhile: what one of them has already (ETag), wants a part of or takes
 * only the headers of is between them and the cache.
 */
function forAll(request: Request): Request {
  const headers = new Headers(request.headers);
  for (const name of ['if-none-match', 'if-modified-since', 'range', 'if-range', 'cookie'])
    headers.delete(name);
  return new Request(request.url, { headers });
}

const asGet = (request: Request): Request =>
  request.method === 'HEAD' ? new Request(request, { method: 'GET' }) : request;

/** A path that decodes to control characters, NUL or nothing sensible is nobody's page. */
function decodedPath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return /[\p{Cc}\\]/u.test(path) || path.startsWith('//') ? null : path;
  } catch {
    return null;
  }
}

/** A form posted without a session has lost its person; what was typed stays in their browser, one step back. */
function signInFirst(url: URL, isPage: boolean): Response {
  const location = withNext('/staff/sign-in/', isPage ? `${url.pathname}${url.search}` : url.pathname);
  return new Response(null, { status: 303, headers: { location } });
}

/**
 * To the same address with a slash at its end. The path as it came, still encoded: a header holds no Chinese, and a
 * decoded question mark would begin a query. Only ever a path of this site: a double slash would name another host.
 */
function redirect(url: URL): Response {
  const location = `${url.pathname.replace(/^\/{2,}/, '/')}/${url.search}`;
  return new Response(null, { status: 308, headers: { location } });
}

const notFound = (): Response => problemResponse(failed('not-found').problem);
