import type { DetailedError, Upload } from 'tus-js-client';
import { asServerProblem, type ServerProblem } from './report-problem.ts';

const ENDPOINT = '/api/tip-offs/uploads';
/** A cut costs at most this much again: a quarter of a minute on a township's slow line. */
const CHUNK_BYTES = 256 * 1024;
const RETRY_AFTER_MS = [500, 2000, 5000];

export type UploadOutcome =
  | { outcome: 'done'; id: string }
  /** The line was cut. `onPlace` has told where to go on. */
  | { outcome: 'cut' }
  | { outcome: 'refused'; problem: ServerProblem };

export interface UploadWatcher {
  /** Where the file goes on after a cut. Kept with the draft, nowhere else. */
  onPlace(place: string): void;
  onProgress(share: number): void;
}

/**
 * Sends one file piece by piece, going on at `place` when an earlier try got there. No name, no type, no other word
 * about the file goes with it, and the library is kept from noting it in localStorage.
 */
export async function uploadFile(
  file: Blob,
  place: string | null,
  { onPlace, onProgress }: UploadWatcher,
): Promise<UploadOutcome> {
  const tus = await import('tus-js-client').catch(() => null);
  if (tus === null) return { outcome: 'cut' };
  return new Promise((resolve) => {
    const upload: Upload = new tus.Upload(file, {
      endpoint: new URL(ENDPOINT, location.origin).href,
      ...(place === null ? {} : { uploadUrl: new URL(place, location.origin).href }),
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_AFTER_MS,
      metadata: {},
      storeFingerprintForResuming: false,
      fingerprint: () => Promise.resolve(''),
      urlStorage: FORGETFUL,
      onUploadUrlAvailable: () => onPlace(pathOf(upload.url)),
      onProgress: (sent, total) => onProgress(total === 0 ? 1 : sent / total),
      onSuccess: () => resolve({ outcome: 'done', id: idOf(pathOf(upload.url)) }),
      onError: (error) => resolve(failureOf(error)),
    });
    upload.start();
  });
}

/** The id the form names the finished upload by: the last part of its address. */
export function idOf(place: string): string {
  return place.split('/').findLast((part) => part !== '') ?? '';
}

function pathOf(url: string | null): string {
  return url === null ? '' : new URL(url, location.origin).pathname;
}

/** tus-js-client would note name, size and date of a file in localStorage: nothing is noted here. */
const FORGETFUL = {
  findAllUploads: () => Promise.resolve([]),
  findUploadsByFingerprint: () => Promise.resolve([]),
  removeUpload: () => Promise.resolve(),
  addUpload: () => Promise.resolve(''),
};

function failureOf(error: Error | DetailedError): UploadOutcome {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (response === null) return { outcome: 'cut' };
  try {
    const problem = asServerProblem(JSON.parse(response.getBody()));
    if (problem !== null) return { outcome: 'refused', problem };
  } catch {
    // no answer of ours (a proxy's page): as good as none
  }
  return { outcome: 'cut' };
}
