import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { listFiles, projectRoot, readSource } from './project-files.ts';

const binary = /\.(png|jpe?g|webp|avif|heic|ico|otf|ttf|woff2?|gz|br|zip|pdf)$/i;
const files = listFiles(['**/*', '.ci/*', '.*'])
  .filter((path) => !binary.test(path) && !path.startsWith('tests/structure/'))
  .map((path) => readSource(path));

const where = (pattern: RegExp, ...exempt: RegExp[]): string[] =>
  files
    .filter(({ path }) => !exempt.some((one) => one.test(path)))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
    );

test('no file names a package registry, so that any mirror serves the lockfile', () => {
  expect(where(/registry\.(npmjs|npmmirror|yarnpkg)|^\s*"resolved":/)).toEqual([]);
});

test('no file holds a path of the machine it was written on', () => {
  const escaped = projectRoot.replace(/\/$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const home = homedir() === '/root' ? '' : `|${homedir()}/`;
  expect(where(new RegExp(`${escaped}(?![\\w-])${home}|/work/(main|shared)|/Users/\\w|/home/\\w+/`))).toEqual(
    [],
  );
});

test('only the suites of tests/shared-data read the folder beside the project', () => {
  expect(where(/\.\.\/shared\b/, /^tests\/shared-data\//, /\.md$/)).toEqual([]);
});
