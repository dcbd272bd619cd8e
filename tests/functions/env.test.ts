import { expect, test } from 'vitest';
import { readEnv } from '../../functions/env.ts';

const mistakes = (source: Record<string, string>): string => {
  try {
    readEnv(source);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test('with nothing set the product starts on port 4321, not as a demonstration', () => {
  expect(readEnv({})).toMatchObject({ PORT: 4321, HOST: '0.0.0.0', ANLAN_DEMO: false, isProduction: false, ANLAN_TRUSTED_PROXY: 0, ANLAN_PUSH_HOSTS: [] }); // prettier-ignore
});

test('a variable that is set to nothing is not set', () => {
  const env = readEnv({ PORT: '', DATABASE_URL: '', ANLAN_PUBLIC_URL: '', ANLAN_DEMO: '' });
  expect([env.PORT, env.DATABASE_URL, env.ANLAN_DEMO]).toEqual([4321, undefined, false]);
});

test('all mistakes are named at once, each by its variable and in Chinese', () => {
  const message = mistakes({
    PORT: 'abc',
    DATABASE_URL: 'mysql://x',
    ANLAN_PUBLIC_URL: 'yjglj.example.gov.cn',
    ANLAN_VAPID_SUBJECT: 'nobody',
    ANLAN_TRUSTED_PROXY: '9',
    ANLAN_DEMO: 'yes',
    NODE_ENV: 'production',
    ANLAN_TEST_PUSH_ORIGIN: 'https://localhost:1',
  });
  for (const name of ['PORT', 'DATABASE_URL', 'ANLAN_PUBLIC_URL', 'ANLAN_VAPID_SUBJECT', 'ANLAN_TRUSTED_PROXY', 'ANLAN_DEMO', 'ANLAN_TEST_PUSH_ORIGIN'])
    expect(message).toContain(name);
  for (const line of message.split('\n')) expect(line).toMatch(/\p{Script=Han}{2}/u);
}); // prettier-ignore

test.each([
  ['PORT', '65536'], ['PORT', '-1'], ['PORT', '80.5'], ['PORT', 'NaN'],
  ['ANLAN_TRUSTED_PROXY', '-1'], ['ANLAN_TRUSTED_PROXY', 'true'],
  ['ANLAN_PUBLIC_URL', 'ftp://x.example'], ['ANLAN_PUBLIC_URL', 'https://x.example/portal/'], ['ANLAN_PUBLIC_URL', 'https://u:p@x.example'], ['ANLAN_PUBLIC_URL', 'javascript:1'],
  ['DATABASE_URL', 'host=localhost'], ['ANLAN_VAPID_SUBJECT', 'http://x.example'],
])('%s=%s is refused', (name, value) => {
  expect(mistakes({ [name]: value })).toContain(name);
}); // prettier-ignore

test('a demonstration refuses a real database and production, also beside other mistakes', () => {
  expect(mistakes({ ANLAN_DEMO: '1', DATABASE_URL: 'postgres://x/y' })).toContain('演示模式');
  expect(mistakes({ ANLAN_DEMO: '1', NODE_ENV: 'production' })).toContain('演示模式');
  expect(mistakes({ ANLAN_DEMO: '1', NODE_ENV: 'production', PORT: 'x' })).toMatch(/PORT[^]*演示模式/);
  expect(readEnv({ ANLAN_DEMO: '1' }).ANLAN_DEMO).toBe(true);
  expect(
    readEnv({ ANLAN_DEMO: '0', DATABASE_URL: 'postgres://x/y', NODE_ENV: 'production' }).isProduction,
  ).toBe(true);
});

test('push hosts are a list, blanks and empty items left out', () => {
  expect(readEnv({ ANLAN_PUSH_HOSTS: ' push.example , ,other.example' }).ANLAN_PUSH_HOSTS).toEqual(['push.example', 'other.example']);
}); // prettier-ignore

test('internal hosts are exact names, or the server does not start', () => {
  const hosts = (value: string) =>
    readEnv({ ANLAN_OUTLET_INTERNAL_HOSTS: value }).ANLAN_OUTLET_INTERNAL_HOSTS;
  expect(hosts('sms.intranet, 10.1.2.3,fd12::8')).toEqual(['sms.intranet', '10.1.2.3', 'fd12::8']);
  for (const wrong of [
    '*.intranet',
    'SMS.intranet',
    'sms.intranet:8443',
    'sms.intranet.',
    'https://x',
    '10.0.0.0/8',
    '127.1',
  ])
    expect(() => hosts(wrong)).toThrow('ANLAN_OUTLET_INTERNAL_HOSTS');
});
