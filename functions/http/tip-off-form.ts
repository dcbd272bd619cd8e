import { z } from 'zod';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { ANONYMITIES, MAX_TIP_OFF_BYTES, TIP_OFF_KINDS } from '../../src/domain/tip-off.ts';
import { readBody } from './read-body.ts';

/** Longer than any field's limit; the exact limits, in code points, are the use case's. */
const written = (bytes: number) => z.string().max(bytes).default('');

const fields = z.strictObject({
  /** Left out by the plain form, where it follows from the category. */
  kind: z.enum(TIP_OFF_KINDS).optional(),
  category: z.string().min(1).max(64),
  adcode: z.string().max(12).default(''),
  text: z.string(),
  place: written(4000),
  /** 被举报单位. */
  respondent: written(2000),
  /** Beijing wall time, `YYYY-MM-DDTHH:mm`. */
  seenAt: written(40),
  lat: written(40),
  lng: written(40),
  datum: written(20),
  /** 从业人员: a ticked box sends `on`. */
  isInsider: z.enum(['on', '']).default(''),
  anonymity: z.enum(ANONYMITIES).default('anonymous'),
  /** Only of the form without script: sealed by the server at once, kept nowhere else. */
  contact: written(4000),
  /** base64url of an age ciphertext made in the browser. */
  identity: written(8192),
  identityKeyId: written(100),
  /** 领奖密码; kept as scrypt only. */
  claimSecret: written(100),
  receipt: written(100),
});

/** Never given back to a page: who holds the phone next would read them. */
const SECRET: readonly string[] = ['receipt', 'identity', 'identityKeyId', 'claimSecret'];

export type TipOffFields = z.infer<typeof fields>;

const HINTS: Record<string, string> = {
  kind: '请选择要反映的是隐患、火灾隐患还是灾情险情。',
  category: '请从列表里选一个类别。',
  text: '请写明发现了什么。',
  place: '地点写得太长了，请写短一些。',
  respondent: '单位名称写得太长了，请写短一些。',
  seenAt: '请重新选看到的时间，或者不填。',
  anonymity: '请选匿名、隐名或实名。',
  contact: '联系方式写得太长了，请写短一些。',
};

/** What was typed, as far as it could be read: given back to a page without script so that nothing is lost. */
export type TypedTipOff = Partial<Record<keyof TipOffFields, string>>;

export interface TipOffForm {
  fields: TipOffFields;
  photos: readonly Uint8Array[];
}

/**
 * Reads a multipart tip-off. The body is cut at its limit whatever Content-Length says; unknown and repeated fields
 * are refused; names and declared types of files are not looked at (a name can hold its owner's).
 */
export async function readTipOffForm(
  request: Request,
): Promise<{ result: Result<TipOffForm>; typed: TypedTipOff }> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType))
    return { result: failed('media-type-unsupported'), typed: {} };
  const body = await readBody(request, MAX_TIP_OFF_BYTES);
  if (!body.ok) return { result: body, typed: {} };
  const form = await parsed(body.value, contentType);
  if (form === null) return { result: failed('form-invalid'), typed: {} };
  const photos: File[] = [];
  const raw: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of form) {
    // A file field that was left empty arrives as a file without name and bytes.
    if (value instanceof File && value.name === '' && value.size === 0) continue;
    if (name === 'photos' && value instanceof File) photos.push(value);
    else if (name in raw) return { result: failed('field-invalid', name.slice(0, 40)), typed: typedOf(raw) };
    else raw[name] = value;
  }
  const typed = typedOf(raw);
  const read = fields.safeParse({ ...raw });
  if (!read.success) {
    const issue = read.error.issues[0];
    const path = String(issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : '')).slice(
      0,
      40,
    );
    return { result: failed('field-invalid', path, HINTS[path]), typed };
  }
  const bytes = await Promise.all(photos.map(async (photo) => new Uint8Array(await photo.arrayBuffer())));
  return { result: ok({ fields: read.data, photos: bytes }), typed };
}

async function parsed(body: Uint8Array, contentType: string): Promise<FormData | null> {
  try {
    const bytes = body as Uint8Array<ArrayBuffer>;
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch {
    return null; // no boundary, cut in the middle, or not multipart at all: the parser's words are of no use to anyone
  }
}

function typedOf(raw: Record<string, unknown>): TypedTipOff {
  const known = Object.keys(fields.shape).filter(
    (name) => !SECRET.includes(name) && typeof raw[name] === 'string',
  );
  return Object.fromEntries(known.map((name) => [name, raw[name]])) as TypedTipOff;
}
