import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { guardedFetcher, type GuardedFetchOptions } from '../../../functions/channels/guarded-fetch.ts';
import type { DocumentFetcher, FetchWish } from '../../../functions/channels/fetch-contract.ts';

const open: { server: Server | null; fetcher: DocumentFetcher | null } = { server: null, fetcher: null };

afterEach(async () => {
  await open.fetcher?.close();
  open.server?.closeAllConnections();
  await new Promise((resolve) => (open.server === null ? resolve(null) : open.server.close(resolve)));
  open.server = open.fetcher = null;
});

/** A neighbour's server whose names `feed.test` and `localhost` a test may use; every other name is private. */
async function neighbour(
  answer: (path: string, response: ServerResponse, headers: NodeJS.Dict<string | string[]>) => void,
  options: Partial<GuardedFetchOptions> = {},
) {
  const server = createServer((request, response) => answer(request.url ?? '', response, request.headers));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.server = server;
  const { port } = server.address() as AddressInfo;
  open.fetcher = guardedFetcher({
    now: () => Date.parse('2026-07-01T04:00:00Z'),
    testHosts: new Set(['feed.test']),
    resolve: (_, __, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    ...options,
  });
  const { fetcher } = open;
  const get = (path: string, wish: Partial<FetchWish> = {}) =>
    fetcher.fetchDocument({
      url: path.startsWith('http') ? path.replace('PORT', String(port)) : `http://feed.test:${port}${path}`,
      maxBytes: 10_000,
      isInternal: false,
      ...wish,
    });
  return { get, port };
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a document of somebody else', () => {
  it('comes with what lets the next visit cost nothing', async () => {
    const { get } = await neighbour((_, response, headers) => {
      if (headers['if-none-match'] === '"v1"') return void response.writeHead(304).end();
      response.writeHead(200, { etag: '"v1"', 'last-modified': 'Wed, 01 Jul 2026 03:00:00 GMT' }).end('<a/>');
    });
    const first = await get('/feed');
    if (first.outcome !== 'document') throw new Error(first.outcome);
    expect([text(first.bytes), first.etag]).toEqual(['<a/>', '"v1"']);
    expect(await get('/feed', { etag: first.etag })).toEqual({ outcome: 'unchanged' });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('that was compressed with %s is opened', async (encoding, pack) => {
    const { get } = await neighbour((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(pack('<feed/>')),
    );
    const fetched = await get('/');
    expect(fetched.outcome === 'document' && text(fetched.bytes)).toBe('<feed/>');
  });

  it('that blows up a thousandfold stops at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const { get } = await neighbour((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const before = process.memoryUsage().rss;
    expect(await get('/')).toMatchObject({ outcome: 'failed', reason: 'answer-too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
  });

  it('that never ends stops at the limit', async () => {
    const { get } = await neighbour((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        response.once('drain', more);
      };
      more();
    });
    expect(await get('/')).toMatchObject({ outcome: 'failed', reason: 'answer-too-large' });
  });

  it('that is said to be gzip and is not cannot be read', async () => {
    const { get } = await neighbour((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('<plain/>'),
    );
    expect(await get('/')).toMatchObject({ outcome: 'failed', reason: 'answer-unreadable' });
  });

  it('that is dripped byte by byte is given up', async () => {
    const { get } = await neighbour((_, response) => void response.writeHead(200).write('<'), {
      timeoutMs: 200,
    });
    expect(await get('/')).toMatchObject({ outcome: 'failed', reason: 'no-answer' });
  });

  it('says how long the neighbour asks us to wait', async () => {
    const { get } = await neighbour((_, response) => response.writeHead(503, { 'retry-after': '120' }).end());
    expect(await get('/')).toEqual({
      outcome: 'failed',
      reason: 'http-error',
      status: 503,
      retryAfterSeconds: 120,
    });
  });
});

describe('where a document may come from', () => {
  it.each([
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://0x7f.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:169.254.169.254]/latest/meta-data/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:PORT/',
    'http://localhost.:PORT/',
    'http://rebound.test:PORT/',
  ])('never from inside the house: %s', async (url) => {
    let isAsked = false;
    const { get } = await neighbour((_, response) => {
      isAsked = true;
      response.end('secret');
    });
    expect(await get(url)).toMatchObject({ outcome: 'failed', reason: 'address-private' });
    expect(isAsked).toBe(false);
  });

  it.each(['ftp://feed.test/', 'file:///etc/passwd', 'http://a:b@feed.test/', 'nonsense'])(
    'only from the web, without a password: %s',
    async (url) => {
      const { get } = await neighbour((_, response) => response.end());
      expect(await get(url)).toMatchObject({ outcome: 'failed', reason: 'url-refused' });
    },
  );

  it('a redirect is followed to where a document may come from', async () => {
    const { get } = await neighbour((path, response) =>
      path === '/old' ? response.writeHead(301, { location: '/new' }).end() : response.end('<moved/>'),
    );
    const fetched = await get('/old');
    expect(fetched.outcome === 'document' && text(fetched.bytes)).toBe('<moved/>');
  });

  it.each([
    ['http://127.0.0.1:PORT/', 'redirect-refused'],
    ['http://169.254.169.254/', 'redirect-refused'],
    ['http://rebound.test:PORT/', 'address-private'],
    ['file:///etc/passwd', 'redirect-refused'],
  ])('a redirect into the house is not: %s', async (location, reason) => {
    const asked: string[] = [];
    const { get, port } = await neighbour((path, response) => {
      asked.push(path);
      response.writeHead(302, { location: location.replace('PORT', String(port)) }).end();
    });
    expect(await get('/start')).toMatchObject({ outcome: 'failed', reason });
    expect(asked).toEqual(['/start']);
  });

  it('redirects in a circle end', async () => {
    const { get } = await neighbour((_, response) => response.writeHead(302, { location: '/again' }).end());
    expect(await get('/')).toMatchObject({ outcome: 'failed', reason: 'redirect-refused' });
  });

  it('an address inside is asked only when the operator said so', async () => {
    const { get } = await neighbour((_, response) => response.end('<inside/>'));
    const fetched = await get('http://127.0.0.1:PORT/', { isInternal: true });
    expect(fetched.outcome).toBe('document');
  });
});
