import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Fetched, FetchWish } from '../../../functions/channels/fetch-contract.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createSourceStore } from '../../../functions/store/source-queries.ts';
import { pollSource } from '../../../functions/use-cases/poll-source.ts';
import { capArea, capDocument, capInfo, geocode, referenceTo } from '../cap-document.ts';
import { NOON, openDesk } from '../alert-desk.ts';

const FEED = 'https://feed.example.org/alerts.atom';
const later = (minutes: number): string => new Date(Date.parse(NOON) + minutes * 60_000).toISOString();

const entry = (id: string, inside: string, updated = '2026-07-01T03:00:00Z'): string =>
  `<entry><id>${id}</id><title>${id}</title><updated>${updated}</updated>${inside}</entry>`;
const atom = (...entries: string[]): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>t</title>${entries.join('')}</feed>`;
const embedded = (document: string): string =>
  `<content type="application/cap+xml">${document.replace(/^<\?xml.*?\?>/, '')}</content>`;
const linked = (href: string): string => `<link rel="alternate" type="application/cap+xml" href="${href}"/>`;

/** A neighbour with documents by address, and our desk beside it. */
async function openExchange() {
  const desk = await openDesk();
  const sources = createSourceStore(openDatabase(desk.pool));
  const pages = new Map<string, string | Fetched>();
  const asked: FetchWish[] = [];
  await sources.addSource({
    id: 's1',
    kind: 'poll',
    name: '某州气象台',
    url: FEED,
    sealedSecret: null,
    isInternal: false,
    intervalSeconds: 60,
    createdAt: NOON,
  });
  const deps = {
    sources,
    alerts: desk.deps,
    digest: (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex'),
    now: desk.deps.now,
    fetcher: {
      fetchDocument: (wish: FetchWish): Promise<Fetched> => {
        asked.push(wish);
        const page = pages.get(wish.url);
        if (page === undefined)
          return Promise.resolve({
            outcome: 'failed',
            reason: 'http-error',
            status: 404,
            retryAfterSeconds: null,
          });
        if (typeof page !== 'string') return Promise.resolve(page);
        const bytes = new TextEncoder().encode(page);
        return Promise.resolve({
          outcome: 'document',
          bytes,
          etag: '"e"',
          lastModified: null,
          url: wish.url,
        });
      },
      close: () => Promise.resolve(),
    },
  };
  const source = async () => {
    const found = await sources.findSource('某州气象台');
    if (found === null) throw new Error('no source');
    return found;
  };
  return { desk, sources, pages, asked, source, poll: async () => pollSource(deps, await source()) };
}

describe("a neighbour's feed", () => {
  test('what it embeds and what it links is published once, under its issuer, however often it is asked', async () => {
    const { desk, pages, poll, source, asked } = await openExchange();
    pages.set(FEED, atom(entry('a', embedded(capDocument())), entry('b', linked('/b.cap'))));
    pages.set('https://feed.example.org/b.cap', capDocument({ identifier: 'yumin-b' }));
    expect(await poll()).toEqual({ problem: null, taken: 2 });
    expect((await desk.current()).map((revision) => revision.source)).toEqual([
      '裕民县气象台',
      '裕民县气象台',
    ]);
    expect(await source()).toMatchObject({ accepted: 2, lastOkAt: NOON, failures: 0, etag: '"e"' });
    expect(await poll()).toEqual({ problem: null, taken: 0 });
    expect(asked.filter(({ url }) => url.endsWith('b.cap'))).toHaveLength(1);
    expect(asked.at(-1)).toMatchObject({ url: FEED, etag: '"e"' });
    expect(await desk.counts()).toMatchObject({ revisions: 2, deliveries: 2 });
  });

  test('the same message through two neighbours is one alert', async () => {
    const { desk, pages, poll } = await openExchange();
    await desk.ingest(capDocument());
    pages.set(FEED, atom(entry('a', embedded(capDocument()))));
    await poll();
    expect(await desk.counts()).toMatchObject({ revisions: 1, deliveries: 1 });
  });

  test('an update listed before what it updates still follows it', async () => {
    const { desk, pages, poll } = await openExchange();
    const update = capDocument({
      identifier: 'yumin-2',
      sent: '2026-07-01T11:00:00+08:00',
      msgType: 'Update',
      references: referenceTo({}),
    });
    pages.set(
      FEED,
      atom(
        entry('new', embedded(update), '2026-07-01T03:00:00Z'),
        entry('old', embedded(capDocument()), '2026-07-01T02:34:00Z'),
      ),
    );
    await poll();
    expect(await desk.current()).toMatchObject([{ revision: 2, action: 'update' }]);
  });

  test('our own bulletin coming back does not become a second one', async () => {
    const { desk, pages, poll, source } = await openExchange();
    pages.set(FEED, atom(entry('a', embedded(capDocument({ sender: desk.deps.sender })))));
    await poll();
    expect(await desk.counts()).toMatchObject({ revisions: 0 });
    expect(await source()).toMatchObject({ ignored: 1, refused: 0 });
  });

  test('bulletins for elsewhere, tests, and those over before they came are left alone; broken ones counted', async () => {
    const { desk, pages, poll, source } = await openExchange();
    const elsewhere = capInfo({ areas: [capArea('某县', geocode('110101000000'))] });
    pages.set(
      FEED,
      atom(
        entry('1', embedded(capDocument({ identifier: 'x1', infos: [elsewhere] }))),
        entry('2', embedded(capDocument({ identifier: 'x2', status: 'Test' }))),
        entry(
          '3',
          embedded(
            capDocument({ identifier: 'x3', infos: [capInfo({ expires: '2026-07-01T11:00:00+08:00' })] }),
          ),
        ),
        entry('4', embedded(capDocument({ identifier: 'x4', status: 'Nonsense' }))),
      ),
    );
    expect(await poll()).toEqual({ problem: null, taken: 0 });
    expect(await desk.counts()).toMatchObject({ revisions: 0 });
    expect(await source()).toMatchObject({ ignored: 3, refused: 1, accepted: 0 });
  });

  test('a signature is recorded and kept', async () => {
    const { desk, pages, poll, source } = await openExchange();
    const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>';
    pages.set(FEED, atom(entry('a', embedded(capDocument({ tail: signature })))));
    await poll();
    expect(await source()).toMatchObject({ accepted: 1, signed: 1 });
    expect((await desk.documents())[0]?.body).toContain('<SignedInfo/>');
  });

  test('what is no feed and no alert is a problem that is shown, and asked again later and later', async () => {
    const { desk, pages, poll, source } = await openExchange();
    pages.set(FEED, '<html>down for maintenance</html>');
    expect((await poll()).problem).toBe('feed-unreadable');
    expect(await source()).toMatchObject({ failures: 1, lastProblem: 'feed-unreadable', lastOkAt: null });
    pages.set(FEED, { outcome: 'failed', reason: 'no-answer', status: null, retryAfterSeconds: null });
    await poll();
    expect(await source()).toMatchObject({ failures: 2, lastProblem: 'no-answer', etag: null });
    pages.set(FEED, atom());
    desk.setNow(later(5));
    await poll();
    expect(await source()).toMatchObject({ failures: 0, lastProblem: null, lastOkAt: later(5) });
  });

  test('a linked document that could not be had is asked for again', async () => {
    const { desk, pages, poll, source } = await openExchange();
    pages.set(FEED, atom(entry('b', linked('/b.cap'))));
    expect((await poll()).problem).toBe('http-error-404');
    expect(await source()).toMatchObject({ etag: null });
    pages.set('https://feed.example.org/b.cap', capDocument());
    expect(await poll()).toEqual({ problem: null, taken: 1 });
    expect(await desk.counts()).toMatchObject({ revisions: 1 });
  });

  test('a feed of a hundred thousand entries is read within limits, fifty linked documents a visit', async () => {
    const { pages, poll, asked } = await openExchange();
    const entries = Array.from(
      { length: 100_000 },
      (_, i) => `<entry><id>${i}</id>${linked(`/${i}.cap`)}</entry>`,
    );
    pages.set(FEED, atom(...entries));
    await poll();
    expect(asked.length).toBeLessThanOrEqual(51);
  });
});

describe('whose turn it is', () => {
  test('a due source is handed to one of many servers, and to none while it is paused', async () => {
    const { sources } = await openExchange();
    const claims = await Promise.all(Array.from({ length: 5 }, () => sources.claimDue(NOON, later(20), 1)));
    expect(claims.flat()).toHaveLength(1);
    expect(await sources.claimDue(later(19), later(40), 1)).toHaveLength(0);
    expect(await sources.claimDue(later(21), later(40), 1)).toHaveLength(1);
    await sources.setSourceState('某州气象台', 'paused');
    expect(await sources.claimDue(later(99), later(120), 1)).toHaveLength(0);
  });
});
