import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { MAX_PHOTO_BYTES } from '../../src/domain/tip-off.ts';
import { isWellFormed, readBody } from './read-body.ts';
import { readForm } from './read-form.ts';

const MAX_FIELDS = 64 * 1024;
const MAX_PHOTOS = 3;
const MAX_BYTES = MAX_PHOTOS * MAX_PHOTO_BYTES + MAX_FIELDS;

/** A form of the case pages; file names and declared types are not looked at. */
export interface CaseForm {
  fields: Readonly<Record<string, readonly string[]>>;
  photos: readonly Uint8Array[];
}

/** Fields, and photos when it is multipart. What is malformed or too long is refused before anything else is read. */
export async function readCaseForm(request: Request): Promise<Result<CaseForm>> {
  const type = request.headers.get('content-type') ?? '';
  if (/^multipart\/form-data\b/i.test(type)) return readParts(request, type);
  const form = await readForm(request, MAX_FIELDS);
  return form.ok ? ok({ fields: grouped([...form.value]), photos: [] }) : form;
}

async function readParts(request: Request, type: string): Promise<Result<CaseForm>> {
  const body = await readBody(request, MAX_BYTES);
  if (!body.ok) return body;
  const form = await new Response(body.value as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': type },
  })
    .formData()
    .catch(() => null);
  if (form === null) return failed('form-invalid');
  const texts: [string, string][] = [];
  const files: File[] = [];
  for (const [name, value] of form)
    if (typeof value === 'string') texts.push([name, value]);
    else if (value.size > 0) files.push(value);
  if (files.length > MAX_PHOTOS) return failed('photos-too-many', 'photos', `最多 ${MAX_PHOTOS} 张。`);
  if (!isWellFormed(texts)) return failed('text-invalid');
  const photos = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
  return ok({ fields: grouped(texts), photos });
}

function grouped(pairs: readonly (readonly [string, string])[]): CaseForm['fields'] {
  const fields = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of pairs) (fields[name] ??= []).push(value);
  return fields;
}
