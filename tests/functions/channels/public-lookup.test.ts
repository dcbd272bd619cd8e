import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../functions/channels/public-lookup.ts';

describe('only addresses of the open network are public', () => {
  test.each([
    '127.0.0.1', '0.0.0.0', '10.1.2.3', '100.64.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1',
    '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:a00:1', 'fc00::1',
    'fd12::1', 'fe80::1', 'fec0::1', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'localhost', '',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  }); // prettier-ignore

  test.each(['8.8.8.8', '142.250.1.1', '172.32.0.1', '2404:6800:4001::a', '2620:149::1', '::ffff:8.8.8.8'])(
    '%s is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});
