import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sound = fileURLToPath(new URL('./fixtures/sound', import.meta.url));

/** A small sound content folder in which some files are changed; `null` deletes, a function edits the text. */
export type Changes = Readonly<Record<string, string | null | ((text: string) => string)>>;

/** Runs `use` on such a folder and removes it afterwards. */
export function withContent<T>(changes: Changes, use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'anlan-content-'));
  try {
    cpSync(sound, root, { recursive: true });
    for (const [file, change] of Object.entries(changes)) {
      const path = join(root, file);
      if (change === null) rmSync(path);
      else if (typeof change === 'string') writeFileSync(path, change);
      else {
        const before = readFileSync(path, 'utf8');
        const after = change(before);
        // A replacement that finds nothing would test the sound content and always pass.
        if (after === before) throw new Error(`the change to ${file} changes nothing`);
        writeFileSync(path, after);
      }
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export function replaced(what: string, by: string): (text: string) => string {
  return (text) => text.replace(what, by);
}
