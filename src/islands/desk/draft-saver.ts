import type { Answer } from './desk-answer.ts';

/** A record on the server as the saver sees it; `R` is the whole of it, `V` what a person types. */
export interface Stored<V, R = unknown> {
  id: string;
  version: number;
  value: V;
  record: R;
  /** Who saved it last, for the words beside a difference. */
  by: string;
}

/** Where drafts are kept; the form, the drill and the notice each have theirs. */
export interface DraftPort<V, R = unknown> {
  create(value: V): Promise<Answer<Stored<V, R>>>;
  save(id: string, version: number, value: V): Promise<Answer<Stored<V, R>>>;
}

/** What this device keeps until the server has it. */
export interface DeviceCopy<V, R = unknown> {
  value: V;
  /** What the server had when typing began: differences are told from it. */
  stored: Stored<V, R> | null;
}
export interface DeviceKeeper<V, R = unknown> {
  /** False: this browser stores nothing. */
  keep(id: string | null, copy: DeviceCopy<V, R>): boolean;
  forget(id: string | null): void;
}

export type SaveState =
  | { is: 'clean' | 'dirty' | 'saving' | 'saved' | 'signed-out' | 'changed' }
  | { is: 'unreachable'; message: string }
  | { is: 'refused'; message: string };

export interface SaverView<V, R = unknown> {
  value: V;
  stored: Stored<V, R> | null;
  /** A colleague saved meanwhile: nothing is saved until the officer has chosen. */
  theirs: Stored<V, R> | null;
  state: SaveState;
  isKeptOnDevice: boolean;
}

const SAVE_AFTER_MS = 700;
const RETRY_AFTER_MS = 8_000;

/**
 * Keeps what is typed: on the device with each change, on the server a moment after. One request at a time; whatever
 * the server answers, the typed value stays as it is. Only `resolve` replaces it, with what the officer chose.
 */
export class DraftSaver<V, R = unknown> {
  #view: SaverView<V, R>;
  readonly #port: DraftPort<V, R>;
  readonly #device: DeviceKeeper<V, R>;
  readonly #delays: { save: number; retry: number };
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | null = null;

  constructor(
    port: DraftPort<V, R>,
    device: DeviceKeeper<V, R>,
    start: { value: V; stored: Stored<V, R> | null },
    delays = { save: SAVE_AFTER_MS, retry: RETRY_AFTER_MS },
  ) {
    this.#port = port;
    this.#device = device;
    this.#delays = delays;
    this.#view = { ...start, theirs: null, state: { is: 'clean' }, isKeptOnDevice: true };
  }

  view = (): SaverView<V, R> => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** What was typed. Saved soon, unless a difference or a refusal waits for the officer. */
  change(value: V): void {
    const { state, stored } = this.#view;
    const waits = state.is === 'changed' || state.is === 'signed-out';
    this.#set({ value, ...(waits ? {} : { state: { is: 'dirty' } }), ...this.#kept(value, stored) });
    if (!waits) this.#later(this.#delays.save);
  }

  /** Saves now what is not saved yet. False: it is not on the server, and `view().state` says why. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running !== null) await this.#running;
    const { state } = this.#view;
    if (state.is === 'changed') return false;
    const isNew = this.#view.stored === null;
    if (!isNew && (state.is === 'clean' || state.is === 'saved')) return true;
    this.#running = this.#save();
    const isSaved = await this.#running;
    return isSaved && this.#view.state.is === 'dirty' ? this.flush() : isSaved;
  }

  /** The officer chose between both sides: the choice replaces what was typed and is saved on top of theirs. */
  resolve(value: V, theirs: Stored<V, R>): Promise<boolean> {
    this.#set({ value, stored: theirs, theirs: null, state: { is: 'dirty' }, ...this.#kept(value, theirs) });
    return this.flush();
  }

  /** A newer record came with another answer (issued, returned): nothing typed is open any more. */
  adopt(stored: Stored<V, R>): void {
    clearTimeout(this.#timer);
    this.#device.forget(stored.id);
    this.#set({ value: stored.value, stored, theirs: null, state: { is: 'clean' } });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #save(): Promise<boolean> {
    const { value, stored } = this.#view;
    this.#set({ state: { is: 'saving' } });
    const answer = await (stored === null
      ? this.#port.create(value)
      : this.#port.save(stored.id, stored.version, value));
    this.#running = null;
    if (answer.outcome === 'done') {
      const isNewest = this.#view.value === value;
      if (isNewest) this.#device.forget(stored?.id ?? null);
      else if (stored === null) this.#device.forget(null);
      this.#set({ stored: answer.value, state: { is: isNewest ? 'saved' : 'dirty' } });
      if (!isNewest) {
        this.#set(this.#kept(this.#view.value, answer.value));
        this.#later(this.#delays.save);
      }
      return true;
    }
    const theirs = answer.outcome === 'changed' ? answer.theirs : null;
    this.#set({ ...this.#kept(this.#view.value, stored), theirs, state: stateOf(answer) });
    if (answer.outcome === 'unreachable') this.#later(this.#delays.retry);
    return false;
  }

  #kept(value: V, stored: Stored<V, R> | null): Pick<SaverView<V, R>, 'isKeptOnDevice'> {
    return { isKeptOnDevice: this.#device.keep(stored?.id ?? null, { value, stored }) };
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #set(part: Partial<SaverView<V, R>>): void {
    this.#view = { ...this.#view, ...part };
    for (const listener of this.#listeners) listener();
  }
}

function stateOf(answer: Exclude<Answer<unknown>, { outcome: 'done' }>): SaveState {
  switch (answer.outcome) {
    case 'signed-out':
    case 'changed':
      return { is: answer.outcome };
    case 'unreachable':
    case 'refused':
      return { is: answer.outcome, message: answer.message };
  }
}
