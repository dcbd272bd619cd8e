import { eq } from './drizzle.ts';
import type { Database } from './database.ts';
import type { AttachmentStore } from './store.ts';
import { tipOff } from './tip-off-schema.ts';
import { unseal } from './tip-off-cipher.ts';

/** The keys of single tip-offs, each a file of its own outside the database, wrapped by the master key. */
export interface TipKeys {
  /** Null when there is no such tip-off, or when its key was destroyed. */
  open(tipOffId: string): Promise<Uint8Array | null>;
  readFile(name: string): Promise<Uint8Array | null>;
  /** After it nothing sealed with the key can be read, wherever copies lie. The photos' files go too. */
  destroy(tipOffId: string, files: readonly string[]): Promise<void>;
}

export function createTipKeys(
  database: Database,
  attachments: AttachmentStore,
  masterKey: Uint8Array,
): TipKeys {
  const keyFileOf = async (id: string): Promise<string | null> => {
    const [row] = await database.select({ keyFile: tipOff.keyFile }).from(tipOff).where(eq(tipOff.id, id));
    return row?.keyFile ?? null;
  };
  return {
    async open(id) {
      const file = await keyFileOf(id);
      const wrapped = file === null ? null : await attachments.read(file);
      return wrapped === null ? null : unseal(masterKey, wrapped, `${id}:key`);
    },
    readFile: (name) => attachments.read(name),
    async destroy(id, files) {
      const file = await keyFileOf(id);
      // The key first: should the rest fail, what is left is unreadable.
      if (file !== null) await attachments.delete(file);
      for (const name of files) await attachments.delete(name);
    },
  };
}
