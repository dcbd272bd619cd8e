import { NOT_UPLOADED, type DraftIdentity, type DraftPhoto } from '../../browser/report-draft.ts';
import type { ServerProblem } from '../../browser/report-problem.ts';
import type { CustodianKey, Identity } from '../../browser/report-seal.ts';
import type { OutgoingReport, SendOutcome } from '../../browser/report-send.ts';
import type { UploadOutcome, UploadWatcher } from '../../browser/report-upload.ts';
import { identityOf, outgoingFields } from './outgoing.ts';
import type { Report } from './report-state.ts';

/** What is being done, for the person who waits. */
export type Filing =
  | { phase: 'sealing' | 'sending' | 'working' }
  /** The share of each photo that has arrived, in the order of the photos. */
  | { phase: 'uploading'; shares: readonly number[] };

export interface Written {
  report: Report;
  photos: readonly DraftPhoto[];
  identity: DraftIdentity | null;
  receipt: string;
  retryKey: string;
}

export interface FilingDeps {
  askKey(): Promise<CustodianKey | 'none' | 'unreachable'>;
  seal(identity: Identity, recipient: string): Promise<string>;
  upload(file: Blob, place: string | null, watcher: UploadWatcher): Promise<UploadOutcome>;
  send(report: OutgoingReport): Promise<SendOutcome>;
  solve(challenge: Extract<SendOutcome, { outcome: 'work-needed' }>['challenge']): Promise<string | null>;
  onFiling(filing: Filing): void;
  /** What a retry needs is kept with the draft as soon as it is known. */
  keepIdentity(identity: DraftIdentity | null): void;
  keepPhoto(id: string, part: Partial<DraftPhoto>): void;
}

export type Filed =
  | { outcome: 'filed'; caseNo: string }
  | { outcome: 'unreachable' }
  | { outcome: 'refused'; problem: ServerProblem }
  /** This office has no custodian, or the device cannot do the sum: said in the form's own words. */
  | { outcome: 'no-custodian' | 'no-work' };

/** Fields made ready on the way, or why it ends here. */
type Prepared = { fields: Record<string, string> } | { failed: Filed };

const MAX_ROUNDS = 4;
/** Half-done uploads are thrown away after a day; one that was used up with an earlier try is gone too. */
const LOST_UPLOADS = new Set(['upload-unknown', 'upload-unfinished']);

/**
 * Seals, uploads, sends; safe to call again after any outcome: what was sealed and what had arrived is used again, so
 * the server sees the same report and files it once.
 */
export async function fileReport(written: Written, deps: FilingDeps): Promise<Filed> {
  const filed = await fileOnce(written, deps);
  if (filed.outcome !== 'refused') return filed;
  const { word } = filed.problem;
  forget(word, written.photos, deps);
  if (LOST_UPLOADS.has(word))
    return fileOnce({ ...written, photos: written.photos.map((one) => ({ ...one, ...NOT_UPLOADED })) }, deps);
  return word === 'custodian-key-unknown' ? fileOnce({ ...written, identity: null }, deps) : filed;
}

async function fileOnce(written: Written, deps: FilingDeps): Promise<Filed> {
  const sealed = await sealedIdentity(written, deps);
  if ('failed' in sealed) return sealed.failed;
  const uploaded = await uploadAll(written.photos, deps);
  if ('failed' in uploaded) return uploaded.failed;
  const fields = { ...outgoingFields(written.report), ...uploaded.fields, ...sealed.fields };
  let work = '';
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    deps.onFiling({ phase: 'sending' });
    const sent = await deps.send({
      fields: work === '' ? fields : { ...fields, work },
      receipt: written.receipt,
      retryKey: written.retryKey,
    });
    if (sent.outcome === 'work-needed') {
      deps.onFiling({ phase: 'working' });
      const solved = await deps.solve(sent.challenge);
      if (solved === null) return { outcome: 'no-work' };
      work = solved;
      continue;
    }
    if (sent.outcome !== 'refused')
      return sent.outcome === 'filed' ? { outcome: 'filed', caseNo: sent.caseNo } : sent;
    // Spent or out of date: without it the server asks for a new one.
    if (sent.problem.word !== 'work-refused' || work === '') return sent;
    work = '';
  }
  return { outcome: 'unreachable' };
}

