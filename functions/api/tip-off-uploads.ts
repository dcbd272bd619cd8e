import { Hono, type Context } from 'hono';
import { failed, type Problem } from '../../src/domain/problem.ts';
import { MAX_PHOTO_BYTES } from '../../src/domain/tip-off.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { VisitorPace } from '../http/rate-limit.ts';

export const UPLOADS_PATH = '/api/tip-offs/uploads';

export interface UploadRouteDeps {
  /** The tus protocol over the encrypted uploads. Loaded when the first upload comes. */
  tus(): Promise<{ handleWeb(request: Request): Promise<Response> }>;
  /** Counted in megabytes. */
  uploadPace: VisitorPace;
  addressOf(context: Context): string;
}

const MEGABYTE = 1024 * 1024;

/**
 * Resumable upload (tus 1.0.0): POST begins, PATCH goes on where it was cut, HEAD tells where that is, DELETE forgets.
 * No name, type or other word about the file is kept; what is not filed within a day is gone.
 */
export function uploadRoutes(deps: UploadRouteDeps): Hono {
  const app = new Hono();
  const answer = async (c: Context): Promise<Response> => {
    const tus = await deps.tus();
    const response = await tus.handleWeb(c.req.raw);
    const headers = new Headers(response.headers);
    headers.set('cache-control', 'no-store');
    // 412 is the protocol's own talk about versions.
    if (response.status < 400 || response.status === 412)
      return new Response(response.body, { status: response.status, headers });
    await response.body?.cancel();
    for (const name of ['content-length', 'content-type']) headers.delete(name);
    return problemResponse(problemOf(response.status), Object.fromEntries(headers));
  };
  app.post(UPLOADS_PATH, async (c) => {
    const sizeBytes = Number(c.req.header('upload-length') ?? '0');
    // A size that is none is the protocol's to refuse; it costs what nothing costs.
    const megabytes = sizeBytes > 0 && sizeBytes <= MAX_PHOTO_BYTES ? Math.ceil(sizeBytes / MEGABYTE) : 1;
    const waitSeconds = await deps.uploadPace.consume(deps.addressOf(c), megabytes);
    if (waitSeconds !== null)
      return problemResponse(failed('uploads-too-many').problem, { 'retry-after': String(waitSeconds) });
    return answer(c);
  });
  app.all(`${UPLOADS_PATH}/:id`, answer);
  return app;
}

/** The protocol's refusals in our words; its own are English and meant for programmers. */
function problemOf(status: number): Problem {
  if (status === 404 || status === 410) return failed('upload-unknown').problem;
  if (status === 409 || status === 423) return failed('upload-offset-wrong').problem;
  if (status === 413)
    return failed('photo-too-large', 'uploads', `每张最多 ${MAX_PHOTO_BYTES / MEGABYTE} MB`).problem;
  if (status === 503) return failed('intake-busy').problem;
  return failed(status >= 500 ? 'server-error' : 'form-invalid').problem;
}
