/** What came of asking; `message` is a sentence for the person. Never thrown: an opened key hangs on the page. */
export type Said<T> = { ok: true; value: T } | { ok: false; message: string };

const PATIENCE_MS = 30_000;
const SIGNED_OUT = '登录已过期。请在新标签页重新登录，再回到这一页点一次；这一页的内容还在。';

export async function askCustody<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Said<T>> {
  return send(method, path, body, async (response) =>
    response.status === 204 ? (null as T) : ((await response.json()) as T),
  );
}

/** Ciphertext as bytes. */
export async function fetchSealed(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Said<Uint8Array>> {
  return send(method, path, body, async (response) => new Uint8Array(await response.arrayBuffer()));
}

async function send<T>(
  method: string,
  path: string,
  body: unknown,
  read: (response: Response) => Promise<T>,
): Promise<Said<T>> {
  try {
    const response = await fetch(`/api/staff/custodian/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.ok) return { ok: true, value: await read(response) };
    if (response.status === 401) return { ok: false, message: SIGNED_OUT };
    const problem = (await response.json().catch(() => ({}))) as { title?: unknown };
    const title = typeof problem.title === 'string' ? problem.title : '';
    return { ok: false, message: title === '' ? '服务器出了差错，请稍后再试。' : title };
  } catch {
    return { ok: false, message: '没有连上服务器，请稍后再试。' };
  }
}
