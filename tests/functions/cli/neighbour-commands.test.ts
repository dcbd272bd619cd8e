import { beforeEach, expect, test } from 'vitest';
import { openCommandLine, type CommandLine } from '../../support/command-line.ts';
import { capDocument } from '../cap-document.ts';
import { NEIGHBOUR, openExchange, type Exchange } from '../exchange-fixture.ts';

let exchange: Exchange;
let line: CommandLine;
beforeEach(async () => {
  exchange = await openExchange();
  line = await openCommandLine(() => exchange.operator);
});

test('a neighbour gets an address and a secret, once', async () => {
  const added = await line.anlan('neighbour', 'add', '伊犁州应急管理局');
  expect(added).toMatchObject({ code: 0, err: '' });
  expect(added.out).toMatch(/https:\/\/yjglj\.example\/api\/exchange\/alerts\?from=\S+\n.*whsec_/);
  expect((await line.anlan('neighbour', 'list')).out).not.toContain('whsec_');
  expect((await line.anlan('neighbour', 'add', '伊犁州应急管理局')).err).toContain('source-name-taken');
});

test('the list says what was taken and what was refused, in words', async () => {
  await exchange.post(capDocument());
  await exchange.post(capDocument(), { isSigned: false });
  const { out } = await line.anlan('neighbour', 'list');
  expect(out).toMatch(/塔城地区应急管理局  连续拒绝 1 次[^]*收下 1，重复 0，拒绝 1[^]*没有签名/);
});

test('its secret is changed, and it is removed', async () => {
  const rotated = await line.anlan('neighbour', 'rotate', NEIGHBOUR, '--json');
  const { secret } = JSON.parse(rotated.out) as { secret: string };
  expect(await exchange.post(capDocument(), { secret })).toMatchObject({ outcome: 'published' });
  expect((await line.anlan('neighbour', 'remove', NEIGHBOUR)).code).toBe(0);
  expect((await line.anlan('neighbour', 'list')).out).toContain('还没有');
  for (const action of ['rotate', 'remove'])
    expect((await line.anlan('neighbour', action, NEIGHBOUR)).err).toContain('source-unknown');
});
