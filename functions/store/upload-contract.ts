import type { Instant } from '../../src/domain/instant.ts';

/** A file on its way to us. Nothing is known of it but its size: no name, no type, no owner. */
export interface UploadState {
  id: string;
  sizeBytes: number;
  /** So much has arrived and would survive a power cut. */
  offset: number;
  createdAt: Instant;
}

/** What was read from a request into a file of its own; unreadable as soon as this process ends. */
export interface SpooledFile {
  sizeBytes: number;
  /** SHA-256 of the content, hex. */
  digest: string;
  read(): Promise<Uint8Array>;
  discard(): Promise<void>;
}

/**
 * Files that are not yet part of any tip-off, encrypted from their first byte on. Whoever knows an id may write to the
 * file and file it: ids are 128 random bits, told to the browser that asked for one and to nobody else.
 */
export interface UploadStore {
  create(sizeBytes: number, now: Instant): Promise<UploadState>;
  find(id: string): Promise<UploadState | null>;
  /** Writes at `offset`, which must be where the file ends; resolves to the new end. Never beyond its size. */
  append(id: string, offset: number, chunks: AsyncIterable<Uint8Array>): Promise<number>;
  /** Null: unknown, or not complete. */
  read(id: string): Promise<Uint8Array | null>;
  /** Gives the upload to one submission for ever. False: unknown, or another has it. */
  claim(id: string, submission: string): Promise<boolean>;
  delete(id: string): Promise<void>;
  /** Null when there was more than `maxBytes`; then nothing is kept. */
  spool(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<SpooledFile | null>;
  /** What was begun before the instant and is still here, finished or not. */
  deleteBefore(at: Instant): Promise<number>;
  /** Room that all of them take, promised sizes included. */
  countBytes(): Promise<number>;
}
