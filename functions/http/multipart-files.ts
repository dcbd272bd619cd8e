import { failed, ok, type Problem, type Result } from '../../src/domain/problem.ts';

/**
 * Takes the files out of a multipart body while it arrives, so that only one piece of a photo is ever in memory: the
 * platform's own parser holds a form of ninety megabytes four times over. What a part's header means stays the
 * platform's business: of each file it gets an empty one, and parses that.
 */
export type TakeFile = (content: AsyncIterable<Uint8Array>) => Promise<Result<null>>;

/** Far beyond all fields together: text, identity, ids. */
const MAX_REST_BYTES = 256 * 1024;
const MAX_HEADER_BYTES = 8 * 1024;
const LINE_END = Buffer.from('\r\n');
const HEADER_END = Buffer.from('\r\n\r\n');

export interface SplitForm {
  /** The body as far as it was read, closed, its files empty. */
  rest: Uint8Array;
  problem: Problem | null;
}

/** `take` is called for each file in order; with its first problem reading ends. */
export async function splitMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  take: TakeFile,
): Promise<SplitForm> {
  const found = /boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const delimiter = Buffer.from(`\r\n--${found?.[1] ?? found?.[2] ?? ''}`);
  const pieces = new Pieces(body);
  const rest: Uint8Array[] = [];
  let restBytes = 0;
  const keep = (...bytes: readonly Uint8Array[]): void => {
    rest.push(...bytes);
    for (const { length } of bytes) restBytes += length;
  };
  const end = (problem: Problem | null): SplitForm => ({
    rest: Buffer.concat([...rest, delimiter.subarray(rest.length === 0 ? 2 : 0), Buffer.from('--\r\n')]),
    problem,
  });
  // A form begins with the delimiter without its line break.
  if (found === null || !(await pieces.skip(delimiter.subarray(2))))
    return end(failed('form-invalid').problem);
  for (;;) {
    const mark = await pieces.take(2);
    if (mark?.equals(Buffer.from('--')) === true) return end(null);
    if (mark?.equals(LINE_END) !== true) return end(failed('form-invalid').problem);
    const header = await pieces.until(HEADER_END, MAX_HEADER_BYTES);
    if (!header.ok) return end(header.problem);
    const isFile = /;\s*filename\*?=/i.test(header.value.toString('latin1'));
    const content = isFile
      ? await take(pieces.upTo(delimiter))
      : await pieces.until(delimiter, MAX_REST_BYTES);
    if (!content.ok) return end(content.problem);
    if (!pieces.isWhole) return end(failed('form-invalid').problem);
    keep(rest.length === 0 ? delimiter.subarray(2) : delimiter, LINE_END, header.value, HEADER_END);
    if (content.value !== null) keep(content.value);
    if (restBytes > MAX_REST_BYTES) return end(failed('request-too-large').problem);
  }
}

/** A stream read in pieces of our choosing. */
class Pieces {
  #held: Buffer = Buffer.alloc(0);
  readonly #source: AsyncIterator<Uint8Array>;
  /** Whether the last `upTo` came to its mark and not to the end of the body. */
  isWhole = true;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done === true) return false;
    this.#held = this.#held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.#held, next.value]);
    return true;
  }

  async take(bytes: number): Promise<Buffer | null> {
    while (this.#held.length < bytes) if (!(await this.#more())) return null;
    const taken = this.#held.subarray(0, bytes);
    this.#held = this.#held.subarray(bytes);
    return taken;
  }

  async skip(expected: Uint8Array): Promise<boolean> {
    return (await this.take(expected.length))?.equals(expected) === true;
  }

  /** Everything before `mark`, which is taken too. */
  async until(mark: Buffer, maxBytes: number): Promise<Result<Buffer>> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at > maxBytes || (at === -1 && this.#held.length > maxBytes + mark.length))
        return failed('request-too-large');
      if (at !== -1) {
        const found = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        return ok(found);
      }
      if (!(await this.#more())) return failed('form-invalid');
    }
  }

  async *upTo(mark: Buffer): AsyncGenerator<Buffer> {
    this.isWhole = false;
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at !== -1) {
        const last = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        this.isWhole = true;
        if (last.length > 0) yield last;
        return;
      }
      // The mark may have begun at the very end of what is held.
      const safe = Math.max(0, this.#held.length - mark.length + 1);
      if (safe > 0) {
        const part = this.#held.subarray(0, safe);
        this.#held = this.#held.subarray(safe);
        yield part;
      }
      if (!(await this.#more())) return;
    }
  }
}
