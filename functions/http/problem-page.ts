import type { Problem } from '../../src/domain/problem.ts';
import type { ProblemBody } from './problem-response.ts';
import type { StaticFiles } from './static-files.ts';

/** The built page that waits for the words; nobody is sent there, and it needs no database. */
export const PROBLEM_FILE = '/problem/index.html';
const PLACE = /(<p\b[^>]*\sdata-problem[^>]*>)[^<]*/;

const takesPages = (request: Request): boolean => (request.headers.get('accept') ?? '').includes('text/html');
const isProblem = (response: Response): boolean =>
  (response.headers.get('content-type') ?? '').startsWith('application/problem+json');

/**
 * A refusal as the asker reads it: a machine gets the problem as it is, a person at a browser a page in words, with
 * the same status. Also for what the site has no page for.
 */
export async function forReader(files: StaticFiles, request: Request, response: Response): Promise<Response> {
  if (!isProblem(response) || !takesPages(request)) return response;
  const { title, word } = (await response.clone().json()) as ProblemBody;
  if (word === ('not-found' satisfies Problem['word'])) {
    const file = await files.serve(request, '/404.html', 404);
    if (file !== null) return file;
  }
  // Asked without a coding and without an ETag: the words go into the plain text.
  const file = await files.serve(new Request(request.url), PROBLEM_FILE, response.status);
  if (file === null) return response;
  const html = (await file.text()).replace(PLACE, (_, tag: string) => tag + escaped(title));
  const headers = new Headers(file.headers);
  for (const name of ['etag', 'content-length', 'vary']) headers.delete(name);
  headers.set('cache-control', 'no-store');
  for (const name of ['retry-after', 'allow']) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(request.method === 'HEAD' ? null : html, { status: response.status, headers });
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
