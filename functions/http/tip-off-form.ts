import { z } from 'zod';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import {
  ANONYMITIES,
  MAX_PHOTO_BYTES,
  MAX_TIP_OFF_BYTES,
  MAX_TIP_OFF_PHOTOS,
  TIP_OFF_KINDS,
  type GivenPhoto,
} from '../../src/domain/tip-off.ts';
import { splitMultipart } from './multipart-files.ts';

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
  /** Ids of finished uploads, by commas: photos, and age ciphertexts of originals. */
  uploads: written(1000),
  originals: written(1000),
  /** What a busy server asked for. */
  work: written(8192),
});

/** Never given back to a page: who holds the phone next would read them. */
const SECRET: readonly string[] = [
  'receipt', 'identity', 'identityKeyId', 'claimSecret', 'uploads', 'originals', 'work',
]; // prettier-ignore

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

/** A photo on disk, unreadable to all but this request. */
export interface SpooledPhoto extends GivenPhoto {
  sizeBytes: number;
  discard(): Promise<void>;
}

/** Null: there was more than `maxBytes`. */
export type Spool = (chunks: AsyncIterable<Uint8Array>, maxBytes: number) => Promise<SpooledPhoto | null>;

export interface TipOffForm {
  fields: TipOffFields;
  photos: readonly SpooledPhoto[];
}

export interface ReadTipOff {
  result: Result<TipOffForm>;
  typed: TypedTipOff;
  /** To be called when the form was dealt with, however it ended. */
  discard(): Promise<void>;
}

/**
 * Reads a multipart tip-off. Photos go to disk piece by piece; the body is cut at its limits whatever Content-Length
 * says; unknown and repeated fields are refused; names and declared types of files are not looked at (a name can hold
 * its owner's).
 */
export async function readTipOffForm(request: Request, spool: Spool): Promise<ReadTipOff> {
  const files: SpooledPhoto[] = [];
  const discard = async (): Promise<void> => {
    for (const file of files) await file.discard();
  };
  try {
    return { ...(await readParts(request, spool, files)), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function readParts(
  request: Request,
  spool: Spool,
  files: SpooledPhoto[],
): Promise<Omit<ReadTipOff, 'discard'>> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType))
    return { result: failed('media-type-unsupported'), typed: {} };
  if (Number(request.headers.get('content-length') ?? '0') > MAX_TIP_OFF_BYTES)
    return {
      result: failed('request-too-large', undefined, `最多 ${MAX_TIP_OFF_BYTES >> 20} MB`),
      typed: {},
    };
  const { rest, problem } = await splitMultipart(unbroken(request.body), contentType, async (content) => {
    if (files.length >= MAX_TIP_OFF_PHOTOS)
      return failed('photos-too-many', 'photos', `最多 ${MAX_TIP_OFF_PHOTOS} 张`);
    const file = await spool(content, MAX_PHOTO_BYTES);
    if (file === null)
      return failed('photo-too-large', `photos.${files.length}`, `每张最多 ${MAX_PHOTO_BYTES >> 20} MB`);
    files.push(file);
    return ok(null);
  });
  const form = await parsed(rest, contentType);
  if (form === null) return { result: failed('form-invalid'), typed: {} };
  const photos: SpooledPhoto[] = [];
  const left = [...files];
  const raw: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of form) {
    const file = value instanceof File ? left.shift() : undefined;
    // A file field that was left empty arrives as a file without name and bytes.
    if (value instanceof File && value.name === '' && file?.sizeBytes === 0) continue;
    if (name === 'photos' && file !== undefined) photos.push(file);
    else if (name in raw) return { result: failed('field-invalid', name.slice(0, 40)), typed: typedOf(raw) };
    else raw[name] = value;
  }
  const typed = typedOf(raw);
  if (problem !== null) return { result: { ok: false, problem }, typed };
  const read = fields.safeParse({ ...raw });
  if (read.success) return { result: ok({ fields: read.data, photos }), typed };
  const issue = read.error.issues[0];
  const path = String(issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : ''));
  return { result: failed('field-invalid', path.slice(0, 40), HINTS[path]), typed };
}

/** A connection that breaks ends the body early, which every reader of it notices. */
async function* unbroken(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  try {
    yield* body as unknown as AsyncIterable<Uint8Array>;
  } catch {
    return; // the sender hung up half way, and nobody waits for the answer
  }
}

async function parsed(body: Uint8Array, contentType: string): Promise<FormData | null> {
  try {
    const bytes = body as Uint8Array<ArrayBuffer>;
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch {
    return null; // not multipart at all: the parser's words are of no use to anyone
  }
}

function typedOf(raw: Record<string, unknown>): TypedTipOff {
  const known = Object.keys(fields.shape).filter(
    (name) => !SECRET.includes(name) && typeof raw[name] === 'string',
  );
  return Object.fromEntries(known.map((name) => [name, raw[name]])) as TypedTipOff;
}

/** What a form carries in photos. */
export const bytesOf = ({ photos }: TipOffForm): number =>
  photos.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/**
 * What a body weighs against an address's quota, whatever length it boasts of. Words alone weigh nothing: they are never
 * held up by others' photos.
 */
export function megabytesOf(bytes: number): number {
  return bytes > MAX_WORDS_BYTES ? Math.ceil(Math.min(bytes, MAX_TIP_OFF_BYTES) / 1_048_576) : 0;
}

const MAX_WORDS_BYTES = 256 * 1024;
