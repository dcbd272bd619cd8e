/**
 * What filing costs: submits a second with one 3 MB photo beside the bare cost of sharp re-encoding the same photo, and
 * the memory of ten photos of 30 megapixels sent at once, child processes included. `node tests/bench/intake.ts`
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { startEmbeddedPostgres } from '../../functions/hosts/embedded-postgres.ts';
import { startJobs } from '../../functions/jobs/boss.ts';
import { JOBS } from '../../functions/jobs/queue.ts';
import { openPool } from '../../functions/store/database.ts';
import { migrateDatabase } from '../../functions/store/migrate.ts';
import { makeReceipt } from '../../src/domain/receipt.ts';

const SUBMITS = Number(process.env['SUBMITS'] ?? 40);
const AT_ONCE = 4;
const LONGEST_SIDE = 2560;

const folder = await mkdtemp(join(tmpdir(), 'anlan-intake-'));
const postgres = await startEmbeddedPostgres(folder);
const pool = openPool(postgres.connectionString, 2);
await migrateDatabase(pool);
await (await startJobs(postgres.connectionString, JOBS, () => undefined)).stop();
const program = join(import.meta.dirname, '../support/intake-server.ts');
const child = spawn(process.execPath, [program, postgres.connectionString, folder], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const url = await listening();
  await memory(url);
  if (process.env['SUBMITS'] !== '0') await speed(url);
} finally {
  child.kill('SIGKILL');
  await pool.end();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

async function listening(): Promise<string> {
  for await (const line of createInterface(child.stdout)) {
    const port = /^listening (\d+)$/.exec(line)?.[1];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
  }
  throw new Error('it ended before it listened');
}

async function speed(url: string): Promise<void> {
  const photo = await photoOf(4000, 3000, 3 * 1024 * 1024);
  const bare: number[] = [];
  sharp.cache(false);
  sharp.concurrency(1);
  for (let round = 0; round < 10; round += 1) bare.push(await timed(() => reencode(photo)));
  await submit(url, photo);
  const took: number[] = [];
  let left = SUBMITS;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 1;
        took.push(await timed(() => submit(url, photo)));
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const alone: number[] = [];
  for (let round = 0; round < 10; round += 1) alone.push(await timed(() => submit(url, photo)));
  const [floor, one] = [at(bare, 0.5), at(alone, 0.5)];
  console.log(`one photo of ${(photo.length / 1_048_576).toFixed(1)} MB, 12 megapixels`);
  console.log(`  sharp alone: p50 ${floor.toFixed(0)} ms`);
  console.log(
    `  filed, one after the other: p50 ${one.toFixed(0)} ms, p95 ${at(alone, 0.95).toFixed(0)} ms, ratio ${(one / floor).toFixed(2)}`,
  );
  console.log(
    `  ${AT_ONCE} at a time: ${(SUBMITS / seconds).toFixed(1)} a second, p50 ${at(took, 0.5).toFixed(0)} ms, p95 ${at(took, 0.95).toFixed(0)} ms, ratio of throughput ${((seconds * 1000) / SUBMITS / floor).toFixed(2)}`,
  );
}

async function memory(url: string): Promise<void> {
  const photo = await photoOf(6720, 4480, 9 * 1024 * 1024);
  const idle = await treeMegabytes(child.pid ?? 0);
  let peak = 0;
  let ofDecoder = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const [all, own] = [await treeMegabytes(child.pid ?? 0), await ownMegabytes(child.pid ?? 0)];
      peak = Math.max(peak, all);
      ofDecoder = Math.max(ofDecoder, all - own);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const statuses = await Promise.all(Array.from({ length: 10 }, () => submit(url, photo)));
  isOver = true;
  await watching;
  console.log(
    `ten photos of 30 megapixels, ${(photo.length / 1_048_576).toFixed(1)} MB each, at once: ${statuses.join(' ')}`,
  );
  console.log(
    `  idle ${idle.toFixed(0)} MB, peak ${peak.toFixed(0)} MB, ${(peak - idle).toFixed(0)} MB above idle, the decoder's process included, which takes ${ofDecoder.toFixed(0)} MB at most`,
  );
}

async function submit(url: string, photo: Uint8Array): Promise<number> {
  const form = new FormData();
  const fields = { category: 'mining', text: '矿井口没有围栏', receipt: makeReceipt(randomBytes(10)) };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('photos', new File([Uint8Array.from(photo)], 'photo.jpg'));
  const response = await fetch(`${url}/api/tip-offs`, { method: 'POST', body: form });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return response.status;
}

/** What the cleaner does, without anything around it. */
function reencode(photo: Uint8Array): Promise<unknown> {
  return sharp(photo)
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside' })
    .jpeg({ quality: 82 })
    .toBuffer();
}

/** A JPEG with a phone's grain, near the size asked for. */
async function photoOf(width: number, height: number, size: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 24 };
  const grain = await sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  let best = Buffer.alloc(0);
  for (const quality of [20, 40, 60, 70, 80, 90]) {
    const made = await sharp(grain).jpeg({ quality }).toBuffer();
    if (made.length > size && best.length > 0) break;
    best = made;
  }
  return best;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function at(values: readonly number[], share: number): number {
  return (
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
  );
}

async function ownMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Resident memory of a process and everything it started. */
async function treeMegabytes(root: number): Promise<number> {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    sizes.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  let sum = 0;
  for (const [pid, size] of sizes) if (isOurs(pid)) sum += size;
  return sum / 1024;
}
