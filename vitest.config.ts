import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const databaseSetup = './tests/support/embedded-database.ts';

const shared = {
  setupFiles: ['./tests/support/console-error.ts'],
  // Far from Shanghai and with summer time: a local getter where UTC or Asia/Shanghai was meant shows at once.
  env: { TZ: 'America/New_York', NODE_ENV: 'test' },
};

export default defineConfig({
  resolve: {
    alias: [
      // The package is published as contentlayer2; its generated code and its own imports use both names.
      { find: 'contentlayer/generated', replacement: here('./.contentlayer/generated/index.mjs') },
      { find: /^contentlayer2\//, replacement: 'contentlayer/' },
    ],
  },
  test: {
    // Both cores: the default leaves one of two to the terminal.
    maxWorkers: 2,
    // Two projects run at once as two processes, and would write the same file of durations.
    cache: false,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/{functions,site,e2e,structure}/**', '**/fixtures/**'],
          // Property tests and unpacking of a browser, on two cores that other suites use too.
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'structure',
          include: ['tests/structure/*.test.ts'],
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'database',
          include: ['tests/functions/**/*.test.ts'],
          globalSetup: existsSync(here(databaseSetup)) ? [databaseSetup] : [],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      ...(['site', 'e2e'] as const).map((name, position) => ({
        extends: true as const,
        test: {
          ...shared,
          name,
          include: [`tests/${name}/**/*.test.ts`],
          globalSetup: ['./tests/support/running-site.ts'],
          // One browser and one server at a time: two cores, and the journeys share the server's rows.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 + position },
        },
      })),
    ],
  },
});
