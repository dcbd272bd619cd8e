import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { startServer } from '../support/server.ts';
import { serverPid } from './server-pid.ts';

/**
 * `node tests/bench/event-stream.ts [readers]`: what open event streams cost, and how soon everyone is told.
 * Aimed at: 5 000 readers under 300 MB above idle, all told within 2 s.
 */
const READERS = Number(process.argv[2] ?? 5000);
const ROUNDS = 5;

const server = await startServer();
const pid = await serverPid(server);
const megabytes = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const { port } = new URL(server.url);

let greeted = 0;
let heardAt: number[] = [];
function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`GET /api/alerts/stream HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`),
    );
    socket.on('data', (chunk: Buffer) => {
      if (chunk.includes('event: alerts')) heardAt.push(performance.now());
      else if (chunk.includes('event: hello')) {
        greeted += 1;
        resolve(socket);
      }
    });
    socket.on('error', reject);
  });
}

// Warm first: what the first requests and bulletins leave behind is not the streams'.
for (let i = 0; i < 3; i += 1) await ingest(server, capMessage().xml);
for (let i = 0; i < 200; i += 1) await fetch(`${server.url}/now/654225/`).then((answer) => answer.text());
await wait(5000);
const idle = megabytes();
const sockets: Socket[] = [];
for (let at = 0; at < READERS; at += 100)
  sockets.push(...(await Promise.all(Array.from({ length: Math.min(100, READERS - at) }, open))));
await wait(3000);
const held = megabytes();
console.log(`${greeted} readers greeted; idle ${idle.toFixed(0)} MB, with readers ${held.toFixed(0)} MB`);
console.log(
  `  ${(held - idle).toFixed(0)} MB above idle, ${(((held - idle) * 1024) / READERS).toFixed(1)} kB each`,
);

for (let round = 0; round < ROUNDS; round += 1) {
  heardAt = [];
  const asked = performance.now();
  await ingest(server, capMessage().xml);
  const stored = performance.now();
  while (heardAt.length < READERS && performance.now() - asked < 30_000) await wait(5);
  const times = heardAt.map((at) => at - stored).sort((a, b) => a - b);
  const at = (share: number): string =>
    `${(times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0)} ms`;
  console.log(
    `  told ${times.length} of ${READERS}: half within ${at(0.5)}, 99 % within ${at(0.99)}, all within ${at(1)} of the answer 已发布`,
  );
}
await wait(25_000);
console.log(`  after events and a heartbeat: ${(megabytes() - idle).toFixed(0)} MB above idle`);
for (const socket of sockets) socket.destroy();
await server.stop();
