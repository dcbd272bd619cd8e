import type { Household } from '../domain/household.ts';
import { randomId } from './random-id.ts';

/**
 * The officer's list on this device: households, what was ticked, what is still to be reported. In a database of its
 * own, so that one press wipes all of it. Sealed with a passphrase the households are unreadable without it; ticks
 * carry only numbers drawn by this device.
 */
export interface CallBookRecord {
  /** Drawn here, says nothing of its officer; the server adds up devices by it. */
  device: string;
  adcode: string;
  placeName: string;
  /** Null while they are sealed. */
  households: Household[] | null;
  sealed: Uint8Array | null;
  /** Per alert the ids of households that answered. */
  called: Record<string, string[]>;
  /** Per alert the counts that the server has not taken yet. */
  unsent: Record<string, { total: number; done: number; at: string }>;
  isReminded: boolean;
}

const DATABASE = 'anlan-calls';
const STORE = 'book';
const ONLY = 'current';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('call store closed', { cause: request.error }));
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = use(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(new Error('calls not stored', { cause: transaction.error }));
    });
  } finally {
    database.close();
  }
}

/** False when this browser keeps nothing: the page must say that the list will be lost. */
export async function saveBook(book: CallBookRecord): Promise<boolean> {
  // What is sealed is stored sealed alone: the readable list must not lie beside it.
  const stored = book.sealed === null ? book : { ...book, households: null };
  return inStore('readwrite', (store) => store.put(stored, ONLY)).then(
    () => true,
    () => false,
  );
}

export async function loadBook(): Promise<CallBookRecord | null> {
  const found = await inStore<CallBookRecord | undefined>('readonly', (store) => store.get(ONLY)).catch(
    () => undefined,
  );
  return found ?? null;
}

/** Deletes the whole database. Resolves even when another tab still holds it open. */
export function wipeBook(): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

export function newBook(adcode: string, placeName: string): CallBookRecord {
  return {
    device: randomId(),
    adcode,
    placeName,
    households: [],
    sealed: null,
    called: {},
    unsent: {},
    isReminded: false,
  };
}
