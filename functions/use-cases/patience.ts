/** Settles like `work`, or fails when that takes too long; the work itself goes on. */
export function withPatience<T>(work: Promise<T>, waitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer within ${waitMs} ms`)), waitMs);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
