/** Where a visitor goes who was not sent anywhere. */
export const STAFF_HOME = '/staff/';
/** Tells the tab that opened this one that its person is signed in again. */
export const SIGNED_IN_AGAIN = '/staff/sign-in/done/';

/**
 * Where to go after signing in: a page of the bureau's own side, path and query. Whatever else a link may carry
 * (another host, `//host`, a scheme, control characters, the sign-in pages themselves) leads home.
 */
export function nextPath(wanted: string | null): string {
  if (wanted === null || wanted.length > 500 || !/^\/staff\/[\x21-\x7e]*$/.test(wanted)) return STAFF_HOME;
  if (wanted.includes('\\') || wanted.includes('//') || !URL.canParse(wanted, 'https://own.invalid'))
    return STAFF_HOME;
  const { origin, pathname, search } = new URL(wanted, 'https://own.invalid');
  if (origin !== 'https://own.invalid' || !pathname.startsWith('/staff/')) return STAFF_HOME;
  if (pathname.startsWith('/staff/sign-in/') && pathname !== SIGNED_IN_AGAIN) return STAFF_HOME;
  return `${pathname}${search}`;
}

/** `/staff/sign-in/code/?next=…` */
export function withNext(path: string, next: string, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(next === STAFF_HOME ? {} : { next }), ...more }).toString();
  return query === '' ? path : `${path}?${query}`;
}
