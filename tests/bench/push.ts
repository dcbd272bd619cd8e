import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { startReceiver, type Receiver } from './push-receiver.ts';
import type { SenderFigures, SenderMode } from './push-sender.ts';

/** Messages of one round of one sender, and rounds. */
const MESSAGES = Number(process.env['ANLAN_BENCH_PUSH_MESSAGES'] ?? 1500);
const ROUNDS = Number(process.env['ANLAN_BENCH_PUSH_ROUNDS'] ?? 7);
const AT_ONCE = 50;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

interface Sender {
  round(): Promise<SenderFigures>;
  stop(): Promise<void>;
}

/** A sender that has warmed up and waits for the word. */
async function startSender(mode: SenderMode, receiver: Receiver): Promise<Sender> {
  const args = [mode, receiver.origin, receiver.certificate, String(MESSAGES), String(AT_ONCE)];
  const child = spawn(
    process.execPath,
    ['--no-deprecation', join(import.meta.dirname, 'push-sender.ts'), ...args],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      // What the web-push package trusts; it takes no certificate of ours without an agent of ours.
      env: { ...process.env, NODE_EXTRA_CA_CERTS: receiver.certificateFile },
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  if ((await lines.next()).value !== 'ready') throw new Error(`the sender ${mode} did not start`);
  return {
    round: async () => {
      child.stdin.write('go\n');
      return JSON.parse(String((await lines.next()).value)) as SenderFigures;
    },
    stop: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

/** P-256 agreements one core does in a second, by OpenSSL's own measure; null without the program. */
async function deriveLimit(): Promise<number | null> {
  try {
    const { stdout } = await promisify(execFile)('openssl', ['speed', '-seconds', '1', 'ecdhp256']);
    const line = stdout.split('\n').findLast((text) => text.includes('ecdh'));
    return Number(line?.trim().split(/\s+/).at(-1));
  } catch {
    return null;
  }
}

async function perMessage(): Promise<void> {
  const receiver = await startReceiver();
  const modes: SenderMode[] = ['web-push', 'fresh', 'armed'];
  const senders = await Promise.all(modes.map((mode) => startSender(mode, receiver)));
  const rounds: Record<SenderMode, SenderFigures[]> = { 'web-push': [], fresh: [], armed: [] };
  const limits: number[] = [];
  // In turns, so that a slow moment of the machine meets all; the ratio is one of each round.
  for (let i = 0; i < ROUNDS; i += 1) {
    const limit = await deriveLimit();
    if (limit !== null) limits.push(limit);
    for (const sender of senders) {
      const figures = await sender.round();
      rounds[figures.mode].push(figures);
    }
  }
  await Promise.all(senders.map((sender) => sender.stop()));
  const limit = limits.length > 0 ? median(limits) : null;
  const baseline = median(rounds['web-push'].map(({ cpuMicroseconds }) => cpuMicroseconds));
  console.log(
    `push: ${ROUNDS} rounds of ${MESSAGES} messages of ${rounds.fresh[0]?.payloadBytes} bytes, ${AT_ONCE} at once, TLS receiver: ${receiver.name}`,
  );
  console.log(
    `  OpenSSL P-256: ${limit === null ? 'no openssl here' : `${limit.toFixed(0)} agreements/s on one core`}`,
  );
  for (const mode of modes) {
    const cpu = median(rounds[mode].map(({ cpuMicroseconds }) => cpuMicroseconds));
    const ratio = median(
      rounds[mode].map(
        ({ cpuMicroseconds }, i) => cpuMicroseconds / (rounds['web-push'][i]?.cpuMicroseconds ?? baseline),
      ),
    );
    const share = limit === null ? '' : `, ${((1e8 / cpu / limit) | 0).toString()} % of the OpenSSL limit`;
    console.log(
      `  ${NAMES[mode].padEnd(38)}${median(rounds[mode].map((r) => r.perSecond))
        .toFixed(0)
        .padStart(6)} messages/s, ` +
        `${cpu.toFixed(0).padStart(5)} µs CPU, ratio ${ratio.toFixed(3)} (1/${(1 / ratio).toFixed(1)})${share}`,
    );
    const refused = rounds[mode].reduce((sum, one) => sum + one.refused, 0);
    if (refused > 0) console.log(`    ${refused} were not taken`);
  }
  await receiver.stop();
}

const NAMES: Record<SenderMode, string> = {
  'web-push': 'web-push sendNotification',
  fresh: 'ours, key made on the spot',
  armed: 'ours, key armed beforehand',
};

await perMessage();