/** What the server does not know any more is made anew. */
function forget(word: string, photos: readonly DraftPhoto[], deps: FilingDeps): void {
  if (word === 'custodian-key-unknown' || word === 'identity-invalid') deps.keepIdentity(null);
  if (LOST_UPLOADS.has(word)) for (const { id } of photos) deps.keepPhoto(id, NOT_UPLOADED);
}

async function sealedIdentity({ report, identity: kept }: Written, deps: FilingDeps): Promise<Prepared> {
  const identity = identityOf(report);
  if (identity === null) return { fields: {} };
  deps.onFiling({ phase: 'sealing' });
  const of = JSON.stringify(identity);
  // The same bytes again: a retry with others would be another report to the server.
  if (kept !== null && kept.of === of)
    return { fields: { identity: kept.sealed, identityKeyId: kept.keyId } };
  const key = await deps.askKey();
  if (key === 'none') return { failed: { outcome: 'no-custodian' } };
  if (key === 'unreachable') return { failed: { outcome: 'unreachable' } };
  const sealed = await deps.seal(identity, key.recipient);
  deps.keepIdentity({ of, keyId: key.id, sealed });
  return { fields: { identity: sealed, identityKeyId: key.id } };
}

async function uploadAll(photos: readonly DraftPhoto[], deps: FilingDeps): Promise<Prepared> {
  const shares = photos.map(() => 0);
  const ids: Record<Part, string[]> = { clean: [], original: [] };
  for (const [index, photo] of photos.entries()) {
    // One line, one photo at a time: on a weak line two halves arrive later than one whole.
    const parts: readonly Part[] = photo.original === null ? ['clean'] : ['clean', 'original'];
    const total = parts.reduce((sum, part) => sum + (photo[part]?.size ?? 0), 0);
    let before = 0;
    for (const part of parts) {
      const size = photo[part]?.size ?? 0;
      const sent = await uploadPart(photo, part, deps, (share) => {
        shares[index] = (before + share * size) / total;
        deps.onFiling({ phase: 'uploading', shares: [...shares] });
      });
      if (sent.outcome === 'cut') return { failed: { outcome: 'unreachable' } };
      if (sent.outcome === 'refused') {
        deps.keepPhoto(photo.id, { [`${part}Place`]: null });
        return {
          failed: { outcome: 'refused', problem: { path: `photos.${index}`, ...sent.problem } },
        };
      }
      ids[part].push(sent.id);
      before += size;
    }
  }
  const named = {
    uploads: ids.clean.join(','),
    originals: ids.original.join(','),
    // An anonymous reporter's originals are sealed to a key too.
    identityKeyId: photos.find(({ original }) => original !== null)?.originalKeyId ?? '',
  };
  return { fields: Object.fromEntries(Object.entries(named).filter(([, list]) => list !== '')) };
}

type Part = 'clean' | 'original';

async function uploadPart(
  photo: DraftPhoto,
  part: Part,
  deps: FilingDeps,
  onProgress: (share: number) => void,
): Promise<UploadOutcome> {
  const [file, arrived] = [photo[part], photo[`${part}Id`]];
  if (arrived !== null || file === null) {
    onProgress(1);
    return { outcome: 'done', id: arrived ?? '' };
  }
  const sent = await deps.upload(file, photo[`${part}Place`], {
    onPlace: (found) => deps.keepPhoto(photo.id, { [`${part}Place`]: found }),
    onProgress,
  });
  if (sent.outcome === 'done') deps.keepPhoto(photo.id, { [`${part}Id`]: sent.id });
  return sent;
}
