import { agePlainBytes } from '../../src/domain/age-envelope.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { MAX_TIP_OFF_PHOTOS, type GivenPhoto, type TipOffSealed } from '../../src/domain/tip-off.ts';
import type { UploadStore } from '../store/upload-contract.ts';
import { newestKey, type IdentitySealing } from './tip-off-identity.ts';

interface FileDeps {
  uploads: UploadStore;
  sealing: IdentitySealing;
}

export interface NamedFiles {
  /** Ids of uploads. */
  photos: readonly string[];
  originals: readonly string[];
}

const ID = /^[0-9a-f]{32}$/;

/** The files a form names, and whether there are too many with those it carries itself. */
export function namedFiles(given: {
  photos: readonly GivenPhoto[];
  uploads: string;
  originals: string;
}): Result<NamedFiles> {
  const photos = idsIn(given.uploads);
  const originals = idsIn(given.originals);
  if (photos === null) return failed('upload-unknown', 'uploads');
  if (originals === null) return failed('upload-unknown', 'originals');
  if (given.photos.length + photos.length > MAX_TIP_OFF_PHOTOS || originals.length > MAX_TIP_OFF_PHOTOS)
    return failed('photos-too-many', 'photos', `最多 ${MAX_TIP_OFF_PHOTOS} 张`);
  return new Set([...photos, ...originals]).size < photos.length + originals.length
    ? failed('field-invalid', 'uploads')
    : ok({ photos, originals });
}

/** Null: something in it is no id. */
function idsIn(list: string): readonly string[] | null {
  const ids = list.split(',').flatMap((part) => part.trim() || []);
  return ids.every((id) => ID.test(id)) ? ids : null;
}

/** Binds uploads to one submission. All are there and whole, or none is filed. */
export async function takeUploads(
  { uploads }: FileDeps,
  ids: readonly string[],
  submission: string,
): Promise<Result<null>> {
  for (const id of ids) {
    const found = await uploads.find(id);
    if (found === null) return failed('upload-unknown', 'uploads');
    if (found.offset < found.sizeBytes) return failed('upload-unfinished', 'uploads');
  }
  for (const id of ids)
    if (!(await uploads.claim(id, submission))) return failed('upload-unknown', 'uploads');
  return ok(null);
}

/** An upload as a photo. Two uploads of the same file are two here: comparing them would take both into memory. */
export function uploaded({ uploads }: FileDeps, id: string): GivenPhoto {
  return { digest: `upload ${id}`, read: () => uploads.read(id) };
}

/** 封存原件: what the browser sealed to the custodian is kept as it is; anything that could be read is not. */
export async function sealedOriginals(
  { uploads, sealing }: FileDeps,
  ids: readonly string[],
  keyId: string,
): Promise<Result<readonly TipOffSealed[]>> {
  if (ids.length === 0) return ok([]);
  const keys = await sealing.listCustodianKeys();
  const key = newestKey(keyId === '' ? keys : keys.filter(({ id }) => id === keyId));
  if (key === null) return failed('custodian-key-unknown', 'originals');
  const sealed: TipOffSealed[] = [];
  for (const id of ids) {
    const bytes = await uploads.read(id);
    if (bytes === null) return failed('upload-unknown', 'originals');
    if (agePlainBytes(bytes) === null) return failed('identity-invalid', 'originals');
    sealed.push({ kind: 'original', keyId: key.id, bytes });
  }
  return ok(sealed);
}
