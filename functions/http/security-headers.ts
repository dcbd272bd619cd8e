/**
 * The headers every answer carries. Pages bring their own Content-Security-Policy with hashes (Astro writes it);
 * this one adds what a meta element cannot say. Applied by the host, so that no route can forget it.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  // To other sites nothing; to ourselves the path, without which older browsers post forms as `Origin: null`.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), interest-cohort=()',
  'x-frame-options': 'DENY',
};

/** Only for answers that came over TLS (the proxy says so); plain localhost must stay reachable. */
export const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';

/** For everything that is not an HTML page: nothing in it may run, load or be framed. */
export const BARE_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** For files that somebody else made: opened in a tab of their own they are nobody's origin and run nothing. */
export const SANDBOX_POLICY = `${BARE_POLICY}; sandbox`;
/** For scripts: a worker obeys the policy of its own file, and with BARE_POLICY ours could not ask the network. */
export const SCRIPT_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'";
/** Joined to each page's own policy. */
export const FRAME_POLICY = "frame-ancestors 'none'";

export interface Asked {
  isSecure: boolean;
  /** Under `/staff/`: such a page is stored nowhere. */
  isStaff: boolean;
}

/** Gives an answer what nothing may lack. Doing it twice changes nothing: a page held for seconds is finished once. */
export function finishHeaders(headers: Headers, { isSecure, isStaff }: Asked): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  const type = headers.get('content-type') ?? '';
  const isPage = type.startsWith('text/html');
  headers.set('content-security-policy', policyFor(type, isPage, headers.get('content-security-policy')));
  if (isSecure) headers.set('strict-transport-security', STRICT_TRANSPORT);
  if (isStaff && isPage) headers.set('cache-control', 'no-store');
  else if (!headers.has('cache-control')) headers.set('cache-control', isPage ? 'no-cache' : 'no-store');
}

function policyFor(type: string, isPage: boolean, own: string | null): string {
  if (own === SANDBOX_POLICY) return own;
  if (!isPage || own === null) return type.startsWith('text/javascript') ? SCRIPT_POLICY : BARE_POLICY;
  return own.includes(FRAME_POLICY) ? own : `${own.replace(/;\s*$/, '')}; ${FRAME_POLICY}`;
}
