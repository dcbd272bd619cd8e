import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A file of the project: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

const notOurs = /^(node_modules|dist|dist-demo|coverage|\.git|\.astro|\.contentlayer|\.data.*|.*\.log)$/;
const fixtures = /(^|\/)fixtures\//;

/** Everything that is, or would be, committed; found by walking, so that it also works where there is no git. */
export function listFiles(pattern: string | readonly string[], root = projectRoot): string[] {
  return globSync(pattern, { cwd: root, exclude: ({ name }) => notOurs.test(name), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length).replaceAll('\\', '/'))
    .sort();
}

export function readSource(path: string, root = projectRoot): SourceFile {
  return { path, text: readFileSync(`${root}${path}`, 'utf8') };
}

/** Our own code; fixtures are left out because they break the rules on purpose. */
export function readCode(root = projectRoot, folders = '{src,functions,tests,content,public}'): SourceFile[] {
  return listFiles([`${folders}/**/*.{ts,tsx,mjs,js,astro}`, '*.{ts,mjs,js}'], root)
    .filter((path) => !fixtures.test(path))
    .map((path) => readSource(path, root));
}

export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;
