import { expect, test } from 'vitest';
import { clientAddress } from '../../../functions/http/client-address.ts';

const from = (forwarded: string | string[] | undefined, trusted: number, direct: string | undefined = '10.0.0.1') =>
  clientAddress(
    { socket: { remoteAddress: direct }, headers: { 'x-forwarded-for': forwarded } } as unknown as Parameters<typeof clientAddress>[0],
    trusted,
  ); // prettier-ignore

test('without a proxy nobody is believed who says he comes from elsewhere', () => {
  expect(from('1.2.3.4', 0)).toBe('10.0.0.1');
  expect(from(undefined, 0)).toBe('10.0.0.1');
});

test('behind one proxy the address is the one that proxy wrote, the last', () => {
  expect(from('203.0.113.9', 1)).toBe('203.0.113.9');
  expect(from('1.2.3.4, 5.6.7.8, 203.0.113.9', 1)).toBe('203.0.113.9');
  expect(from(['1.2.3.4', '203.0.113.9'], 1)).toBe('203.0.113.9');
});

test('behind two proxies the address is the last but one', () => {
  expect(from('1.2.3.4, 203.0.113.9, 10.0.0.2', 2)).toBe('203.0.113.9');
});

test('a chain shorter than the proxies we trust did not come through them: the connection itself counts', () => {
  expect(from('1.2.3.4', 2)).toBe('10.0.0.1');
  expect(from(undefined, 1)).toBe('10.0.0.1');
  expect(from('', 1)).toBe('10.0.0.1');
});

test('what is no address is not taken for one', () => {
  for (const claim of ['unknown', 'x'.repeat(100_000), '1.2.3', '<script>'])
    expect(from(claim, 1)).toBe('10.0.0.1');
});

test('a port does not make a new client of each connection', () => {
  expect(from('203.0.113.9:51234', 1)).toBe('203.0.113.9');
  expect(from('[2001:db8::1]:443', 1)).toBe('2001:db8::1');
  expect(from('2001:db8::1', 1)).toBe('2001:db8::1');
});

test('a connection that is gone has an address all the same', () => {
  expect(
    clientAddress({ socket: {}, headers: {} } as unknown as Parameters<typeof clientAddress>[0], 0),
  ).toBe('unknown');
});
