import { failed, ok, type Result } from './problem.ts';

/**
 * Where a push may be sent. An endpoint comes from a stranger's browser and our server posts to it, so without this
 * list anyone could make the server knock on 127.0.0.1 or on a neighbour. Asked at subscribing and again at each send.
 */
export interface PushHostPolicy {
  hosts: ReadonlySet<string>;
  /** Each begins with a dot: `.push.apple.com` allows any host below it, not the name itself. */
  suffixes: readonly string[];
  /** Whole origins of a test's own push service, http and ports allowed. Empty outside tests. */
  testOrigins: ReadonlySet<string>;
}

/** Real endpoints measure 150–500 characters. */
export const MAX_ENDPOINT_LENGTH = 1000;

/**
 * Chrome, Brave, Opera and Edge on Android; Firefox; Safari; unbranded Chromium builds (seen with Debian's); an old
 * Google name. Never `.googleapis.com` as a whole: storage.googleapis.com answers anyone.
 */
const KNOWN_HOSTS = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  'web.push.apple.com',
  'jmt17.google.com',
  'android.googleapis.com',
];
/** Edge on Windows; Safari. */
const KNOWN_SUFFIXES = ['.notify.windows.com', '.push.apple.com'];

const HOST = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * The known services and what the operator adds: host names, or suffixes beginning with a dot (at least two labels).
 * `testOrigins` only ever come from the wiring of a test. Throws on an entry that is no host name, and on test
 * origins in production: a typing error here would open or close the gate without a word.
 */
export function pushHostPolicy(
  operatorHosts: readonly string[],
  testing: { testOrigins: readonly string[]; isProduction: boolean } = {
    testOrigins: [],
    isProduction: true,
  },
): PushHostPolicy {
  if (testing.isProduction && testing.testOrigins.length > 0)
    throw new Error('a production server allows no test push origins');
  const entries = operatorHosts.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== '');
  const wrong = entries.find((entry) => !HOST.test(entry.replace(/^\./, '')));
  if (wrong !== undefined) throw new Error(`not a host name of a push service: ${wrong}`);
  return {
    hosts: new Set([...KNOWN_HOSTS, ...entries.filter((entry) => !entry.startsWith('.'))]),
    suffixes: [...KNOWN_SUFFIXES, ...entries.filter((entry) => entry.startsWith('.'))],
    testOrigins: new Set(testing.testOrigins.map((origin) => new URL(origin).origin)),
  };
}

/** The endpoint as a URL, or `endpoint-not-allowed`. */
export function checkEndpoint(endpoint: string, policy: PushHostPolicy): Result<URL> {
  const refused = failed('endpoint-not-allowed', 'endpoint');
  if (endpoint.length > MAX_ENDPOINT_LENGTH || !/^https?:\/\/[\x21-\x5B\x5D-\x7E]+$/.test(endpoint))
    return refused;
  // No backslash: readers of URLs disagree on what it separates.
  const url = URL.parse(endpoint);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return refused;
  if (policy.testOrigins.has(url.origin)) return ok(url);
  // URL has dropped the port when it is 443; any other one is left in `port`.
  if (url.protocol !== 'https:' || url.port !== '') return refused;
  const host = url.hostname;
  const isKnown = policy.hosts.has(host) || policy.suffixes.some((suffix) => host.endsWith(suffix));
  // A trailing dot or an address in brackets is no name of the list; both fall through here.
  return isKnown && HOST.test(host) ? ok(url) : refused;
}
