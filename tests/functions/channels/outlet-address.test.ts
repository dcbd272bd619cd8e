import { describe, expect, test } from 'vitest';
import {
  checkWebhookUrl,
  isHostAllowed,
  outletLookup,
  plainHost,
} from '../../../functions/channels/outlet-address.ts';
import type { Resolve } from '../../../functions/channels/public-lookup.ts';

const refusedUrls = {
  'address-not-allowed': [
    'http://sms.example.cn/hook', 'ftp://sms.example.cn/', 'javascript:alert(1)', 'https://', 'sms.example.cn', '',
    'https://user@sms.example.cn/', 'https://user:pw@sms.example.cn/', 'https://sms.example.cn@169.254.169.254/',
    'https://sms.example.cn./hook', 'https://localhost./', 'https://sms.example.cn:22/', 'https://sms.example.cn:6379/',
    'https://sms.example.cn/#x', `https://sms.example.cn/${'x'.repeat(2000)}`,
  ],
  'address-private': [
    'https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0x7f.1/',
    'https://0177.0.0.1/', 'https://10.0.0.8/', 'https://192.168.1.1/', 'https://169.254.169.254/latest/meta-data/',
    'https://100.100.100.200/', 'https://[::1]/', 'https://[::ffff:169.254.169.254]/', 'https://[::ffff:a9fe:a9fe]/',
    'https://[fe80::1]/', 'https://[fd00:ec2::254]/', 'https://[64:ff9b::7f00:1]/', 'https://１２７.０.０.１/', 'https://0/',
  ],
} as const; // prettier-ignore

describe('a webhook goes to the open network over https only', () => {
  for (const [problem, urls] of Object.entries(refusedUrls))
    test.each(urls)(`%s is ${problem}`, (url) => {
      expect(checkWebhookUrl(url, false)).toBe(problem);
    });

  test.each([
    'https://sms.example.cn/hook?key=1',
    'https://sms.example.cn:8443/',
    'https://8.8.8.8/',
    'https://短信.中国/',
  ])('%s passes', (url) => {
    expect(checkWebhookUrl(url, false)).toBeInstanceOf(URL);
  });
});

describe('an internal receiver may be in the house, but never the machine’s own key giver', () => {
  test.each(['https://10.0.0.8:9000/', 'https://127.0.0.1/', 'https://[fd12::8]/', 'https://[::1]/'])(
    '%s passes',
    (url) => {
      expect(checkWebhookUrl(url, true)).toBeInstanceOf(URL);
    },
  );
  test.each([
    'https://169.254.169.254/', 'https://[::ffff:169.254.169.254]/', 'https://100.100.100.200/', 'https://0.0.0.0/',
    'https://[fe80::1]/', 'https://[fd00:ec2::254]/', 'https://[::]/', 'https://224.0.0.1/',
  ])('%s does not', (url) => {
    expect(checkWebhookUrl(url, true)).toBe('address-private');
  }); // prettier-ignore

  test('http stays refused', () => {
    expect(checkWebhookUrl('http://10.0.0.8/', true)).toBe('address-not-allowed');
  });
});

describe('what a name means is asked when connecting', () => {
  const answering =
    (...addresses: string[]): Resolve =>
    (_name, _options, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
  const found = (isInternal: boolean, ...addresses: string[]) =>
    new Promise((resolve) =>
      outletLookup(isInternal, answering(...addresses))('sms.example.cn', { all: true }, (error, usable) =>
        resolve(error === null ? usable : error.code),
      ),
    );

  test('a name that moved into the house leads nowhere', async () => {
    expect(await found(false, '127.0.0.1')).toBe('EADDRPRIVATE');
    expect(await found(false, '10.1.1.1', '8.8.8.8')).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  test('an internal name leads into the house and not to metadata', async () => {
    expect(await found(true, '10.1.1.1')).toEqual([{ address: '10.1.1.1', family: 4 }]);
    expect(await found(true, '169.254.169.254')).toBe('EADDRPRIVATE');
    expect(await found(true, '::ffff:169.254.169.254', '10.1.1.1')).toEqual([
      { address: '10.1.1.1', family: 4 },
    ]);
  });

  test('one address is given to who asks for one', async () => {
    const one = await new Promise((resolve) =>
      outletLookup(true, answering('10.1.1.1'))('x', {}, (_error, address, family) =>
        resolve([address, family]),
      ),
    );
    expect(one).toEqual(['10.1.1.1', 4]);
  });
});

describe('a host of a mail server is written as a URL writes it', () => {
  test.each([
    ['SMTP.Example.cn', 'smtp.example.cn'], ['127.1', '127.0.0.1'], ['0x7f.1', '127.0.0.1'], ['::1', '::1'],
    ['[::1]', '::1'], ['邮件.中国', 'xn--5nq051n.xn--fiqs8s'],
  ])('%s becomes %s', (text, host) => {
    expect(plainHost(text)).toBe(host);
  }); // prettier-ignore
  test.each(['', 'a b', 'a/b', 'user@host', 'host.', 'host:25', 'a%b', 'a\r\nb'])('%j is none', (text) => {
    expect(plainHost(text)).toBeNull();
  });
  test('and an address in it is judged', () => {
    expect([
      isHostAllowed('127.0.0.1', false),
      isHostAllowed('127.0.0.1', true),
      isHostAllowed('::1', false),
    ]).toEqual([false, true, false]);
  });
});
