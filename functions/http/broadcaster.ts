/** Proxies cut silent connections after half a minute or so; a comment line keeps them. */
const HEARTBEAT_MS = 20_000;
/** News not yet taken: more than this and the reader sleeps or is gone, while its queue costs memory here. */
const MOST_UNREAD = 64;

/** Holds the open event streams of pages and tells them all that something changed. */
export class Broadcaster {
  readonly #encoder = new TextEncoder();
  readonly #readers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #timer: ReturnType<typeof setInterval>;
  #isClosed = false;

  constructor() {
    this.#timer = setInterval(() => this.#write(': still here\n\n'), HEARTBEAT_MS);
    this.#timer.unref();
  }

  get size(): number {
    return this.#readers.size;
  }

  subscribe(signal: AbortSignal): ReadableStream<Uint8Array> {
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(this.#encoder.encode('retry: 3000\n\n'));
        // Whoever left before we began, or comes while the server drains, must not be waited for.
        if (signal.aborted || this.#isClosed) return controller.close();
        own = controller;
        this.#readers.add(controller);
        signal.addEventListener('abort', () => this.#end(controller), { once: true });
      },
      cancel: () => {
        if (own !== undefined) this.#readers.delete(own);
      },
    });
  }

  send(event: string): void {
    this.#write(`event: ${event}\ndata: {}\n\n`);
  }

  /** Ends every stream, so that the server can drain. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const reader of this.#readers) this.#end(reader);
  }

  /** Only a reader still listed can be closed: closing twice throws, and would cost the others their news. */
  #end(reader: ReadableStreamDefaultController<Uint8Array>): void {
    if (this.#readers.delete(reader)) reader.close();
  }

  #write(text: string): void {
    const bytes = this.#encoder.encode(text);
    for (const reader of this.#readers) {
      // A reader that does not take what it is sent is dropped; it reconnects and asks.
      if ((reader.desiredSize ?? 0) < -MOST_UNREAD) this.#end(reader);
      else reader.enqueue(bytes);
    }
  }
}
