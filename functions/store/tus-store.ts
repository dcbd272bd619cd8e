import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { Instant } from '../../src/domain/instant.ts';
import type { UploadState, UploadStore } from './upload-contract.ts';

export interface TusStoreParts {
  uploads: UploadStore;
  now(): Instant;
  /** Of all uploads together: a disk that is full loses warnings too. */
  maxTotalBytes: number;
}

/** What the tus library stores through: our encrypted uploads, without a word of what a client says about its file. */
export class TusStore extends DataStore {
  readonly #parts: TusStoreParts;

  constructor(parts: TusStoreParts) {
    super();
    this.#parts = parts;
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  override async create(asked: Upload): Promise<Upload> {
    const { uploads, now, maxTotalBytes } = this.#parts;
    const sizeBytes = asked.size ?? 0;
    if (sizeBytes === 0) throw new TusRefusal(400);
    if ((await uploads.countBytes()) + sizeBytes > maxTotalBytes) throw new TusRefusal(503);
    // The library named it before it asked; the name that counts is the store's own.
    Object.assign(asked, shownOf(await uploads.create(sizeBytes, now())));
    return asked;
  }

  override async getUpload(id: string): Promise<Upload> {
    const found = await this.#parts.uploads.find(id);
    if (found === null) throw new TusRefusal(404);
    return shownOf(found);
  }

  override async write(chunks: Readable, id: string, offset: number): Promise<number> {
    return this.#parts.uploads.append(id, offset, chunks as AsyncIterable<Uint8Array>);
  }

  override async remove(id: string): Promise<void> {
    if ((await this.#parts.uploads.find(id)) === null) throw new TusRefusal(404);
    await this.#parts.uploads.delete(id);
  }
}

/** What the library answers with; the words are replaced by ours before they leave. */
class TusRefusal extends Error {
  readonly status_code: number;
  readonly body = '';

  constructor(status: number) {
    super(`tus ${status}`);
    this.status_code = status;
  }
}

const shownOf = ({ id, sizeBytes, offset, createdAt }: UploadState): Upload =>
  new Upload({ id, size: sizeBytes, offset, creation_date: createdAt });
