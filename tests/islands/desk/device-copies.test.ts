import { expect, test } from 'vitest';
import { DeviceCopies, type Shelf } from '../../../src/islands/desk/device-copies.ts';

function shelf(): Shelf & { rows: Map<string, string> } {
  const rows = new Map<string, string>();
  return {
    rows,
    getItem: (key) => rows.get(key) ?? null,
    setItem: (key, value) => void rows.set(key, value),
    removeItem: (key) => void rows.delete(key),
    key: (index) => [...rows.keys()][index] ?? null,
    get length() {
      return rows.size;
    },
  };
}
const isText = (value: unknown): value is string => typeof value === 'string';
const copies = (on: Shelf, tab = 't1', memberId = 'm1') =>
  new DeviceCopies<string>(
    () => on,
    { memberId, scope: 'alert', tab },
    () => 1000,
    isText,
  );

test('a copy is found again by its draft, until it is forgotten', () => {
  const device = copies(shelf());
  device.keep('d1', { value: '写了一半', stored: null });
  expect(device.find('d1')?.value).toBe('写了一半');
  device.forget('d1');
  expect(device.find('d1')).toBeNull();
});

test('a new draft of another tab is left over; the own one is not', () => {
  const on = shelf();
  copies(on, 't1').keep(null, { value: '断网时写的', stored: null });
  expect(copies(on, 't1').leftovers()).toEqual([]);
  expect(
    copies(on, 't2')
      .leftovers()
      .map(({ value }) => value),
  ).toEqual(['断网时写的']);
});

test('a colleague on the same machine is not offered it', () => {
  const on = shelf();
  copies(on, 't1', 'm1').keep(null, { value: '甲的', stored: null });
  expect(copies(on, 't2', 'm2').leftovers()).toEqual([]);
});

test('a browser that stores nothing says so and breaks nothing', () => {
  const none = new DeviceCopies<string>(
    () => {
      throw new Error('SecurityError');
    },
    { memberId: 'm', scope: 's', tab: 't' },
    () => 0,
    isText,
  );
  expect(none.keep('d1', { value: 'x', stored: null })).toBe(false);
  expect(none.find('d1')).toBeNull();
  expect(none.leftovers()).toEqual([]);
});

test.each(['{', 'null', '{"value":7,"keptAt":1}', '{"value":"x"}'])('a spoiled copy is none: %s', (row) => {
  const on = shelf();
  on.rows.set('anlan.desk.m1.alert.d1', row);
  expect(copies(on).find('d1')).toBeNull();
});
