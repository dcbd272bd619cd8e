import { ESLint } from 'eslint';
import { beforeAll, expect, test } from 'vitest';
import { astroScriptViolations } from './astro-scripts.ts';
import { listFiles, projectRoot, readSource } from './project-files.ts';

const folder = 'tests/structure/fixtures/lint';
let results: ESLint.LintResult[] = [];

beforeAll(async () => {
  const eslint = new ESLint({ cwd: projectRoot, ignore: false });
  results = await eslint.lintFiles([`${folder}/*.{ts,astro}`]);
}, 60_000);

test.each([
  ['floating-promise.ts', '@typescript-eslint/no-floating-promises'],
  ['floating-promise.astro', '@typescript-eslint/no-floating-promises'],
  ['misused-promise.ts', '@typescript-eslint/no-misused-promises'],
  ['misused-promise.astro', '@typescript-eslint/no-misused-promises'],
  ['type-import.ts', '@typescript-eslint/consistent-type-imports'],
  ['type-import.astro', '@typescript-eslint/consistent-type-imports'],
])('the linter rejects %s by %s', (name, rule) => {
  const result = results.find(({ filePath }) => filePath.endsWith(`/${name}`));
  expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
});

test('the linter rejects a floating promise in the <script> of a component', () => {
  const file = readSource(`${folder}/floating-promise-script.astro`);
  expect(astroScriptViolations([file])).toEqual([
    expect.stringMatching(
      /^tests.structure.fixtures.lint.floating-promise-script\.astro:8 @typescript-eslint\/no-floating-promises /,
    ),
  ]);
});

test('no <script> of a component breaks the promise rules', () => {
  expect(astroScriptViolations(listFiles('src/**/*.astro').map((path) => readSource(path)))).toEqual([]);
});
