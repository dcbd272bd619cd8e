import { expect, test } from 'vitest';
import { lineCount, listFiles, readCode, readSource } from './project-files.ts';
import {
  environmentViolations,
  lengthViolations,
  nameViolations,
  routeViolations,
  silenceViolations,
} from './shape.ts';

const code = readCode();
const styles = listFiles('src/**/*.css').map((path) => readSource(path));
// This folder's own texts spell out what they forbid.
const outside = code.filter(({ path }) => !path.startsWith('tests/structure/'));

test.each([
  ['src', /^src\//],
  ['functions', /^functions\//],
  ['src, functions and tests together', /^(src|functions|tests)\//],
])('half of the files in %s have at most 70 lines', (_, folder) => {
  const lengths = code
    .filter(({ path }) => folder.test(path))
    .map(({ text }) => lineCount(text))
    .sort((a, b) => a - b);
  expect(lengths[Math.floor((lengths.length - 1) / 2)] ?? 0).toBeLessThanOrEqual(70);
});

test('no file is long without a reason on its first line', () => {
  expect([...code, ...styles].flatMap(lengthViolations)).toEqual([]);
});

test('no file or folder is named for nothing', () => {
  expect(code.flatMap(({ path }) => nameViolations(path))).toEqual([]);
});

test('a page has at most 40 lines and an API route 60', () => {
  expect(code.flatMap(routeViolations)).toEqual([]);
});

test('no check is silenced without a reason', () => {
  expect(outside.flatMap(silenceViolations)).toEqual([]);
});

test('only functions/env.ts reads the environment', () => {
  expect(code.flatMap(environmentViolations)).toEqual([]);
});

const long = Array.from({ length: 251 }, () => 'export {};').join('\n');
test.each([
  ['a long file', () => lengthViolations({ path: 'src/a.ts', text: long })],
  ['a vague folder', () => nameViolations('src/utils/dates.ts')],
  ['a vague file', () => nameViolations('functions/http/helpers.ts')],
  ['an index', () => nameViolations('src/feeds/index.ts')],
  ['a long page', () => routeViolations({ path: 'src/pages/kit.astro', text: long })],
  ['a long route', () => routeViolations({ path: 'functions/api/alerts.ts', text: long })],
  ['a silenced rule', () => silenceViolations({ path: 'a.ts', text: '// eslint-disable-next-line eqeqeq' })],
  ['a silenced type', () => silenceViolations({ path: 'a.ts', text: '// @ts-ignore' })],
  ['an unexplained any', () => silenceViolations({ path: 'a.ts', text: 'const a = b as any;' })],
  ['a lonely test', () => silenceViolations({ path: 'a.ts', text: "test.only('x', () => {});" })],
  ['a hidden setting', () => environmentViolations({ path: 'functions/a.ts', text: "process.env['PORT']" })],
])('%s is caught', (_, check) => {
  expect(check()).toHaveLength(1);
});

test.each([
  [
    'a long file that says why',
    () => lengthViolations({ path: 'a.ts', text: `// Long because it is one table.\n${long}` }),
  ],
  ['an Astro index route', () => nameViolations('src/pages/guides/index.astro')],
  [
    'a rule switched off for a reason',
    () => silenceViolations({ path: 'a.ts', text: '// eslint-disable-line eqeqeq -- compares with null' }),
  ],
])('%s is let through', (_, check) => {
  expect(check()).toEqual([]);
});
