import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { compressed, negotiated, type CompressedBody } from './compression.ts';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  ico: 'image/x-icon',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
};

interface LoadedFile {
  body: CompressedBody;
  etag: string;
}

/** Serves a built site from memory: every file is read and compressed at its first request. */
export class StaticFiles {
  readonly #root: string;
  readonly #paths = new Map<string, string>();
  readonly #loaded = new Map<string, Promise<LoadedFile>>();
  readonly #policies: ReadonlyMap<string, string>;

  private constructor(root: string, policies: ReadonlyMap<string, string>) {
    this.#root = root;
    this.#policies = policies;
  }

  /** Lists the folder once; only listed names are ever served, so no path can leave it. */
  static async open(root: string, policiesFile: string): Promise<StaticFiles> {
    const policies = JSON.parse(await readFile(policiesFile, 'utf8')) as {
      pathname: string;
      policy: string;
    }[];
    const files = new StaticFiles(root, new Map(policies.map((p) => [withSlash(p.pathname), p.policy])));
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = '/' + relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
      files.#paths.set(path, path);
      if (path.endsWith('/index.html')) files.#paths.set(path.slice(0, -'index.html'.length), path);
    }
    return files;
  }

  has(pathname: string): boolean {
    return this.#paths.has(pathname);
  }

  /** The answer for a GET or HEAD, or null when there is no such file. */
  async serve(request: Request, pathname: string, status = 200): Promise<Response | null> {
    const path = this.#paths.get(pathname);
    if (path === undefined) return null;
    let loading = this.#loaded.get(path);
    if (loading === undefined) {
      loading = this.#load(path);
      this.#loaded.set(path, loading);
    }
    const file = await loading;
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    const headers = new Headers({ 'content-type': type, etag: file.etag, 'cache-control': cacheRule(path) });
    const policy = this.#policies.get(withSlash(pathname.replace(/(?:\/index)?\.html$/, '')));
    if (policy !== undefined) headers.set('content-security-policy', policy);
    return negotiated(request, file.body, headers, status);
  }

  async #load(path: string): Promise<LoadedFile> {
    const bytes = await readFile(join(this.#root, path));
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    return {
      body: await compressed(bytes, /\.(html|css|js|mjs|json|webmanifest|svg|txt)$/.test(path)),
      etag,
    };
  }
}

function withSlash(pathname: string): string {
  const path = pathname.startsWith('/') ? pathname : `/${pathname}`;
  return path.endsWith('/') || path.includes('.') ? path : `${path}/`;
}

/** Hashed names never change; the worker must be asked for each time; pages are revalidated. */
function cacheRule(path: string): string {
  if (path.startsWith('/_astro/')) return 'public, max-age=31536000, immutable';
  return path.startsWith('/pagefind/') ? 'public, max-age=600' : 'no-cache';
}
