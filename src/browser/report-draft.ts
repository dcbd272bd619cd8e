/** A photo of the report: cleaned pixels, and how far it got on its way. */
export interface DraftPhoto {
  id: string;
  clean: Blob;
  /** The file as it was, sealed to the custodian's key when the person asked; never kept readable. */
  original: Blob | null;
  /** Which of the custodian's keys that was. */
  originalKeyId: string | null;
  /** Where its upload goes on after a cut (a path of this site); null: not begun. */
  cleanPlace: string | null;
  originalPlace: string | null;
  /** The id of the finished upload. A retry names it again, so that a report whose answer was lost is the same. */
  cleanId: string | null;
  originalId: string | null;
}

export const NOT_UPLOADED = { cleanPlace: null, originalPlace: null, cleanId: null, originalId: null };

/** Sealed once and kept, so that a retry sends the same bytes: the server would take others for another report. */
export interface DraftIdentity {
  /** What it was sealed from, and to which key. */
  of: string;
  keyId: string;
  sealed: string;
}

/**
 * The unsent report on this device, so that a lost signal or a closed tab loses nothing. One draft at a time.
 * On a shared phone it betrays its writer: it is wiped after sending, by 紧急清除, and by itself after two days.
 */
export interface ReportDraft {
  fields: Readonly<Record<string, string>>;
  photos: readonly DraftPhoto[];
  identity: DraftIdentity | null;
  /** Kept with the draft, so that a report whose answer was lost is filed once and opens with this receipt. */
  receipt: string;
  retryKey: string;
  savedAt: number;
}

const DATABASE = 'anlan-report';
const STORE = 'draft';
const ONLY = 'current';
const KEEP_MS = 48 * 3_600_000;
function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('draft store closed', { cause: request.error }));
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
      transaction.onabort = () => reject(new Error('draft not stored', { cause: transaction.error }));
    });
  } finally {
    database.close();
  }
}

/** False when this browser keeps nothing (private window, storage full): the page then says so. */
export async function saveDraft(draft: ReportDraft): Promise<boolean> {
  try {
    await inStore('readwrite', (store) => store.put(draft, ONLY));
    return true;
  } catch {
    return false;
  }
}

/** The draft of less than two days ago; an older one is wiped. Null when there is none. */
export async function loadDraft(now: number): Promise<ReportDraft | null> {
  try {
    const draft = await inStore<ReportDraft | undefined>('readonly', (store) => store.get(ONLY));
    if (draft === undefined) return null;
    if (now - draft.savedAt <= KEEP_MS && isWhole(draft)) return draft;
    await wipeDraft();
    return null;
  } catch {
    return null;
  }
}

/** Deletes the whole database, not only its row. Resolves even when another tab still holds it open. */
export function wipeDraft(): Promise<void> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(DATABASE);
      request.onsuccess = request.onerror = request.onblocked = () => resolve();
    } catch {
      resolve();
    }
  });
}

/** False for a draft that an earlier version of this page wrote in another shape. */
function isWhole(draft: ReportDraft): boolean {
  return draft.identity !== undefined && draft.photos.every((photo) => photo.clean instanceof Blob);
}
