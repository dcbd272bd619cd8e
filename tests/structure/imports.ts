import { posix } from 'node:path';
import ts from 'typescript';
import { embeddedCode, templateOf } from './astro-source.ts';
import type { SourceFile } from './project-files.ts';

/** One edge of the import graph. `to` is a path from the root, or a package's name as written. */
export interface Import {
  from: string;
  to: string;
  line: number;
}

// What names another file without being an import: workers, assets, globs and <script src>.
const inCode = [
  /new\s+URL\(\s*(['"])(\.[^'"]+)\1\s*,\s*import\.meta\.url/g,
  /import\.meta\.glob[^(]*\(\s*(['"])([^'"]+)\1/g,
];
const inTemplate = [/\bimport\(\s*(['"])([^'"]+)\1/g, /<script\b[^>]*\ssrc\s*=\s*(["'])(\.[^"']+)\1/g];

/** Every import of a file, static, dynamic or type-only; in .astro files also those of <script> blocks and markup. */
export function importsOf(file: SourceFile): Import[] {
  if (!file.path.endsWith('.astro')) return importsOfCode(file.path, file.text, 0);
  const embedded = embeddedCode(file.text).flatMap((part) => importsOfCode(file.path, part.code, part.line));
  return [...embedded, ...matches(file.path, templateOf(file.text), inTemplate, 0)];
}

function importsOfCode(path: string, code: string, lineOffset: number): Import[] {
  const found = ts.preProcessFile(code, true, true).importedFiles.map(({ fileName, pos }) => ({
    from: path,
    to: resolve(path, fileName),
    line: lineOffset + lineAt(code, pos),
  }));
  return [...found, ...matches(path, code, inCode, lineOffset)];
}

function matches(path: string, text: string, patterns: readonly RegExp[], lineOffset: number): Import[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      from: path,
      to: resolve(path, match[2] ?? ''),
      line: lineOffset + lineAt(text, match.index),
    })),
  );
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function resolve(from: string, specifier: string): string {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('/')) return bare.slice(1);
  return bare.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), bare)) : bare;
}
