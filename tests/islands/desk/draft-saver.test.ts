import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../../src/islands/desk/desk-answer.ts';
import { DraftSaver, type DeviceCopy, type Stored } from '../../../src/islands/desk/draft-saver.ts';

const delays = { save: 700, retry: 8000 };
const stored = (version: number, value: string, by = '甲'): Stored<string> => ({
  id: 'd1',
  version,
  value,
  record: null,
  by,
});

/** A server that answers as told, and a device that remembers. */
function desk(start: Stored<string> | null, answers: readonly Answer<Stored<string>>[]) {
  const asked: { id: string | null; version: number; value: string }[] = [];
  const waiting = [...answers];
  const answer = (id: string | null, version: number, value: string) => {
    asked.push({ id, version, value });
    const next = waiting.shift();
    if (next === undefined) throw new Error('the server was asked once too often');
    return Promise.resolve(next);
  };
  const device = new Map<string | null, DeviceCopy<string>>();
  const saver = new DraftSaver<string>(
    {
      create: (value) => answer(null, 0, value),
      save: (id, version, value) => answer(id, version, value),
    },
    {
      keep: (id, copy) => {
        device.set(id, copy);
        return true;
      },
      forget: (id) => void device.delete(id),
    },
    { value: start?.value ?? '', stored: start },
    delays,
  );
  return { saver, asked, device };
}

const done = (version: number, value: string): Answer<Stored<string>> => ({
  outcome: 'done',
  value: stored(version, value),
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what is typed', () => {
  test('is on the device at once and on the server a moment later, in one request', async () => {
    const { saver, asked, device } = desk(null, [done(1, 'ab')]);
    saver.change('a');
    saver.change('ab');
    expect(device.get(null)?.value).toBe('ab');
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(delays.save);
    expect(asked).toEqual([{ id: null, version: 0, value: 'ab' }]);
    expect(saver.view().state.is).toBe('saved');
    expect(device.size).toBe(0);
  });

  test('while a save is under way is saved after it, on top of its version', async () => {
    const { saver, asked, device } = desk(stored(3, 'a'), [done(4, 'ab'), done(5, 'abc')]);
    saver.change('ab');
    const first = saver.flush();
    saver.change('abc');
    expect(await first).toBe(true);
    expect(asked.map(({ version, value }) => [version, value])).toEqual([
      [3, 'ab'],
      [4, 'abc'],
    ]);
    expect(device.size).toBe(0);
  });

  test('survives an expired sign-in, and is saved once somebody has signed in', async () => {
    const { saver, device } = desk(stored(1, 'a'), [{ outcome: 'signed-out' }, done(2, 'a夜里写的')]);
    saver.change('a夜里');
    expect(await saver.flush()).toBe(false);
    saver.change('a夜里写的');
    expect(saver.view()).toMatchObject({ value: 'a夜里写的', state: { is: 'signed-out' } });
    expect(device.get('d1')?.value).toBe('a夜里写的');
    expect(await saver.flush()).toBe(true);
    expect(saver.view().state.is).toBe('saved');
  });

  test('survives a lost network, and is tried again by itself', async () => {
    const { saver, asked } = desk(stored(1, 'a'), [
      { outcome: 'unreachable', message: '没有连上' },
      done(2, 'b'),
    ]);
    saver.change('b');
    await vi.advanceTimersByTimeAsync(delays.save);
    expect(saver.view().state.is).toBe('unreachable');
    await vi.advanceTimersByTimeAsync(delays.retry);
    expect(asked).toHaveLength(2);
    expect(saver.view().state.is).toBe('saved');
  });

  test('after a refusal stays, and the next change is tried', async () => {
    const refusal = { outcome: 'refused', word: 'text-too-long', path: '', message: '太长' } as const;
    const { saver } = desk(stored(1, 'a'), [refusal, done(2, 'c')]);
    saver.change('b');
    await vi.advanceTimersByTimeAsync(delays.save);
    expect(saver.view()).toMatchObject({ value: 'b', state: { is: 'refused', message: '太长' } });
    saver.change('c');
    await vi.advanceTimersByTimeAsync(delays.save);
    expect(saver.view().state.is).toBe('saved');
  });
});

describe('a draft that a colleague saved meanwhile', () => {
  const theirs = stored(5, '乙写的', '乙');

  test('replaces nothing: both sides wait for the officer, and no save runs', async () => {
    const { saver, asked, device } = desk(stored(1, 'a'), [{ outcome: 'changed', theirs }]);
    saver.change('我写的');
    await vi.advanceTimersByTimeAsync(delays.save);
    saver.change('我写的，又加一句');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saver.view()).toMatchObject({ value: '我写的，又加一句', theirs, state: { is: 'changed' } });
    expect(await saver.flush()).toBe(false);
    expect(asked).toHaveLength(1);
    expect(device.get('d1')?.value).toBe('我写的，又加一句');
  });

  test('is saved on top of theirs as the officer chose', async () => {
    const { saver, asked } = desk(stored(1, 'a'), [{ outcome: 'changed', theirs }, done(6, '合起来的')]);
    saver.change('我写的');
    await vi.advanceTimersByTimeAsync(delays.save);
    expect(await saver.resolve('合起来的', theirs)).toBe(true);
    expect(asked.at(-1)).toEqual({ id: 'd1', version: 5, value: '合起来的' });
  });
});

test('nothing changed, nothing is asked; a new form is stored when it is needed', async () => {
  const unchanged = desk(stored(1, 'a'), []);
  expect(await unchanged.saver.flush()).toBe(true);
  const fresh = desk(null, [done(1, '')]);
  expect(await fresh.saver.flush()).toBe(true);
  expect(fresh.asked).toHaveLength(1);
});

test('a save that ends after it was asked twice runs once', async () => {
  const { saver, asked } = desk(stored(1, 'a'), [done(2, 'b')]);
  saver.change('b');
  expect(await Promise.all([saver.flush(), saver.flush()])).toEqual([true, true]);
  expect(asked).toHaveLength(1);
});
