import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { getOnWire, type WireAnswer } from '../support/http.ts';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { until } from '../support/until.ts';

/** Each waits for a real database to go and come back, on a machine that may be busy. */
vi.setConfig({ testTimeout: 240_000 });

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
}, 180_000);
afterAll(() => server?.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<WireAnswer> =>
  getOnWire(server.url + path, headers);
const html = { accept: 'text/html,application/xhtml+xml' };
const isAway = async (): Promise<boolean> => (await get('/now/654225/')).text.includes('data-outage');
const isBack = async (): Promise<boolean> => !(await isAway());

/** The database's first process and all that it started. */
async function postgres(): Promise<number[]> {
  const file = await readFile(join(server.data, 'postgres/cluster/postmaster.pid'), 'utf8');
  const first = Number(file.split('\n')[0]);
  const children = await readFile(`/proc/${first}/task/${first}/children`, 'utf8');
  return [first, ...children.trim().split(' ').map(Number)];
}

/** The database neither answers nor hangs up, as when its disk or its network is gone. */
async function freeze(): Promise<() => void> {
  const frozen = await postgres();
  const signal = (name: NodeJS.Signals): void => {
    for (const pid of frozen)
      try {
        process.kill(pid, name);
      } catch {
        // one that has ended meanwhile
      }
  };
  signal('SIGSTOP');
  onTestFinished(() => signal('SIGCONT'));
  return () => signal('SIGCONT');
}

test('whoever is told 已发布 and looks at once sees it, on every page and list', async () => {
  for (let round = 0; round < 5; round += 1) {
    await get('/now/654225/');
    const { results } = (await ingest(server, capMessage().xml)) as { results: { alertId: string }[] };
    const id = results[0]?.alertId ?? 'none';
    for (const path of ['/now/654225/', '/', '/alerts/', '/api/alerts', '/api/alerts/digest', '/alerts/feed.atom', `/alerts/${id}/`])
      expect((await get(path)).text, path).toContain(id);
  }
}); // prettier-ignore

test('the database gone: what was known is told with its time, what ends meanwhile ends, nothing can be issued', async () => {
  const lasting = (await ingest(server, capMessage().xml)) as { results: { alertId: string }[] };
  const short = (await ingest(server, capMessage({ hours: 20 / 3600 }).xml)) as typeof lasting;
  const [lastingId, shortId] = [lasting, short].map(({ results }) => results[0]?.alertId ?? 'none');
  await get(`/alerts/${lastingId}/`);
  const thaw = await freeze();
  await until(isAway, 60_000);

  const now = await get('/now/654225/');
  expect(now.text).toMatch(/数据库连接中断，以下内容截至 今天 \d\d:\d\d/);
  expect(now.text).toContain(lastingId);
  expect(now.headers['cache-control']).toBe('no-cache');
  for (const path of ['/', '/alerts/', `/alerts/${lastingId}/`, '/shelters/', '/openness/'])
    expect([path, (await get(path, html)).status]).toEqual([path, 200]);
  const list = JSON.parse((await get('/api/alerts')).text) as { keptSince: string | null };
  expect(list.keptSince).not.toBeNull();
  // Still the server's doing: no page asks the database when the time of a bulletin is over.
  await until(async () => !(await get('/now/654225/')).text.includes(shortId ?? ''), 60_000);
  expect((await get('/now/654225/')).text).toContain(lastingId);

  await expect(ingest(server, capMessage().xml)).rejects.toThrow('database-unavailable');
  const refused = await get('/alerts/?before=2026-01-01T00:00:00.000Z', html);
  expect([refused.status, refused.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
  expect(refused.text).toContain('数据库暂时连不上');

  thaw();
  await until(isBack, 60_000);
  await until(() => ingest(server, capMessage().xml).then(() => true, () => false), 60_000);
}); // prettier-ignore

test('an embedded database that was killed is started again, and what was told before is still there', async () => {
  const { results } = (await ingest(server, capMessage().xml)) as { results: { alertId: string }[] };
  const id = results[0]?.alertId ?? 'none';
  const [first = 0] = await postgres();
  process.kill(first, 'SIGKILL');
  const after = capMessage().xml;
  await until(() => ingest(server, after).then(() => true, () => false), 120_000);
  await until(isBack, 60_000);
  expect((await get('/now/654225/')).text).toContain(id);
}); // prettier-ignore
