import { expect, test } from 'vitest';
import { alertStreamRoutes } from '../../../functions/api/alert-stream.ts';
import { Broadcaster } from '../../../functions/http/broadcaster.ts';

function openStreams() {
  const broadcaster = new Broadcaster();
  const app = alertStreamRoutes(broadcaster);
  const open = async () => {
    const leaving = new AbortController();
    const response = await app.request('/api/alerts/stream', { signal: leaving.signal });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const read = async () => {
      const { value, done } = await reader.read();
      return done ? null : new TextDecoder().decode(value);
    };
    return { response, reader, read, leave: () => leaving.abort() };
  };
  return { broadcaster, open };
}

test('an open page is told at once that something changed, and nothing else', async () => {
  const { broadcaster, open } = openStreams();
  const page = await open();
  expect(page.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(page.response.headers.get('cache-control')).toBe('no-store');
  expect(await page.read()).toBe('retry: 3000\n\n');
  broadcaster.send('alerts');
  expect(await page.read()).toBe('event: alerts\ndata: {}\n\n');
  broadcaster.close();
});

test('every open page is told, and those that left are forgotten', async () => {
  const { broadcaster, open } = openStreams();
  const [one, two, three] = [await open(), await open(), await open()];
  expect(broadcaster.size).toBe(3);
  one.leave();
  await two.reader.cancel();
  expect(broadcaster.size).toBe(1);
  broadcaster.send('alerts');
  await three.read();
  expect(await three.read()).toContain('event: alerts');
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
    broadcaster.send('alerts');
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
  broadcaster.send('alerts');
  broadcaster.close();
  broadcaster.close();
  expect(broadcaster.size).toBe(0);
});
