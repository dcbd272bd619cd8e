import type { DeviceCopy, DeviceKeeper } from './draft-saver.ts';

const PREFIX = 'anlan.desk';

export interface KeptCopy<V, R = unknown> extends DeviceCopy<V, R> {
  key: string;
  /** Epoch milliseconds. */
  keptAt: number;
}

/** The part of `localStorage` that is used; a browser may have none (private mode, full disk). */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Unsaved work on this device, by person and kind. A new draft has no id yet: it goes under the tab's own word, so
 * that two tabs never write over each other.
 */
export class DeviceCopies<V, R = unknown> implements DeviceKeeper<V, R> {
  readonly #shelf: () => Shelf;
  readonly #prefix: string;
  readonly #tab: string;
  readonly #now: () => number;
  readonly #accepts: (value: unknown) => value is V;

  /** `accepts`: whether a copy still has today's shape; what an older build kept must not break the page. */
  constructor(
    shelf: () => Shelf,
    owner: { memberId: string; scope: string; tab: string },
    now: () => number,
    accepts: (value: unknown) => value is V,
  ) {
    this.#shelf = shelf;
    this.#prefix = `${PREFIX}.${owner.memberId}.${owner.scope}.`;
    this.#tab = owner.tab;
    this.#now = now;
    this.#accepts = accepts;
  }

  keep(id: string | null, copy: DeviceCopy<V, R>): boolean {
    try {
      this.#shelf().setItem(this.#key(id), JSON.stringify({ ...copy, keptAt: this.#now() }));
      return true;
    } catch {
      return false;
    }
  }

  forget(id: string | null): void {
    this.discard(this.#key(id));
  }

  discard(key: string): void {
    try {
      this.#shelf().removeItem(key);
    } catch {
      // Nothing was kept, then nothing is left behind.
    }
  }

  find(id: string): KeptCopy<V, R> | null {
    return this.#read(this.#key(id));
  }

  /** New drafts that never reached the server, of other tabs and other days; the newest first. */
  leftovers(): readonly KeptCopy<V, R>[] {
    try {
      const shelf = this.#shelf();
      return Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '')
        .filter((key) => key.startsWith(`${this.#prefix}new-`) && key !== this.#key(null))
        .flatMap((key) => this.#read(key) ?? [])
        .sort((a, b) => b.keptAt - a.keptAt);
    } catch {
      return [];
    }
  }

  #key(id: string | null): string {
    return `${this.#prefix}${id ?? `new-${this.#tab}`}`;
  }

  #read(key: string): KeptCopy<V, R> | null {
    try {
      const kept = JSON.parse(this.#shelf().getItem(key) ?? 'null') as Partial<KeptCopy<V, R>> | null;
      if (kept === null || !this.#accepts(kept.value) || typeof kept.keptAt !== 'number') return null;
      return { value: kept.value, stored: kept.stored ?? null, key, keptAt: kept.keptAt };
    } catch {
      return null;
    }
  }
}
