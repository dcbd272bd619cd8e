import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm test`: every check in order, none skipped because an earlier one failed, one verdict at the end.
 * `npm test -- lint site` runs the named stages only.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'node_modules/.cache/anlan-test-results');
const isNothingSkippable = process.env['ANLAN_REQUIRE_FULL_BROWSERS'] === '1';

interface Stage {
  name: string;
  commands: readonly (readonly string[])[];
  /** A Vitest project whose tests are counted. */
  project?: string;
  /** Suites that CI has provided everything for: there, a skipped one is a failure. */
  isWholeInCi?: boolean;
}

const vitest = (project: string, isWholeInCi = false): Stage => ({
  name: project,
  project,
  isWholeInCi,
  commands: [
    [
      'vitest',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(results, `${project}.json`)}`,
    ],
  ],
});

/**
 * In order; the lanes of one wave run beside each other, each on one of two cores. What is noisy or heavy (databases,
 * browsers) has a wave of its own kind, so that no journey waits for a compiler.
 */
const waves: readonly (readonly (readonly Stage[])[])[] = [
  [[{ name: 'content', commands: [['node', 'src/build/build-content.ts']] }]],
  [
    [
      {
        name: 'types',
        // `astro check` judges every .ts and .tsx of the project too; the worker has globals of its own.
        commands: [
          ['astro', 'check'],
          ['tsc', '--noEmit', '-p', 'src/service-worker'],
        ],
      },
      { name: 'format', commands: [['prettier', '--check', '.']] },
      vitest('structure'),
      vitest('unit'),
    ],
    [{ name: 'lint', commands: [['eslint', '.']] }],
  ],
  [[vitest('database', true)]],
  [
    [
      {
        name: 'build',
        commands: [
          ['node', 'tests/support/server-build.ts'],
          ['node', 'tests/support/server-build.ts', '--demo'],
        ],
      },
    ],
  ],
  [[vitest('site', true)], [vitest('e2e', true)]],
];
const stages = waves.flat(2);

interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  complaints: string[];
}

/** What a stage prints is kept until it has ended: two that run beside each other would not be readable. */
function run(
  [program = '', ...args]: readonly string[],
  env: Record<string, string>,
  printed: Buffer[],
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => printed.push(chunk));
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

async function runStage(stage: Stage, printed: Buffer[]): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0, skipped: 0, complaints: [] };
  const env = {
    ...(process.env as Record<string, string>),
    ASTRO_TELEMETRY_DISABLED: '1',
    PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
  };
  for (const command of stage.commands) {
    const code = await run(command, env, printed);
    if (code !== 0) outcome.complaints.push(`${command[0]} ended with ${code}`);
  }
  if (stage.project) await countTests(stage, outcome);
  else if (outcome.complaints.length > 0) outcome.failed = 1;
  else outcome.passed = 1;
  return outcome;
}

async function countTests(stage: Stage, outcome: Outcome): Promise<void> {
  const file = join(results, `${stage.project}.json`);
  const report = existsSync(file)
    ? (JSON.parse(await readFile(file, 'utf8')) as Record<
        'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests',
        number
      >)
    : null;
  outcome.passed = report?.numPassedTests ?? 0;
  outcome.failed = report?.numFailedTests ?? 0;
  outcome.skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  if (outcome.passed + outcome.failed === 0) outcome.complaints.push('no test ran');
  if (stage.isWholeInCi && isNothingSkippable && outcome.skipped > 0) {
    outcome.complaints.push(`${outcome.skipped} tests were skipped where everything they need is installed`);
  }
  // A suite that failed to load, or an error outside any test, is a failure although no test failed.
  if (outcome.complaints.length > 0) outcome.failed = Math.max(outcome.failed, 1);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0)
  throw new Error(`no stage ${unknown.join(', ')}; there are ${stages.map(({ name }) => name).join(' ')}`);

await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });
const lines = new Map<Stage, string>();
const total = { passed: 0, failed: 0, skipped: 0 };
async function runAndTell(stage: Stage): Promise<void> {
  const startedAt = performance.now();
  const printed: Buffer[] = [];
  const outcome = await runStage(stage, printed);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += outcome[key];
  const counted = stage.project
    ? ` ${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`
    : '';
  const mark = outcome.failed > 0 ? '✗' : '✓';
  const line = `${mark} ${stage.name.padEnd(11)}${seconds.padStart(7)} s${counted}`;
  lines.set(stage, [line, ...outcome.complaints].join(' · '));
  process.stdout.write(`\n━━━━ ${stage.name} ━━━━\n`);
  process.stdout.write(Buffer.concat(printed));
}

const startedAt = performance.now();
for (const wave of waves)
  await Promise.all(
    wave.map(async (lane) => {
      for (const stage of lane)
        if (wanted.length === 0 || wanted.includes(stage.name)) await runAndTell(stage);
    }),
  );

const told = stages.flatMap((stage) => lines.get(stage) ?? []).join('\n');
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
console.log(`\n━━━━ summary ━━━━\n${told}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped, ${minutes} min`);
process.exitCode = total.failed > 0 ? 1 : 0;
