import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { MAX_MESSAGE_PHOTOS } from '../../src/domain/tip-off-status.ts';
import { MAX_PHOTO_BYTES } from '../../src/domain/tip-off.ts';
import { readBody } from './read-body.ts';

/** Sealed claim details are 3 KB as text, a message of 2000 characters at most 18 KB as a form sends it. */
const MAX_FORM_BYTES = 64 * 1024;
const MAX_MULTIPART_BYTES = MAX_MESSAGE_PHOTOS * MAX_PHOTO_BYTES + MAX_FORM_BYTES;
const NAMES = [
  'receipt', 'pass', 'do', 'text', 'claimSecret', 'claim', 'claimKeyId', 'answer', 'words',
] as const; // prettier-ignore

export type StatusForm = Record<(typeof NAMES)[number], string> & { photos: readonly Uint8Array[] };

export const EMPTY_STATUS_FORM: StatusForm = {
  receipt: '',
  pass: '',
  do: '',
  text: '',
  claimSecret: '',
  claim: '',
  claimKeyId: '',
  answer: '',
  words: '',
  photos: [],
};

export const isMultipart = (request: Request): boolean =>
  /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '');

/**
 * A form about one receipt, plain or with photos. What a field means is judged where it is used; unknown and repeated
 * ones are refused, and names and declared types of files are not looked at.
 */
export async function readStatusForm(request: Request): Promise<Result<StatusForm>> {
  const type = request.headers.get('content-type') ?? '';
  const isPlain = /^application\/x-www-form-urlencoded\b/i.test(type);
  if (!isPlain && !isMultipart(request)) return failed('media-type-unsupported', 'content-type');
  const body = await readBody(request, isPlain ? MAX_FORM_BYTES : MAX_MULTIPART_BYTES);
  if (!body.ok) return body;
  const sent = isPlain
    ? new URLSearchParams(new TextDecoder().decode(body.value))
    : await parsed(body.value, type);
  if (sent === null) return failed('form-invalid');
  const form = { ...EMPTY_STATUS_FORM };
  const photos: File[] = [];
  const seen = new Set<string>();
  for (const [name, value] of sent) {
    if (value instanceof File) {
      // A file field that was left empty arrives as a file without name and bytes.
      if (value.name === '' && value.size === 0) continue;
      if (name !== 'photos') return failed('field-invalid', name.slice(0, 40));
      photos.push(value);
      continue;
    }
    const known = NAMES.find((one) => one === name);
    if (known === undefined || seen.has(name)) return failed('field-invalid', name.slice(0, 40));
    seen.add(name);
    form[known] = value;
  }
  const bytes = await Promise.all(photos.map(async (photo) => new Uint8Array(await photo.arrayBuffer())));
  return ok({ ...form, photos: bytes });
}

async function parsed(body: Uint8Array, type: string): Promise<FormData | null> {
  try {
    return await new Response(body as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': type },
    }).formData();
  } catch {
    return null; // no boundary, or cut in the middle: the parser's words are of no use to anyone
  }
}
