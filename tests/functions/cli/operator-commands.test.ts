import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { operatorAlertRoutes } from '../../../functions/api/operator-alerts.ts';
import { operatorShelterRoutes } from '../../../functions/api/operator-shelters.ts';
import { runCommandLine } from '../../../functions/cli/command-line.ts';
import { writeServerFile } from '../../../functions/hosts/server-file.ts';
import { requireOperator } from '../../../functions/http/operator-token.ts';
import { toInstant } from '../../../src/domain/instant.ts';
import { capDocument } from '../cap-document.ts';
import { openDesk, type AlertDesk } from '../alert-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let desk: AlertDesk;
let folder: string;

/** The operator's doors on a port of their own, and a data folder that says where: what `npm start` leaves behind. */
beforeEach(async () => {
  desk = await openDesk(toInstant(Date.now()));
  folder = await temporaryFolder();
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'keys/operator-token'), 'token\n');
  const app = new Hono().basePath('/api/operator');
  app.use(requireOperator('token'));
  app.route('/', operatorAlertRoutes(desk.deps));
  app.route(
    '/',
    operatorShelterRoutes({ store: desk.store, gazetteer: desk.deps.gazetteer, isDemonstration: false }),
  );
  const server = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  await writeServerFile(folder, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pid: process.pid,
  });
  vi.stubEnv('ANLAN_DATA', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function anlan(...args: string[]) {
  const printed: string[] = [];
  const said: string[] = [];
  const code = await runCommandLine(args, {
    out: (line) => void printed.push(line),
    err: (line) => void said.push(line),
  });
  return { code, out: printed.join('\n'), err: said.join('\n') };
}

async function file(name: string, body: string | Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, body);
  return path;
}

const FORM = [
  '--hazard',
  '山洪',
  '--level',
  '橙',
  '--region',
  '654225201，654225204',
  '--source',
  '裕民县应急管理局',
  '--expires',
  '+6h',
];

test('an alert is issued in Chinese words and Beijing time, updated and cancelled', async () => {
  const issued = await anlan('alert', 'issue', ...FORM, '--json');
  expect(issued).toMatchObject({ code: 0, err: '' });
  const { alertId } = JSON.parse(issued.out) as { alertId: string };
  const [first] = await desk.current();
  expect(first?.parts[0]).toMatchObject({ level: 'orange', adcodes: ['654225201', '654225204'] });
  const hours = (Date.parse(first?.parts[0]?.expiresAt ?? '') - Date.parse(desk.deps.now())) / 3_600_000;
  expect(hours).toBeGreaterThan(5.9);
  expect(hours).toBeLessThan(6.1);
  expect(
    (await anlan('alert', 'update', alertId, ...FORM, '--level', '红色', '--expires', '2099-07-01 20:00'))
      .out,
  ).toContain('第 2 版');
  expect((await desk.current())[0]?.parts[0]).toMatchObject({
    level: 'red',
    expiresAt: '2099-07-01T12:00:00.000Z',
  });
  expect((await anlan('alert', 'cancel', alertId, '--reason', '雨停了')).code).toBe(0);
  expect((await desk.current())[0]?.action).toBe('cancel');
});

test('a refusal is said in Chinese with its word and place, and the exit code is 1', async () => {
  const refused = await anlan('alert', 'issue', ...FORM, '--hazard', '暴雨');
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/只能由气象台站发布[^]*hazard-meteorological[^]*hazard/);
  expect((await anlan('alert', 'update', 'nosuchalert', ...FORM)).err).toContain('alert-unknown');
  expect((await anlan('alert', 'issue', ...FORM, '--level', '紫')).err).toContain('field-invalid');
});

test('of several files each is told, in order, and one refusal makes the exit code 1', async () => {
  const good = await file('good.xml', capDocument({ sent: '2026-07-01T10:34:00+08:00' }));
  const bad = await file('bad.xml', '<alert>');
  expect(await anlan('alert', 'ingest', good, good)).toMatchObject({ code: 0 });
  const both = await anlan('alert', 'ingest', good, bad, join(folder, 'missing.xml'));
  expect(both.code).toBe(1);
  expect(both.out).toContain('已经收过');
  expect(both.err).toMatch(/bad\.xml[^]*xml-malformed[^]*missing\.xml[^]*file-unreadable/);
  const lines = (await anlan('alert', 'ingest', '--json', good, bad)).out
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(lines).toMatchObject([
    { file: good, results: [{ outcome: 'already-there' }] },
    { file: bad, problem: { word: 'xml-malformed' } },
  ]);
});

test('a draft is listed without the tricks of its text, and completed', async () => {
  const text = await file('draft.txt', '裕民县气象台发布暴雨预警。\u001b[2J\u001b[31m请尽快转移到高处。');
  expect((await anlan('alert', 'ingest', text)).out).toMatch(/草稿 (\S+)，还缺/);
  const listed = await anlan('alert', 'drafts');
  expect(listed.out).not.toContain('\u001b');
  const id = /^(\S+)/.exec(listed.out)?.[1] ?? '';
  expect((await anlan('alert', 'complete', id, '--level', '红色')).err).toContain('bulletin-incomplete');
  const done = await anlan(
    'alert',
    'complete',
    id,
    '--level',
    '红色',
    '--issued-at',
    '2026-07-01 10:00',
    '--action',
    '发布',
  );
  expect(done).toMatchObject({ code: 0, err: '' });
  expect((await anlan('alert', 'drafts')).out).toBe('没有草稿。');
});

test('a table of shelters is tried and then imported, each mistake by its line', async () => {
  const head = '编号,名称,区划代码,地址,来源,核验日期';
  const good = await file('good.csv', `${head}\nA,小学,654225,路,局,2026-11-01`);
  const bad = await file('bad.csv', `${head}\nA,小学,999999,路,局,2026-11-01`);
  expect(await anlan('shelters', 'import', '--dry-run', good)).toMatchObject({
    code: 0,
    out: expect.stringContaining('没有导入') as string,
  });
  expect(await desk.store.listShelters(null)).toEqual([]);
  expect(await anlan('shelters', 'import', bad)).toMatchObject({
    code: 1,
    err: expect.stringContaining('第 2 行 区划') as string,
  });
  expect((await anlan('shelters', 'import', good)).out).toContain('新增 1');
});

test.each([
  [['alert', 'ingest']], [['alert', 'update', ...FORM]], [['alert', 'cancel']], [['alert', 'complete']], [['shelters', 'import']],
  [['alert', 'issue', '--colour', 'red']], [['alert', 'issue', '--form', '/nonexistent.json']],
])('%j is a wrong call: exit code 2 and how to do it right', async (args) => {
  const { code, err } = await anlan(...args);
  expect([code, err.length > 10]).toEqual([2, true]);
}); // prettier-ignore

test('without a server, or with one that has gone, it says what to do', async () => {
  await writeServerFile(folder, { url: 'http://127.0.0.1:9', pid: 1 });
  expect(await anlan('alert', 'drafts')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/没有找到正在运行[^]*npm start/) as string,
  });
  vi.stubEnv('ANLAN_DATA', join(folder, 'nowhere'));
  expect((await anlan('alert', 'issue', ...FORM)).err).toContain('没有找到正在运行');
});

test('with another token nothing opens, and it says where the right one is', async () => {
  await writeFile(join(folder, 'keys/operator-token'), 'other');
  expect((await anlan('alert', 'issue', ...FORM)).err).toMatch(/操作口令不正确[^]*operator-token-wrong/);
  expect(await desk.current()).toEqual([]);
});
