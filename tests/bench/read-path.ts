import { request } from 'node:http';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { startServer } from '../support/server.ts';
import { load, type Load } from './load.ts';
import { hasNginx, startNginx, type Bytes } from './nginx.ts';
import { serverPid } from './server-pid.ts';

/**
 * `node tests/bench/read-path.ts [seconds]`: reading while a bulletin is issued every second, beside nginx with one
 * worker that serves the same bytes on the same machine, asked with the same tool, in turns. Aimed at: half of nginx.
 */
const SECONDS = Number(process.argv[2] ?? 4);
const ROUNDS = 5;
const PATHS = ['/now/654225/', '/api/alerts?region=654225'];

const server = await startServer();
for (let i = 0; i < 3; i += 1) await ingest(server, capMessage({ level: '橙' }).xml);
const pid = await serverPid(server);

const take = (path: string): Promise<Bytes> =>
  new Promise((resolve, reject) => {
    request(server.url + path, { headers: { 'accept-encoding': 'br' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        );
        resolve({ path: path.replace('?', '/'), headers, body: Buffer.concat(parts) });
      });
    })
      .on('error', reject)
      .end();
  });

const nginx = hasNginx() ? await startNginx(await Promise.all(PATHS.map(take))) : null;
if (nginx === null) console.log('nginx is not installed (/usr/sbin/nginx): our own figures only');

let issued = 0;
let isIssuing = true;
const last = {
  hazard: '大风',
  eventCode: '11B06',
  level: '蓝',
  area: '乌苏市',
  adcode: '654202000000',
} as const;
const issuing = (async () => {
  while (isIssuing) {
    const next = new Promise((resolve) => setTimeout(resolve, 1000));
    // For another county: every page is dropped all the same, and the bytes stay comparable.
    await ingest(server, capMessage({ ...last, hours: 0.01 }).xml);
    issued += 1;
    await next;
  }
})();

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const of = (loads: Load[], key: keyof Load): number => median(loads.map((one) => one[key]));
for (const path of PATHS) {
  const ours: Load[] = [];
  const theirs: Load[] = [];
  await load(server.url + path, pid, 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (nginx !== null) theirs.push(await load(nginx.url + path.replace('?', '/'), nginx.workerPid, SECONDS));
    ours.push(await load(server.url + path, pid, SECONDS));
  }
  const say = (name: string, loads: Load[]): void =>
    console.log(
      `  ${name.padEnd(6)} ${of(loads, 'perSecond').toFixed(0)} requests/s, p50 ${of(loads, 'p50Ms')} ms, p99 ${of(loads, 'p99Ms')} ms, ` +
        `${of(loads, 'cpuMicroseconds').toFixed(1)} µs of its processor each, ${loads.reduce((sum, one) => sum + one.failures, 0)} failures`,
    );
  console.log(path);
  say('anlan', ours);
  if (nginx === null) continue;
  say('nginx', theirs);
  const perSecond = median(ours.map((one, i) => one.perSecond / (theirs[i]?.perSecond ?? 1)));
  const cpu = median(ours.map((one, i) => (theirs[i]?.cpuMicroseconds ?? 0) / one.cpuMicroseconds));
  console.log(`  ratio  ${perSecond.toFixed(2)} of its requests/s; by processor time ${cpu.toFixed(2)}`);
}
isIssuing = false;
await issuing;
console.log(`${issued} bulletins were issued meanwhile`);
await nginx?.stop();
await server.stop();
