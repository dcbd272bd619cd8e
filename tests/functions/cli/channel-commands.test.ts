import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { operatorOutletRoutes } from '../../../functions/api/operator-outlets.ts';
import type { OutletResult } from '../../../functions/channels/outlet-contract.ts';
import { judgeSettings } from '../../../functions/channels/outlet-settings.ts';
import { isWebhookSecret, newWebhookSecret } from '../../../functions/channels/signature.ts';
import { runCommandLine } from '../../../functions/cli/command-line.ts';
import { writeServerFile } from '../../../functions/hosts/server-file.ts';
import { requireOperator } from '../../../functions/http/operator-token.ts';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { testMessage } from '../../../functions/use-cases/hand-over-message.ts';
import { openOffice, type Office } from '../outlet-fixture.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NOW = '2026-07-01T03:00:00.000Z';
let office: Office;
let folder: string;
/** Of the next test message. */
let answer: OutletResult;

beforeEach(async () => {
  office = await openOffice(NOW);
  folder = await temporaryFolder();
  answer = { outcome: 'delivered' };
  const ways = {
    internalHosts: new Set(['sms.intranet']),
    dataFolder: folder,
    isDemonstration: false,
    isProduction: false,
    now: () => NOW,
  };
  const app = new Hono().basePath('/api/operator');
  app.use(requireOperator('token'));
  app.route(
    '/',
    operatorOutletRoutes({
      outlets: office.outlets,
      judge: (settings, isInternal) => judgeSettings(ways, settings, isInternal),
      open: () => ({ handOver: () => Promise.resolve(answer), close: () => Promise.resolve() }),
      newSecret: newWebhookSecret,
      newId: () => '1',
      now: () => NOW,
      isKnownRegion: (code) => code.startsWith('654225'),
      publicUrl: 'https://yjglj.example.gov.cn',
    }),
  );
  const server = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'keys/operator-token'), 'token\n');
  const { port } = server.address() as AddressInfo;
  await writeServerFile(folder, { url: `http://127.0.0.1:${port}`, pid: process.pid });
  vi.stubEnv('ANLAN_DATA', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function anlan(...args: string[]) {
  const printed: string[] = [];
  const said: string[] = [];
  const io = { out: (line: string) => void printed.push(line), err: (line: string) => void said.push(line) };
  const code = await runCommandLine(args, io);
  return { code, out: printed.join('\n'), err: said.join('\n') };
}

const addWebhook = (...more: string[]) =>
  anlan(
    'channel',
    'add',
    'webhook',
    'sms',
    '--name',
    '短信网关',
    '--url',
    'https://sms.example.cn/hook?key=k1',
    ...more,
  );
const log = async () =>
  (await createAuditLog(openDatabase(office.pool)).list(10, null)).map(({ actor, action, to }) => [
    actor,
    action,
    to,
  ]);

describe('a channel is added', () => {
  test('with a secret that is shown once and never again, nor the query of its address', async () => {
    const added = await addWebhook(
      '--region',
      '654225100',
      '--level',
      '黄',
      '--drills',
      '--texts',
      'sms,cap',
    );
    expect(added).toMatchObject({ code: 0, err: '' });
    const secret = /whsec_\S+/.exec(added.out)?.[0] ?? '';
    expect(isWebhookSecret(secret)).toBe(true);
    const listed = await anlan('channel', 'list', '--json');
    expect(listed.out + (await anlan('channel', 'list')).out).not.toMatch(/whsec_|k1/);
    expect(JSON.parse(listed.out)).toMatchObject([
      {
        id: 'sms',
        address: 'sms.example.cn/hook?…',
        adcodes: ['654225100'],
        lowestLevel: 'yellow',
        acceptsDrills: true,
        mouths: ['sms', 'cap'],
        state: 'active',
        isInternal: false,
      },
    ]);
    expect(await office.outlets.findOutlet('sms')).toMatchObject({ settings: { secret } });
    const { rows } = await office.pool.query('select sealed_settings from outlet');
    expect(JSON.stringify(rows)).not.toMatch(/whsec_|sms\.example/);
    expect(await log()).toEqual([
      ['operator', 'outlet-added', expect.stringContaining('sms.example.cn/hook?…')],
    ]);
  });

  test('with the secret of its receiver, from a file and never from the line', async () => {
    const secret = newWebhookSecret();
    const file = join(folder, 'secret');
    await writeFile(file, `${secret}\n`);
    const added = await addWebhook('--secret-file', file);
    expect(added.code).toBe(0);
    expect(added.out).not.toContain('whsec_');
    expect(await office.outlets.findOutlet('sms')).toMatchObject({ settings: { secret } });
    expect((await addWebhook('--secret-file', join(folder, 'nowhere'))).err).toContain('没有这个文件');
  });

  test('by mail and by folder', async () => {
    const mail = await anlan(
      'channel', 'add', 'mail', 'duty', '--name', '值班信箱', '--host', 'smtp.example.cn', '--from', 'anlan@example.cn',
      '--to', 'a@example.cn,b@example.cn',
    ); // prettier-ignore
    expect(mail.out).toContain('smtp.example.cn:587，2 个收件人');
    const drop = await temporaryFolder();
    const files = await anlan('channel', 'add', 'file-drop', 'radio', '--name', '广播', '--folder', drop);
    expect(files).toMatchObject({ code: 0, err: '' });
  });

  test('inside the house only when said so on the command line, and that is in the log', async () => {
    const inside = ['channel', 'add', 'webhook', 'sms', '--name', '网关', '--url', 'https://10.1.2.3:9443/'];
    expect((await anlan(...inside)).err).toMatch(/内部网络|443/);
    expect((await anlan(...inside, '--allow-internal')).code).toBe(0);
    expect(await log()).toEqual([['operator', 'outlet-added', expect.stringContaining('允许内网地址')]]);
    // The operator's list of exact names opens only those.
    const named = (host: string, id: string) =>
      anlan('channel', 'add', 'webhook', id, '--name', '网关', '--url', `https://${host}:9443/`);
    expect((await named('sms.intranet', 'named')).code).toBe(0);
    expect((await named('other.sms.intranet', 'other')).code).toBe(1);
  });
});

describe('refused with the field that is wrong', () => {
  test.each([
    ['webhook', ['--url', 'http://sms.example.cn/'], 'url'],
    ['webhook', ['--url', 'https://127.1/'], 'url'],
    ['webhook', ['--url', 'https://[::ffff:169.254.169.254]/', '--allow-internal'], 'url'],
    ['webhook', ['--url', 'https://localhost./'], 'url'],
    ['webhook', ['--url', 'https://u:p@sms.example.cn/'], 'url'],
    ['webhook', ['--url', 'https://sms.example.cn/', '--region', '999999'], 'regions'],
    ['webhook', ['--url', 'https://sms.example.cn/', '--texts', 'web'], 'mouths.0'],
    ['mail', ['--host', '127.0.0.1', '--from', 'a@b.cn', '--to', 'c@d.cn'], 'host'],
    ['mail', ['--host', 'smtp.example.cn:25', '--from', 'a@b.cn', '--to', 'c@d.cn'], 'host'],
    [
      'mail',
      ['--host', 'smtp.example.cn', '--from', 'a@b.cn\r\nBcc: x@y.cn', '--to', 'c@d.cn'],
      'settings.from',
    ],
    ['mail', ['--host', 'smtp.example.cn', '--from', 'a@b.cn', '--to', 'c'], 'settings.to.0'],
    ['file-drop', ['--folder', 'relative/folder'], 'folder'],
    ['file-drop', ['--folder', '/nonexistent-folder'], 'folder'],
    ['carrier-pigeon', [], 'settings.kind'],
  ])('%s %j', async (kind, options, path) => {
    const refused = await anlan('channel', 'add', kind, 'x', '--name', '名称', ...options);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(`位置：${path}`);
    expect(await office.outlets.listOutlets()).toEqual([]);
  });

  test('the portal’s own data folder is no drop', async () => {
    for (const inside of [folder, join(folder, 'keys'), `${folder}/keys/../keys`])
      expect(
        (await anlan('channel', 'add', 'file-drop', 'x', '--name', '名称', '--folder', inside)).code,
      ).toBe(1);
  });

  test('an id that is taken, and one that is none', async () => {
    await addWebhook();
    expect((await addWebhook()).err).toContain('outlet-id-taken');
    const bad = await anlan(
      'channel',
      'add',
      'webhook',
      '../x',
      '--name',
      '名称',
      '--url',
      'https://sms.example.cn/',
    );
    expect(bad.err).toContain('位置：id');
  });
});

describe('a channel is tried, paused, resumed and removed', () => {
  beforeEach(async () => {
    await addWebhook();
  });

  test('each by its id, each in the log', async () => {
    expect((await anlan('channel', 'test', 'sms')).out).toContain('收下');
    expect((await anlan('channel', 'pause', 'sms')).code).toBe(0);
    expect((await anlan('channel', 'list')).out).toContain('已暂停');
    expect((await anlan('channel', 'resume', 'sms')).code).toBe(0);
    expect((await anlan('channel', 'remove', 'sms')).code).toBe(0);
    expect((await anlan('channel', 'list')).out).toContain('还没有');
    expect((await log()).map(([, action]) => action)).toEqual([
      'outlet-removed',
      'outlet-resumed',
      'outlet-paused',
      'outlet-tested',
      'outlet-added',
    ]);
    for (const action of ['test', 'pause', 'resume', 'remove'])
      expect((await anlan('channel', action, 'sms')).err).toContain('outlet-unknown');
  });

  test('a failure is said in words, and stands in the list', async () => {
    answer = { outcome: 'refused', trouble: 'credentials-refused' };
    const tried = await anlan('channel', 'test', 'sms');
    expect(tried).toMatchObject({ code: 1, err: expect.stringContaining('对方不认签名') as string });
    expect((await anlan('channel', 'list')).out).toMatch(/有问题[^]*对方不认签名/);
  });

  test('a test can be taken for no warning', async () => {
    const outlet = await office.outlets.findOutlet('sms');
    if (outlet === null) throw new Error('no outlet');
    const message = testMessage(outlet, 'test-1', NOW, 'https://yjglj.example.gov.cn');
    expect(message).toMatchObject({ kind: 'test', level: null, parts: [] });
    expect(message.texts.map(({ mouth }) => mouth)).not.toContain('cap');
    for (const { text } of message.texts) {
      expect(text).toMatch(/^【测试】/);
      expect(text).not.toMatch(/[红橙黄蓝]色|发布/);
    }
  });
});
