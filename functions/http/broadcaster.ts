/** Proxies cut silent connections after half a minute or so; a comment line keeps them. */
const HEARTBEAT_MS = 20_000;

/** Holds the open event streams of pages and tells them all that something changed. */
export class Broadcaster {
  readonly #encoder = new TextEncoder();
  readonly #readers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    this.#timer = setInterval(() => this.#write(': still here\n\n'), HEARTBEAT_MS);
    this.#timer.unref();
  }

  get size(): number {
    return this.#readers.size;
  }

  subscribe(signal: AbortSignal): ReadableStream<Uint8Array> {
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    const leave = (): void => {
      if (own !== undefined) this.#readers.delete(own);
    };
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#readers.add(controller);
        controller.enqueue(this.#encoder.encode('retry: 3000\n\n'));
        signal.addEventListener('abort', leave, { once: true });
      },
      cancel: leave,
    });
  }

  send(event: string): void {
    this.#write(`event: ${event}\ndata: {}\n\n`);
  }

  /** Ends every stream, so that the server can drain. */
  close(): void {
    clearInterval(this.#timer);
    for (const reader of this.#readers) reader.close();
    this.#readers.clear();
  }

  #write(text: string): void {
    const bytes = this.#encoder.encode(text);
    for (const reader of this.#readers) {
      // A reader that does not take what it is sent is dropped; it reconnects and asks.
      if ((reader.desiredSize ?? 0) < -64) {
        this.#readers.delete(reader);
        reader.close();
      } else reader.enqueue(bytes);
    }
  }
}
