import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * How our cookies' names begin. On https with `__Host-`: the browser then takes them only over TLS, for this host
 * alone and for all of its paths, so no neighbour on another port or subdomain can plant a session (fixation).
 */
export function cookiePrefix(isSecure: boolean): string {
  return `${isSecure ? '__Host-' : ''}anlan`;
}

export const sessionCookieName = (isSecure: boolean): string => `${cookiePrefix(isSecure)}.session`;

/** The value of one cookie as it was set, or null. A name that comes twice is nobody's: which one is ours cannot be told. */
export function cookieOf(request: Request, name: string): string | null {
  const found = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  try {
    return decodeURIComponent(only.slice(name.length + 1));
  } catch {
    return null;
  }
}

/** `token.signature`, as the sign-in library writes it: HMAC-SHA-256 in base64. */
export function signed(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`;
}

/** The token of a signed value, or null when the signature is not ours. */
export function signedToken(value: string, secret: string): string | null {
  const token = value.slice(0, Math.max(0, value.lastIndexOf('.')));
  const [given, expected] = [Buffer.from(value), Buffer.from(signed(token, secret))];
  const isOurs = token !== '' && given.length === expected.length && timingSafeEqual(given, expected);
  return isOurs ? token : null;
}
