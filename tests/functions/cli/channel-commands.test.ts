import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { isWebhookSecret, newWebhookSecret } from '../../../functions/channels/signature.ts';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { testMessage } from '../../../functions/use-cases/hand-over-message.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { NOW, openChannelDesk, type ChannelDesk } from './channel-desk.ts';

let desk: ChannelDesk;
beforeEach(async () => {
  desk = await openChannelDesk();
});

const log = async () =>
  (await createAuditLog(openDatabase(desk.office.pool)).list(10, null)).map(({ actor, action, to }) => [
    actor,
    action,
    to,
  ]);

describe('a channel is added', () => {
  test('with a secret that is shown once and never again, nor the query of its address', async () => {
    const added = await desk.addWebhook(
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
    const listed = await desk.anlan('channel', 'list', '--json');
    expect(listed.out + (await desk.anlan('channel', 'list')).out).not.toMatch(/whsec_|k1/);
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
    expect(await desk.office.outlets.findOutlet('sms')).toMatchObject({ settings: { secret } });
    const { rows } = await desk.office.pool.query('select sealed_settings from outlet');
    expect(JSON.stringify(rows)).not.toMatch(/whsec_|sms\.example/);
    expect(await log()).toEqual([
      ['operator', 'outlet-added', expect.stringContaining('sms.example.cn/hook?…')],
    ]);
  });

  test('with the secret of its receiver, from a file and never from the line', async () => {
    const secret = newWebhookSecret();
    const file = join(desk.folder, 'secret');
    await writeFile(file, `${secret}\n`);
    const added = await desk.addWebhook('--secret-file', file);
    expect(added.code).toBe(0);
    expect(added.out).not.toContain('whsec_');
    expect(await desk.office.outlets.findOutlet('sms')).toMatchObject({ settings: { secret } });
    expect((await desk.addWebhook('--secret-file', join(desk.folder, 'nowhere'))).err).toContain(
      '没有这个文件',
    );
  });

  test('by mail and by folder', async () => {
    const mail = await desk.anlan(
      'channel', 'add', 'mail', 'duty', '--name', '值班信箱', '--host', 'smtp.example.cn', '--from', 'anlan@example.cn',
      '--to', 'a@example.cn,b@example.cn',
    ); // prettier-ignore
    expect(mail.out).toContain('smtp.example.cn:587，2 个收件人');
    const drop = await temporaryFolder();
    const files = await desk.anlan(
      'channel',
      'add',
      'file-drop',
      'radio',
      '--name',
      '广播',
      '--folder',
      drop,
    );
    expect(files).toMatchObject({ code: 0, err: '' });
  });

  test('inside the house only when said so on the command line, and that is in the log', async () => {
    const inside = ['channel', 'add', 'webhook', 'sms', '--name', '网关', '--url', 'https://10.1.2.3:9443/'];
    expect((await desk.anlan(...inside)).err).toMatch(/内部网络|443/);
    expect((await desk.anlan(...inside, '--allow-internal')).code).toBe(0);
    expect(await log()).toEqual([['operator', 'outlet-added', expect.stringContaining('允许内网地址')]]);
    // The operator's list of exact names opens only those.
    const named = (host: string, id: string) =>
      desk.anlan('channel', 'add', 'webhook', id, '--name', '网关', '--url', `https://${host}:9443/`);
    expect((await named('sms.intranet', 'named')).code).toBe(0);
    expect((await named('other.sms.intranet', 'other')).code).toBe(1);
  });
});

describe('a channel is tried, paused, resumed and removed', () => {
  beforeEach(async () => {
    await desk.addWebhook();
  });

  test('each by its id, each in the log', async () => {
    expect((await desk.anlan('channel', 'test', 'sms')).out).toContain('收下');
    expect((await desk.anlan('channel', 'pause', 'sms')).code).toBe(0);
    expect((await desk.anlan('channel', 'list')).out).toContain('已暂停');
    expect((await desk.anlan('channel', 'resume', 'sms')).code).toBe(0);
    expect((await desk.anlan('channel', 'remove', 'sms')).code).toBe(0);
    expect((await desk.anlan('channel', 'list')).out).toContain('还没有');
    expect((await log()).map(([, action]) => action)).toEqual([
      'outlet-removed',
      'outlet-resumed',
      'outlet-paused',
      'outlet-tested',
      'outlet-added',
    ]);
    for (const action of ['test', 'pause', 'resume', 'remove'])
      expect((await desk.anlan('channel', action, 'sms')).err).toContain('outlet-unknown');
  });

  test('a failure is said in words, and stands in the list', async () => {
    desk.answer = { outcome: 'refused', trouble: 'credentials-refused' };
    const tried = await desk.anlan('channel', 'test', 'sms');
    expect(tried).toMatchObject({ code: 1, err: expect.stringContaining('对方不认签名') as string });
    expect((await desk.anlan('channel', 'list')).out).toMatch(/有问题[^]*对方不认签名/);
  });

  test('a test can be taken for no warning', async () => {
    const outlet = await desk.office.outlets.findOutlet('sms');
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
