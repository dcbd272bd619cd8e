import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { blackholeOutlet } from '../../../functions/channels/blackhole.ts';
import { fileDropOutlet } from '../../../functions/channels/file-drop.ts';
import { mailOutlet } from '../../../functions/channels/mail.ts';
import type { Outlet } from '../../../functions/channels/outlet-contract.ts';
import { newWebhookSecret } from '../../../functions/channels/signature.ts';
import { webhookOutlet } from '../../../functions/channels/webhook.ts';
import { startMailServer } from '../../support/mail-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import { exampleHandOver, HOSTILE } from './hand-over-example.ts';

/** One implementation with the outside edge it meets. */
interface Setting {
  outlet: Outlet;
  /** All that lies at the receiver, as one text. */
  taken(): Promise<string>;
  /** How many bulletins the receiver can tell apart. */
  count(): Promise<number>;
  /** Makes the receiver unreachable; null where nothing can be. */
  cut: (() => Promise<void>) | null;
}

const NOW = '2026-07-01T02:35:00.000Z';

const settings: Record<string, () => Promise<Setting>> = {
  webhook: async () => {
    const receiver = await startWebhookReceiver();
    onTestFinished(() => receiver.close());
    const outlet = webhookOutlet({
      url: `${receiver.origin}/hook`,
      secret: newWebhookSecret(),
      isInternal: true,
      now: () => NOW,
      extraCa: receiver.ca,
      timeoutMs: 2000,
    });
    const ids = () => new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
    return {
      outlet,
      taken: () => Promise.resolve(receiver.received.map(({ body }) => body).join('\n')),
      count: () => Promise.resolve(ids().size),
      cut: () => receiver.close(),
    };
  },
  mail: async () => {
    const server = await startMailServer();
    onTestFinished(() => server.close());
    const outlet = mailOutlet({
      host: 'localhost',
      port: server.port,
      security: 'starttls',
      user: null,
      password: null,
      from: 'anlan@yjglj.example.gov.cn',
      to: ['duty@example.cn'],
      isInternal: true,
      extraCa: server.ca,
      timeoutMs: 2000,
    });
    const ids = () => new Set(server.received.map(({ raw }) => /^Message-ID: .*$/im.exec(raw)?.[0]));
    return {
      outlet,
      taken: () => Promise.resolve(server.received.map(({ raw }) => decodedMail(raw)).join('\n')),
      count: () => Promise.resolve(ids().size),
      cut: () => server.close(),
    };
  },
  files: async () => {
    const folder = join(await temporaryFolder(), 'drop');
    await mkdir(folder);
    const names = () => readdir(folder).then((all) => all.sort());
    return {
      outlet: fileDropOutlet({ folder }),
      taken: async () =>
        (await Promise.all((await names()).map((name) => readFile(join(folder, name), 'utf8')))).join('\n'),
      count: async () => (await names()).filter((name) => name.endsWith('.json')).length,
      cut: () => rm(folder, { recursive: true }),
    };
  },
  blackhole: () => {
    const outlet = blackholeOutlet();
    return Promise.resolve({
      outlet,
      taken: () => Promise.resolve(JSON.stringify(outlet.taken)),
      count: () => Promise.resolve(outlet.taken.length),
      cut: null,
    });
  },
};

/** Base64 parts and encoded words of a mail, opened. */
function decodedMail(raw: string): string {
  const words = raw.replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, text: string) =>
    Buffer.from(text, 'base64').toString('utf8'),
  );
  return words.replace(/(?:^[A-Za-z0-9+/=]{40,}\r?\n)*^[A-Za-z0-9+/=]{4,}\r?$/gm, (block) =>
    Buffer.from(block, 'base64').toString('utf8'),
  );
}

describe.each(Object.keys(settings))('%s', (kind) => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await (settings[kind] as () => Promise<Setting>)();
    onTestFinished(() => setting.outlet.close());
  });

  test('hands a bulletin over with its words', async () => {
    expect(await setting.outlet.handOver(exampleHandOver())).toEqual({ outcome: 'delivered' });
    const taken = await setting.taken();
    expect(taken).toContain('住在沟口的人往高处走');
    expect(taken).toContain('<alert>1</alert>');
  });

  test('the same bulletin twice is one bulletin to its receiver', async () => {
    await setting.outlet.handOver(exampleHandOver());
    await setting.outlet.handOver(exampleHandOver());
    expect(await setting.count()).toBe(1);
  });

  test('an update is another one', async () => {
    await setting.outlet.handOver(exampleHandOver());
    await setting.outlet.handOver(exampleHandOver({ revision: 2, action: 'update' }));
    expect(await setting.count()).toBe(2);
  });

  test('says what it is before anything else: a drill is none of the warnings', async () => {
    await setting.outlet.handOver(exampleHandOver({ kind: 'drill', title: '【演练】山洪橙色预警 · 裕民县' }));
    expect(await setting.taken()).toMatch(/drill/);
    expect(await setting.taken()).toContain('【演练】');
  });

  test('takes hostile words as words', async () => {
    const texts = [{ mouth: 'sms' as const, language: 'zh-CN', mediaType: 'text/plain', text: HOSTILE }];
    const message = exampleHandOver({ title: HOSTILE, source: HOSTILE, texts });
    expect(await setting.outlet.handOver(message)).toEqual({ outcome: 'delivered' });
    expect(await setting.count()).toBe(1);
  });

  test('a receiver that is not there is asked later', async () => {
    if (setting.cut === null) return;
    await setting.cut();
    expect(await setting.outlet.handOver(exampleHandOver())).toMatchObject({
      outcome: 'later',
      seconds: null,
    });
  });
});

test('a folder that may not be written waits for a person', async () => {
  const folder = await temporaryFolder();
  await chmod(folder, 0o500);
  onTestFinished(() => chmod(folder, 0o700));
  const result = await fileDropOutlet({ folder }).handOver(exampleHandOver());
  // Root may write everywhere.
  const asRoot = { outcome: 'delivered' };
  expect(result).toEqual(
    process.getuid?.() === 0 ? asRoot : { outcome: 'refused', trouble: 'folder-unusable' },
  );
});

test('files appear whole, under names made of ids, and nothing else is left', async () => {
  const folder = await temporaryFolder();
  const outlet = fileDropOutlet({ folder });
  const texts = [
    { mouth: 'loudspeaker' as const, language: 'zh-CN', mediaType: 'text/plain', text: '请往高处走' },
    { mouth: 'loudspeaker' as const, language: 'ug', mediaType: 'text/plain', text: 'ئېگىزگە چىقىڭ' },
    { mouth: 'ebm' as const, language: 'zh-CN', mediaType: 'application/xml', text: '<EBD/>' },
    { mouth: 'screen' as const, language: 'zh-CN', mediaType: 'text/plain', text: '' },
  ];
  await outlet.handOver(exampleHandOver({ title: HOSTILE, texts }));
  expect((await readdir(folder)).sort()).toEqual([
    'alert-a1b2c3-1.ebm.xml',
    'alert-a1b2c3-1.json',
    'alert-a1b2c3-1.loudspeaker.txt',
    'alert-a1b2c3-1.loudspeaker.ug.txt',
  ]);
  await outlet.handOver(exampleHandOver({ id: 'drill-1', kind: 'drill', texts: [] }));
  expect(await readdir(folder)).toContain('drill-1-1.json');
  await expect(outlet.handOver(exampleHandOver({ id: '../etc' }))).rejects.toThrow(/not an id/);
});
