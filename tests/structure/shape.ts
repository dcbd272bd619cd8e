import { lineCount } from './project-files.ts';
import type { SourceFile } from './project-files.ts';

/** The longest a file may be without saying why on its first line. */
const longest = 250;
/** What a folder or file is called when nobody decided what belongs in it. */
const nowhere = /(^|\/)(utils?|helpers?|misc|common|index\.(ts|tsx|js|mjs))(\.[a-z]+)?(\/|$)/i;

export function lengthViolations(file: SourceFile): string[] {
  const lines = lineCount(file.text);
  if (lines <= longest || hasReason(file.text)) return [];
  return [`${file.path} has ${lines} lines, over ${longest}, and no first-line comment "Long because …"`];
}

/** In an .astro file the first line that can hold a comment is the one after the opening fence. */
const hasReason = (text: string): boolean =>
  /^(---\r?\n)?\s*(\/\/|\/\*+|#|<!--)[^\n]*\blong because\b/i.test(text.replace(/^\uFEFF/, ''));

export const nameViolations = (path: string): string[] =>
  nowhere.test(path) ? [`${path}: a name that says nothing of what belongs there`] : [];

export function routeViolations({ path, text }: SourceFile): string[] {
  const most = path.startsWith('src/pages/') ? 40 : path.startsWith('functions/api/') ? 60 : Infinity;
  const lines = lineCount(text);
  return lines > most ? [`${path} has ${lines} lines; a route only composes, in at most ${most}`] : [];
}

const silenced = [
  { what: 'eslint-disable without " -- reason"', line: /eslint-disable(?!.*\s--\s+\S)/ },
  { what: '@ts-ignore or @ts-nocheck', line: /@ts-(ignore|nocheck)/ },
  { what: '@ts-expect-error without a reason', line: /@ts-expect-error\W*$/ },
  { what: 'a test that is the only one to run', line: /\b(test|it|describe)\.only\(/ },
];

/** Checks that were silenced without saying why. */
export function silenceViolations({ path, text }: SourceFile): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const found = silenced.filter((rule) => rule.line.test(line)).map((rule) => rule.what);
    const reasoned = /\/\/\s*\S/.test(line) || /^\s*(\/\/|\*|\/\*)/.test(lines[index - 1] ?? '');
    if (/\bas any\b/.test(line) && !/^\s*(\/\/|\*)/.test(line) && !reasoned)
      found.push('"as any" without a reason');
    return found.map((what) => `${path}:${index + 1}: ${what}`);
  });
}

/** `process.env` is read in one place, so that the configuration table of the README can be complete. */
export const environmentViolations = ({ path, text }: SourceFile): string[] =>
  /^functions\/(?!env\.ts$)/.test(path) && /\bprocess\.env\b/.test(text)
    ? [`${path} reads process.env; only functions/env.ts may`]
    : [];
