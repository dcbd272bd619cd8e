import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { getOnWire } from '../support/http.ts';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { ownFolder } from '../support/browser-files.ts';

/** Each starts whole servers, on a machine that may be busy. */
vi.setConfig({ testTimeout: 240_000 });

async function dataFolder(): Promise<string> {
  const own = await ownFolder('lifetime');
  onTestFinished(own.remove);
  await chmod(own.path, 0o711);
  return own.path;
}

const idsAt = async (server: RunningServer): Promise<string[]> => {
  const { text } = await getOnWire(`${server.url}/api/alerts`);
  return (JSON.parse(text) as { alerts: { id: string }[] }).alerts.map(({ id }) => id);
};

test('what was acknowledged before a kill -9 is there after the next start', async () => {
  const data = await dataFolder();
  const acknowledged: string[] = [];
  for (const rounds of [3, 5]) {
    const server = await startServer({ data });
    // The kill falls among documents that are on their way: those need not be there, the acknowledged must.
    let isKilled = false;
    const sending = (async () => {
      for (let sent = 0; ; sent += 1) {
        if (sent === rounds) void server.kill().then(() => (isKilled = true));
        const answer = (await ingest(server, capMessage().xml)) as { results: { alertId: string }[] };
        acknowledged.push(answer.results[0]?.alertId ?? '');
      }
    })();
    await expect(sending).rejects.toThrow();
    await vi.waitUntil(() => isKilled);
  }
  const server = await startServer({ data });
  expect(await idsAt(server)).toEqual(expect.arrayContaining(acknowledged));
  expect(acknowledged.length).toBeGreaterThanOrEqual(8);
  expect(await server.stop()).toBe(0);
});

test('Ctrl-C ends open streams, stops the database and says so with 0; a second server on the folder is refused', async () => {
  const data = await dataFolder();
  const server = await startServer({ data });
  const postmaster = (await readFile(join(data, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0];
  await expect(startServer({ data })).rejects.toThrow('正被另一个安澜服务使用');
  const stream = await fetch(`${server.url}/api/alerts/stream`);
  const [code] = await Promise.all([server.stop(), stream.text()]);
  expect(code).toBe(0);
  // Gone, or a husk that nobody has collected yet.
  const left = await readFile(`/proc/${postmaster}/cmdline`, 'utf8').catch(() => '');
  expect(left).toBe('');
});
