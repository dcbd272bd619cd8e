import { lookup, type LookupAddress, type LookupAllOptions, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Addresses that are nobody's on the open network: loopback, private, link-local, carrier, documentation, embedded IPv4. */
const blocked = new BlockList();
const V4 = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
  '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24',
  '224.0.0.0/4', '240.0.0.0/4',
]; // prettier-ignore
const V6 = ['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16',
  '3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/9', 'ff00::/8']; // prettier-ignore
for (const net of V4) addSubnet(net, 'ipv4');
for (const net of V6) addSubnet(net, 'ipv6');

function addSubnet(net: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', prefix = ''] = net.split('/');
  blocked.addSubnet(address, Number(prefix), family);
}

/** Whether a packet to this address leaves the machine and its neighbourhood. IPv4 inside ::ffff:0:0/96 counts as IPv4. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !blocked.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** `code` of the error a connection fails with; decisions read it, never the text. */
export const ADDRESS_PRIVATE = 'EADDRPRIVATE';

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** Every address of a name, as `dns.lookup` with `all`; a test gives a name server of its own. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const resolveByDns: Resolve = (hostname, options, callback) => lookup(hostname, options, callback);

/**
 * A `lookup` for sockets that answers only public addresses: asked at the moment of connecting, so that a name which
 * pointed elsewhere when it was checked (DNS rebinding) gains nothing. `isExempt` names hosts of a test's own service.
 */
export function publicLookup(isExempt: (hostname: string) => boolean, resolve: Resolve = resolveByDns) {
  return (hostname: string, options: LookupOptions, callback: Callback): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const usable = isExempt(hostname)
        ? addresses
        : addresses.filter((entry) => isPublicAddress(entry.address));
      const first = usable[0];
      if (first === undefined) return callback(privateError(hostname), []);
      return options.all === true ? callback(null, usable) : callback(null, first.address, first.family);
    });
  };
}

function privateError(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no public address`), { code: ADDRESS_PRIVATE });
}
