import { describe, expect, test } from 'vitest';
import { listFiles, projectRoot, readCode } from './project-files.ts';
import { purityViolations } from './purity.ts';
import { directionViolations } from './rooms.ts';

const fixtures = (name: string) => `${projectRoot}tests/structure/fixtures/${name}/`;

test('every import goes the way of the design', () => {
  expect(directionViolations(readCode())).toEqual([]);
});

test('the domain and the feeds touch no clock, no chance and nothing outside; use cases take the time as an argument', () => {
  expect(readCode().flatMap(purityViolations)).toEqual([]);
});

describe('a violating fixture is caught, naming both files', () => {
  const found = directionViolations(readCode(fixtures('direction')));
  test.each([
    ['src/domain/reads-feeds.ts:1', 'src/feeds/atom.ts'],
    ['src/feeds/atom.ts:1', 'functions/store/save-alert.ts'],
    ['src/strings/reads-browser.ts:1', 'src/browser/push.ts'],
    ['src/content/reads-styles.ts:1', 'src/styles/tokens.css'],
    ['src/browser/push.ts:1', 'functions/store/store.ts'],
    ['src/service-worker/reads-push.ts:2', 'src/browser/push.ts'],
    ['src/components/Frontmatter.astro:2', 'src/browser/push.ts'],
    ['src/components/Script.astro:7', 'src/browser/push.ts'],
    ['src/components/ScriptSource.astro:1', 'src/browser/push.ts'],
    ['src/components/Markup.astro:1', 'src/content/guides.ts'],
    ['src/islands/Form.tsx:1', 'functions/use-cases/save.ts'],
    ['src/pages/secret.astro:2', 'src/service-worker/worker.ts'],
    ['src/pages/secret.astro:3', 'functions/store/list.ts'],
    ['src/pages/worker.ts:1', 'src/service-worker/worker.ts'],
    ['src/pages/raw-content.ts:1', 'content/guides/*.yaml'],
    ['src/pages/raw-content.ts:2', 'contentlayer/generated'],
    ['functions/store/reads-channel.ts:1', 'functions/channels/web-push.ts'],
    ['functions/channels/reads-use-case.ts:1', 'functions/use-cases/issue-alert.ts'],
    ['functions/use-cases/reads-implementation.ts:2', 'functions/store/queries.ts'],
    ['functions/api/reads-store.ts:1', 'functions/store/queries.ts'],
    ['functions/jobs/reads-component.ts:1', 'src/components/Frontmatter.astro'],
    ['functions/wiring.ts:1', 'src/islands/Form.tsx'],
    ['functions/somewhere/new.ts:1', 'functions/store/queries.ts'],
    ['content/guides/reads-domain.ts:1', 'src/domain/level.ts'],
  ])('%s imports %s', (from, to) => {
    expect(found.filter((sentence) => sentence.startsWith(`${from} imports ${to}: `))).toHaveLength(1);
  });

  test('and nothing else is', () => {
    expect(found).toHaveLength(24);
    expect(new Set(found.map((sentence) => sentence.split(':')[0])).size).toBe(
      listFiles('**/*.{ts,tsx,astro}', fixtures('direction')).length,
    );
  });
});

test.each([
  ['src/domain/clock.ts', ['Date.now', 'new Date() without an instant', 'Date() without an instant']],
  ['src/domain/dice.ts', ['Math.random', 'crypto.randomUUID']],
  ['src/domain/disk.ts', ['imports node:fs', 'imports path']],
  ['src/feeds/network.ts', ['fetch', 'process.env']],
  ['functions/use-cases/clock.ts', ['Date.now']],
])('a pure file that is not pure is caught: %s', (path, expected) => {
  const found = readCode(fixtures('purity'))
    .filter((file) => file.path === path)
    .flatMap(purityViolations);
  expect(found).toHaveLength(expected.length);
  for (const what of expected) expect(found.join('\n')).toContain(what);
});
