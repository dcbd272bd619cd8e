import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { isWellFormed, readBody } from './read-body.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** A plain HTML form's fields. Text that PostgreSQL could not store is refused here, as for JSON. */
export async function readForm(request: Request, maxBytes: number): Promise<Result<URLSearchParams>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== FORM_TYPE) return failed('media-type-unsupported', 'content-type', FORM_TYPE);
  const body = await readBody(request, maxBytes);
  if (!body.ok) return body;
  const form = new URLSearchParams(new TextDecoder().decode(body.value));
  return isWellFormed([...form.values()]) ? ok(form) : failed('text-invalid');
}
