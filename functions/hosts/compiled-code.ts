import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Node keeps what it made of our TypeScript and of the packages, and takes it again while the source is the same:
 * a start and every command are 0.6 s of processor time cheaper. Where the folder cannot be written, nothing is lost.
 */
export function keepCompiledCode(): void {
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/anlan-code', import.meta.url)));
}
