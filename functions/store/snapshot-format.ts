import { ReadableStream as NodeStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';

/**
 * A snapshot is one stream of entries — a head, each table, each file, a tail — compressed and encrypted with age
 * under a passphrase. age notices any change and a missing end; a reader therefore either gets all of it or an error.
 */
export const SNAPSHOT_FORMAT = 1;

export type SnapshotEntry =
  /** First. `migratedTo` is the time stamp of the newest migration: older programs must not read newer tables. */
  | { entry: 'head'; format: number; createdAt: string; migratedTo: number; isDemonstration: boolean }
  /** Then data: JSON arrays of rows. */
  | { entry: 'table'; name: string; columns: string[] }
  /** Work that was owed; data: JSON arrays of { name, data, startAt }. */
  | { entry: 'jobs' }
  /** Then data: the file's bytes. `path` is relative to its folder, with `/`. */
  | { entry: 'file'; folder: SnapshotFolder; path: string }
  /** Last. */
  | { entry: 'tail'; rows: Record<string, number> };

export type SnapshotFolder = 'keys' | 'attachments';

export type SnapshotPart = { kind: 'entry'; entry: SnapshotEntry } | { kind: 'data'; bytes: Uint8Array };

/** Why a snapshot cannot be read or restored. */
export type SnapshotProblemWord =
  'not-a-snapshot' | 'passphrase-wrong' | 'damaged' | 'newer' | 'target-not-empty' | 'rows-missing';

export class SnapshotProblem extends Error {
  override name = 'SnapshotProblem';
  readonly word: SnapshotProblemWord;
  constructor(word: SnapshotProblemWord, options?: ErrorOptions) {
    super(word, options);
    this.word = word;
  }
}

const HEADER_BYTES = 5;
/** A frame holds one batch of rows; PostgreSQL takes no longer text than 1 GB. More is a damaged length. */
const MAX_FRAME_BYTES = 2 ** 30;
const KINDS = { entry: 1, data: 2 } as const;

function frame(kind: keyof typeof KINDS, payload: Uint8Array): Uint8Array[] {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(KINDS[kind], 0);
  header.writeUInt32BE(payload.length, 1);
  return [header, payload];
}

export function entryFrame(entry: SnapshotEntry): Uint8Array[] {
  return frame('entry', Buffer.from(JSON.stringify(entry)));
}

export function dataFrame(bytes: Uint8Array): Uint8Array[] {
  return frame('data', bytes);
}

/** `workFactor` is scrypt's: 18 takes about a second, for whoever guesses too. Tests take less. */
export async function seal(
  plain: AsyncIterable<Uint8Array>,
  passphrase: string,
  workFactor = 18,
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return iterate(await encrypter.encrypt(compressed(plain)));
}

/** The parts of a sealed snapshot. Throws SnapshotProblem when it cannot be opened, or is cut or changed on the way. */
export async function* unseal(
  sealed: AsyncIterable<Uint8Array>,
  passphrase: string,
): AsyncGenerator<SnapshotPart, void> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let opened: ReadableStream<Uint8Array>;
  try {
    opened = await decrypter.decrypt(fromIterable(sealed));
  } catch (error) {
    throw new SnapshotProblem('passphrase-wrong', { cause: error });
  }
  try {
    yield* parts(iterate(decompressed(opened)));
  } catch (error) {
    throw error instanceof SnapshotProblem ? error : new SnapshotProblem('damaged', { cause: error });
  }
}

async function* parts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SnapshotPart, void> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const take = (count: number): Buffer => {
    const all = Buffer.concat(held);
    held = [all.subarray(count)];
    heldBytes -= count;
    return all.subarray(0, count);
  };
  let header: Buffer | null = null;
  for await (const chunk of chunks) {
    held.push(chunk);
    heldBytes += chunk.length;
    for (;;) {
      if (header === null && heldBytes >= HEADER_BYTES) header = take(HEADER_BYTES);
      if (header === null) break;
      const length = header.readUInt32BE(1);
      if (length > MAX_FRAME_BYTES) throw new SnapshotProblem('damaged');
      if (heldBytes < length) break;
      const payload = take(length);
      yield header.readUInt8(0) === KINDS.entry
        ? { kind: 'entry', entry: JSON.parse(payload.toString()) as SnapshotEntry }
        : { kind: 'data', bytes: payload };
      header = null;
    }
  }
  if (header !== null || heldBytes > 0) throw new SnapshotProblem('damaged');
}

function compressed(plain: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const stream = fromIterable(plain) as ReadableStream<BufferSource>;
  return stream.pipeThrough(new CompressionStream('gzip'));
}

function decompressed(packed: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return (packed as ReadableStream<BufferSource>).pipeThrough(new DecompressionStream('gzip'));
}

/** Node's streams come from iterables and are iterable; the DOM's types do not say so. */
function fromIterable(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return NodeStream.from(chunks) as unknown as ReadableStream<Uint8Array>;
}

function iterate(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  return stream as unknown as AsyncIterable<Uint8Array>;
}
