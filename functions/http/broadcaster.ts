import { setImmediate } from 'node:timers/promises';

/** Proxies cut silent connections after half a minute or so; a comment line keeps them. */
const HEARTBEAT_MS = 20_000;
/** Events not yet taken: more than these and the reader sleeps or is gone, while its queue costs memory here. */
const MOST_UNREAD = 64;
/** So many are written to before other work gets its turn. */
const WRITES_AT_ONCE = 250;
/**
 * Measured: one costs 18–20 kB, so all of them stay under 200 MB. Whoever comes when it is full is told to ask the
 * small summary now and then instead: a county's crowd must not take the memory that its pages are served from.
 */
export const MOST_READERS = 10_000;

/** One open stream, whatever carries it. */
export interface Reader {
  write(bytes: Uint8Array): void;
  /** It does not take what it is sent. */
  isBehind(): boolean;
  end(): void;
}

/** Holds the open event streams of pages and tells them all what changed. */
export class Broadcaster {
  readonly #encoder = new TextEncoder();
  readonly #readers = new Set<Reader>();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #most: number;
  /** Said to each who comes; `lastId` is the last event it saw. */
  #greet: (lastId: string | null) => string = () => '';
  #isClosed = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(most = MOST_READERS) {
    this.#most = most;
    this.#timer = setInterval(() => void this.send(': still here\n\n'), HEARTBEAT_MS);
    this.#timer.unref();
  }

  get size(): number {
    return this.#readers.size;
  }

  get isFull(): boolean {
    return this.#readers.size >= this.#most;
  }

  greetWith(greet: (lastId: string | null) => string): void {
    this.#greet = greet;
  }

  /** Takes a reader in; whoever comes while the server drains is greeted and let go. */
  join(reader: Reader, lastId: string | null): void {
    // Each comes back after a time of its own: after a restart they must not all arrive in the same second.
    const retryMs = 2000 + Math.floor(Math.random() * 6000);
    reader.write(this.#encoder.encode(`retry: ${retryMs}\n${this.#greet(lastId) || '\n'}`));
    if (this.#isClosed) reader.end();
    else this.#readers.add(reader);
  }

  /** It left by itself. */
  leave(reader: Reader): void {
    this.#readers.delete(reader);
  }

  /** The same for a host that answers with web streams. */
  subscribe(signal: AbortSignal, lastId: string | null = null): ReadableStream<Uint8Array> {
    let reader: Reader | undefined;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const own = streamReader(controller);
        if (signal.aborted) return own.end();
        reader = own;
        signal.addEventListener('abort', () => this.#end(own), { once: true });
        this.join(own, lastId);
      },
      cancel: () => {
        if (reader !== undefined) this.leave(reader);
      },
    });
  }

  /** Writes one whole event to everyone, a few hundred at a time and one event after the other. */
  send(text: string): Promise<void> {
    const bytes = this.#encoder.encode(text);
    this.#turn = this.#turn.then(() => this.#write(bytes));
    return this.#turn;
  }

  /** Ends every stream, so that the server can drain. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const reader of this.#readers) this.#end(reader);
  }

  #end(reader: Reader): void {
    if (this.#readers.delete(reader)) reader.end();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    for (const reader of [...this.#readers]) {
      if (!this.#readers.has(reader)) continue;
      // It reconnects and asks.
      if (reader.isBehind()) this.#end(reader);
      else reader.write(bytes);
      written += 1;
      if (written % WRITES_AT_ONCE === 0) await setImmediate();
    }
  }
}

function streamReader(controller: ReadableStreamDefaultController<Uint8Array>): Reader {
  let isOpen = true;
  return {
    write: (bytes) => {
      if (isOpen) controller.enqueue(bytes);
    },
    isBehind: () => (controller.desiredSize ?? 0) < -MOST_UNREAD,
    end: () => {
      if (isOpen) controller.close();
      isOpen = false;
    },
  };
}
