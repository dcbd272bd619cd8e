import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PROBLEM_STATUS, type ProblemWord } from '../../src/domain/problem.ts';
import { problemText } from '../../src/strings/problem-text.ts';
import { filled, t, wordsUnder } from '../../src/strings/translate.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'content', 'strings');
const catalogue = (file: string) =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
const chinese = catalogue('zh-CN.json');

/** Keys asked for by a source text: `t('key')`, `wordsUnder('kit.')`, `problem.` templates left out. */
function keysAskedFor(source: string): string[] {
  return [...source.matchAll(/(?<![\w.$])t\(\s*(['"`])([^'"`$]+)\1/g)].map((match) => match[2] ?? '');
}
function namespacesAskedFor(source: string): string[] {
  return [...source.matchAll(/\bwordsUnder\(\s*(['"`])([^'"`$]+)\1/g)].map((match) => match[2] ?? '');
}

const sources = ['src', 'functions'].flatMap((place) =>
  readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .filter((file) => ['.ts', '.tsx', '.astro'].includes(extname(file)))
    .map((file) => ({ file: `${place}/${file}`, text: readFileSync(join(root, place, file), 'utf8') })),
);

test('every key the code asks for has its words', () => {
  const missing = sources.flatMap(({ file, text }) =>
    keysAskedFor(text)
      .filter((key) => !(key in chinese))
      .map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});

test('every namespace the code asks for has words', () => {
  const empty = sources.flatMap(({ file, text }) =>
    namespacesAskedFor(text)
      .filter((namespace) => !Object.keys(chinese).some((key) => key.startsWith(namespace)))
      .map((namespace) => `${file}: ${namespace}`),
  );
  expect(empty).toEqual([]);
});

test('a key in any of the ways it may be written is seen', () => {
  const source =
    "t('a.b') + t(\n  \"c.d\", { n: 1 }) + t(`e.f`) + format('no') + x.t('no') + t(`problem.${w}`)";
  expect(keysAskedFor(source)).toEqual(['a.b', 'c.d', 'e.f']);
});

test('every problem word has its sentence, and no sentence is left without a word', () => {
  const words = Object.keys(PROBLEM_STATUS).toSorted();
  expect(Object.keys(wordsUnder('problem.')).toSorted()).toEqual(words);
  for (const word of words)
    expect(problemText({ word: word as ProblemWord })).toMatch(/\p{Script=Han}.*[。？！]$/u);
});

test.each(readdirSync(folder))('%s has sorted keys, words for each, and the same keys as Chinese', (file) => {
  const words = catalogue(file);
  const keys = Object.keys(words);
  expect(keys).toEqual(keys.toSorted());
  expect(keys).toEqual(Object.keys(chinese));
  expect(Object.entries(words).filter(([, text]) => text.trim() === '')).toEqual([]);
});

describe('a placeholder', () => {
  test('takes its value', () => {
    expect(filled('还有 {count} 件', { count: 3 })).toBe('还有 3 件');
  });

  test('without a value throws instead of showing half a sentence', () => {
    expect(() => filled('还有 {count} 件', {})).toThrow(/count/);
  });

  test('takes hostile text as it is, without looking into it again', () => {
    expect(filled('{a}', { a: '{b}$&' })).toBe('{b}$&');
  });
});

test('a key that does not exist throws', () => {
  // @ts-expect-error -- the types refuse it too, which is the first guard
  expect(() => t('no.such.key')).toThrow(/no\.such\.key/);
});
