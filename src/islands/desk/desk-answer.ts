/** What came of asking the server, named by what the page must do about it. Never thrown: typed words hang on it. */
export type Answer<T> =
  | { outcome: 'done'; value: T }
  /** 401: the sign-in ran out. */
  | { outcome: 'signed-out' }
  /** No network, or a server that is down: the same try later may do. */
  | { outcome: 'unreachable'; message: string }
  /** 409 `draft-changed`: a colleague saved meanwhile; here is theirs. */
  | { outcome: 'changed'; theirs: T }
  | { outcome: 'refused'; word: string; path: string; message: string };

interface ProblemBody {
  word?: unknown;
  title?: unknown;
  detail?: unknown;
  path?: unknown;
  [other: string]: unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads a response; `storedUnder` names the member of a `draft-changed` problem that holds the stored record. */
export async function answerOf<T>(response: Response, storedUnder: string): Promise<Answer<T>> {
  if (response.status === 401) return { outcome: 'signed-out' };
  if (response.status === 204) return { outcome: 'done', value: undefined as T };
  const body = (await response.json().catch(() => null)) as unknown;
  if (response.ok) return { outcome: 'done', value: body as T };
  const problem = (typeof body === 'object' && body !== null ? body : {}) as ProblemBody;
  const message = sentencesOf(problem) || `服务器回答 ${response.status}，请稍后再试。`;
  if (problem.word === 'draft-changed' && problem[storedUnder] !== undefined)
    return { outcome: 'changed', theirs: problem[storedUnder] as T };
  if (response.status >= 500 || response.status === 429) return { outcome: 'unreachable', message };
  return { outcome: 'refused', word: text(problem.word), path: text(problem.path), message };
}

/** Each mistake's own sentence where there are some; else the sentence of the whole. */
function sentencesOf({ title, problems }: ProblemBody): string {
  const own = Array.isArray(problems) ? (problems as { message?: unknown }[]) : [];
  return own.map(({ message }) => text(message)).join('') || text(title);
}

export type Ask = <T>(method: string, path: string, body?: unknown) => Promise<Answer<T>>;

/** How long a duty phone waits on a bad line before the page says that nothing came back. */
const PATIENCE_MS = 20_000;

/** Asks `/api/staff/…` of this site. */
export function askWith(send: typeof fetch, storedUnder: string): Ask {
  return async <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => {
    try {
      const isFile = body instanceof Blob;
      const type = isFile ? 'application/octet-stream' : 'application/json';
      const response = await send(`/api/staff/${path}`, {
        method,
        headers: body === undefined ? {} : { 'content-type': type },
        ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
        credentials: 'same-origin',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return await answerOf<T>(response, storedUnder);
    } catch {
      return { outcome: 'unreachable', message: '没有连上服务器。' };
    }
  };
}

/** What to tell the officer about an answer that brought nothing; signing in has its own overlay. */
export function sentenceOf(answer: Exclude<Answer<unknown>, { outcome: 'done' }>): string {
  if (answer.outcome === 'signed-out') return '';
  return answer.outcome === 'changed' ? '同事刚改过，请刷新后再看。' : answer.message;
}
