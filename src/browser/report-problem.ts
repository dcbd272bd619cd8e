/** A problem as the server words it (RFC 9457); `title` is a Chinese sentence that says what to do. */
export interface ServerProblem {
  word: string;
  title: string;
  detail?: string;
  path?: string;
}

/** Null: not an answer of ours (a proxy's page, an empty body, a cut line). */
export function asServerProblem(value: unknown): ServerProblem | null {
  if (!has(value, 'word') || !has(value, 'title')) return null;
  const { word, title, detail, path } = value as unknown as ServerProblem;
  return {
    word,
    title,
    ...(typeof detail === 'string' ? { detail } : {}),
    ...(typeof path === 'string' ? { path } : {}),
  };
}

export function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'string';
}

export function sentenceOf({ title, detail }: ServerProblem): string {
  return detail === undefined ? title : `${title}${detail}`;
}
