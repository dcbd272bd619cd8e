import { expect, test } from 'vitest';
import { alertStreamRoutes } from '../../../functions/api/alert-stream.ts';
import { Broadcaster } from '../../../functions/http/broadcaster.ts';
import { eventText } from '../../../functions/http/event-text.ts';
import { lastSeen } from '../../../functions/http/event-stream.ts';

function openStreams(most?: number) {
  const broadcaster = new Broadcaster(most);
  const asked: (string | null)[] = [];
  broadcaster.greetWith((lastId) => {
    asked.push(lastId);
    return eventText('hello', 'k1', {});
  });
  const app = alertStreamRoutes(broadcaster);
  const open = async (query = '', headers: Record<string, string> = {}) => {
    const leaving = new AbortController();
    const response = await app.request(`/api/alerts/stream${query}`, { signal: leaving.signal, headers });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const read = async () => {
      const { value, done } = await reader.read();
      return done ? null : new TextDecoder().decode(value);
    };
    return { response, reader, read, leave: () => leaving.abort() };
  };
  return { broadcaster, open, asked };
}

test('an open page is greeted with the state and then told what changed', async () => {
  const { broadcaster, open } = openStreams();
  const page = await open();
  expect(page.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(page.response.headers.get('cache-control')).toBe('no-store');
  expect(await page.read()).toMatch(/^retry: \d{4}\nid: k1\nevent: hello\ndata: \{\}\n\n$/);
  await broadcaster.send(eventText('alerts', 'k2', { changes: [] }));
  expect(await page.read()).toBe('id: k2\nevent: alerts\ndata: {"changes":[]}\n\n');
  broadcaster.close();
});

test('every open page is told, and those that left are forgotten', async () => {
  const { broadcaster, open } = openStreams();
  const [one, two, three] = [await open(), await open(), await open()];
  expect(broadcaster.size).toBe(3);
  one.leave();
  await two.reader.cancel();
  expect(broadcaster.size).toBe(1);
  await broadcaster.send('event: alerts\n\n');
  await three.read();
  expect(await three.read()).toContain('event: alerts');
  broadcaster.close();
});

test('who comes back says what it saw last, by header or in the address; nonsense is nothing', async () => {
  const { broadcaster, open, asked } = openStreams();
  await open('', { 'last-event-id': 'k7' });
  await open('?since=k8');
  await open('?since=%0aevent:x');
  await open('', { 'last-event-id': 'x'.repeat(100) });
  expect(asked).toEqual(['k7', 'k8', null, null]);
  expect(lastSeen('a b', 'k9')).toBeNull();
  broadcaster.close();
});

test('readers over the limit are told to come back later, and a place that is left is given again', async () => {
  const { broadcaster, open } = openStreams(2);
  const first = await open();
  await open();
  const third = await open();
  expect([third.response.status, third.response.headers.get('retry-after')]).toEqual([503, '60']);
  first.leave();
  expect((await open()).response.status).toBe(200);
  broadcaster.close();
});

test('a stream ends when the server drains, so that nobody waits for it', async () => {
  const { broadcaster, open } = openStreams();
  const page = await open();
  await page.read();
  broadcaster.close();
  expect(await page.read()).toBeNull();
  expect(broadcaster.size).toBe(0);
  const late = await open();
  await late.read();
  expect(await late.read()).toBeNull();
});

test('a page that left before its stream began keeps no place', () => {
  const broadcaster = new Broadcaster();
  broadcaster.subscribe(AbortSignal.abort());
  expect(broadcaster.size).toBe(0);
  broadcaster.close();
});

test('a reader that takes nothing is dropped; the others hear on', async () => {
  const { broadcaster, open } = openStreams();
  const [asleep, awake] = [await open(), await open()];
  await awake.read();
  for (let i = 0; i < 100; i += 1) {
    await broadcaster.send('event: alerts\n\n');
    expect(await awake.read()).toContain('event: alerts');
  }
  expect(broadcaster.size).toBe(1);
  // It still gets what was kept for it, then the end, and will ask anew.
  let kept = 0;
  while ((await asleep.read()) !== null) kept += 1;
  expect(kept).toBeLessThan(80);
  broadcaster.close();
});

test('leaving twice, or after the end, is no failure', async () => {
  const { broadcaster, open } = openStreams();
  const page = await open();
  page.leave();
  page.leave();
  await broadcaster.send('event: alerts\n\n');
  broadcaster.close();
  broadcaster.close();
  expect(broadcaster.size).toBe(0);
});

test('thousands of readers are written to in turns, each event whole before the next', async () => {
  const broadcaster = new Broadcaster();
  const heard: string[][] = [];
  for (let i = 0; i < 1000; i += 1) {
    const own: string[] = [];
    heard.push(own);
    const write = (bytes: Uint8Array): void => void own.push(new TextDecoder().decode(bytes));
    broadcaster.join({ write, isBehind: () => false, end: () => undefined }, null);
  }
  await Promise.all([broadcaster.send('one'), broadcaster.send('two')]);
  for (const own of heard) expect(own.slice(1)).toEqual(['one', 'two']);
  broadcaster.close();
});
