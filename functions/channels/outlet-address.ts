import { BlockList, isIP } from 'node:net';
import { ADDRESS_PRIVATE, isPublicAddress, publicLookup, type Resolve } from './public-lookup.ts';

/** What no permission opens: link-local and metadata services give keys of the machine itself to whoever asks. */
const never = new BlockList();
for (const [net, prefix] of [['0.0.0.0', 8], ['169.254.0.0', 16], ['224.0.0.0', 4], ['240.0.0.0', 4],
  ['100.100.100.200', 32], ['192.0.0.192', 32]] as const) never.addSubnet(net, prefix, 'ipv4'); // prettier-ignore
for (const [net, prefix] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
] as const)
  never.addSubnet(net, prefix, 'ipv6');

/** Ports of web front-ends. Elsewhere on the open network a request would be spoken to another service. */
const PUBLIC_PORTS: ReadonlySet<string> = new Set(['', '443', '8443']);
const MAX_URL = 2000;

/** Exact host names, lower case, as a URL writes them: what the operator says lies on the bureau's own network. */
export type InternalHosts = ReadonlySet<string>;

/** A host name or address as a URL writes it: lower case, Chinese names in punycode, 127.1 and 0x7f.1 written out. */
export function plainHost(text: string): string | null {
  if (text === '' || /[\s/?#@\\]|%/.test(text)) return null;
  const url = URL.parse(`https://${text.includes(':') && !text.startsWith('[') ? `[${text}]` : text}/`);
  if (url === null || url.port !== '' || url.hostname.endsWith('.')) return null;
  return url.hostname.replace(/^\[|\]$/g, '');
}

/**
 * Whether we may connect there at all. An address written as such never asks a name server, so it is judged here;
 * a name is judged by `outletLookup` at each connection.
 */
export function isHostAllowed(host: string, isInternal: boolean): boolean {
  const family = isIP(host);
  if (family === 0) return true;
  return isPublicAddress(host) || (isInternal && !isNever(host));
}

function isNever(address: string): boolean {
  const family = isIP(address);
  return family === 0 || never.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

export type UrlProblem = 'address-not-allowed' | 'address-private';

/** The address of a webhook: https, no name or password in it, on the open network unless allowed otherwise. */
export function checkWebhookUrl(text: string, isInternal: boolean): URL | UrlProblem {
  const url = text.length > MAX_URL ? null : URL.parse(text);
  if (
    url === null ||
    url.protocol !== 'https:' ||
    url.username !== '' ||
    url.password !== '' ||
    url.hash !== ''
  )
    return 'address-not-allowed';
  // A trailing dot names the same host by another text, past every comparison of texts.
  if (url.hostname.endsWith('.')) return 'address-not-allowed';
  if (!isInternal && !PUBLIC_PORTS.has(url.port)) return 'address-not-allowed';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isHostAllowed(host, isInternal) ? url : 'address-private';
}

/**
 * The `lookup` of an outlet's sockets, asked at the moment of connecting, so that a name which pointed elsewhere when
 * it was checked (DNS rebinding) gains nothing. Also an internal host never leads to a metadata service.
 */
export function outletLookup(isInternal: boolean, resolve?: Resolve) {
  if (!isInternal) return publicLookup(() => false, resolve);
  const open = publicLookup(() => true, resolve);
  return ((hostname, options, callback) =>
    open(hostname, { ...options, all: true }, (error, found) => {
      const usable = (Array.isArray(found) ? found : []).filter(({ address }) => !isNever(address));
      const first = usable[0];
      if (error !== null || first === undefined) return callback(error ?? nowhere(hostname), []);
      return options.all === true ? callback(null, usable) : callback(null, first.address, first.family);
    })) satisfies ReturnType<typeof publicLookup>;
}

function nowhere(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address of a gateway`), { code: ADDRESS_PRIVATE });
}
