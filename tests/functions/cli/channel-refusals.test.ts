import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openChannelDesk, type ChannelDesk } from './channel-desk.ts';

let desk: ChannelDesk;
beforeEach(async () => {
  desk = await openChannelDesk();
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
    const refused = await desk.anlan('channel', 'add', kind, 'x', '--name', '名称', ...options);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(`位置：${path}`);
    expect(await desk.office.outlets.listOutlets()).toEqual([]);
  });

  test('the portal’s own data folder is no drop', async () => {
    for (const inside of [desk.folder, join(desk.folder, 'keys'), `${desk.folder}/keys/../keys`])
      expect(
        (await desk.anlan('channel', 'add', 'file-drop', 'x', '--name', '名称', '--folder', inside)).code,
      ).toBe(1);
  });

  test('an id that is taken, and one that is none', async () => {
    await desk.addWebhook();
    expect((await desk.addWebhook()).err).toContain('outlet-id-taken');
    const bad = await desk.anlan(
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
