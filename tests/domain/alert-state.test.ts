import { describe, expect, test } from 'vitest';
import {
  alertState,
  compareForDisplay,
  levelOf,
  livingParts,
  partEndsAt,
  partsFor,
  revisionEndsAt,
} from '../../src/domain/alert-state.ts';
import { addMs } from '../../src/domain/instant.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

const SENT = '2026-07-01T02:34:00.000Z';
const END = '2026-07-01T12:00:00.000Z';
const before = (at: string) => addMs(at, -1);

describe('when an alert ends', () => {
  test('to the millisecond at its stated end, and not before', () => {
    expect(alertState(exampleRevision(), before(END))).toBe('in-force');
    expect(alertState(exampleRevision(), END)).toBe('ended');
  });

  test('24 hours after it was sent when its authority names no end', () => {
    const revision = exampleRevision({ parts: [examplePart({ expiresAt: null })] });
    const ceiling = '2026-07-02T02:34:00.000Z';
    expect(revisionEndsAt(revision)).toBe(ceiling);
    expect([alertState(revision, before(ceiling)), alertState(revision, ceiling)]).toEqual([
      'in-force',
      'ended',
    ]);
  });

  test('with its last part', () => {
    const early = examplePart({ expiresAt: '2026-07-01T05:00:00.000Z' });
    const revision = exampleRevision({ parts: [examplePart(), early] });
    expect(revisionEndsAt(revision)).toBe(END);
    expect(livingParts(revision, '2026-07-01T04:59:59.999Z')).toHaveLength(2);
    expect(livingParts(revision, '2026-07-01T05:00:00.000Z')).toHaveLength(1);
    expect(livingParts(revision, END)).toEqual([]);
  });

  test('at once when it had ended before it was sent: it is never in force', () => {
    const revision = exampleRevision({ parts: [examplePart({ expiresAt: '2026-07-01T01:00:00.000Z' })] });
    expect(revisionEndsAt(revision)).toBe(SENT);
    expect(alertState(revision, SENT)).toBe('ended');
    expect(livingParts(revision, SENT)).toEqual([]);
  });

  test('is not begun later by a late onset: what is announced must be heeded', () => {
    const part = examplePart({ onsetAt: '2026-07-01T11:00:00.000Z' });
    expect(alertState(exampleRevision({ parts: [part] }), SENT)).toBe('in-force');
  });
});

describe('an all-clear', () => {
  const cancelled = exampleRevision({ action: 'cancel', sentAt: SENT });
  const leaves = '2026-07-01T08:34:00.000Z';

  test('stays for six hours, whatever end the warning had', () => {
    for (const expiresAt of [null, '2026-07-01T02:35:00.000Z', '2030-01-01T00:00:00.000Z']) {
      const revision = { ...cancelled, parts: [examplePart({ expiresAt })] };
      expect([alertState(revision, SENT), alertState(revision, before(leaves)), alertState(revision, leaves)]).toEqual(
        ['all-clear', 'all-clear', 'ended'],
      ); // prettier-ignore
    }
  });

  test('shows all its parts while it stays', () => {
    const parts = [examplePart({ expiresAt: '2026-07-01T02:35:00.000Z' }), examplePart()];
    expect(livingParts({ ...cancelled, parts }, before(leaves))).toHaveLength(2);
    expect(livingParts({ ...cancelled, parts }, leaves)).toEqual([]);
  });
});

describe('what concerns a place', () => {
  const parts = [examplePart({ adcodes: ['654225201'] }), examplePart({ adcodes: ['6542'] })];
  test('its own parts, those of what lies in it and of what it lies in', () => {
    expect(partsFor(parts, '654225')).toHaveLength(2);
    expect(partsFor(parts, '654225204')).toEqual([parts[1]]);
    expect(partsFor(parts, '231200')).toEqual([]);
    expect(partsFor(parts, null)).toEqual(parts);
  });
});

describe('the order on a page', () => {
  const of = (alertId: string, change: Parameters<typeof exampleRevision>[0] = {}) =>
    exampleRevision({ alertId, ...change });
  const level = (name: 'red' | 'blue' | null) => ({ parts: [examplePart({ level: name })] });

  test('what is in force stands before an all-clear, graver before lighter, newer before older', () => {
    const list = [
      of('clear', { action: 'cancel', ...level('red') }),
      of('unlevelled', level(null)),
      of('blue-old', { ...level('blue'), sentAt: '2026-07-01T01:00:00.000Z' }),
      of('blue-new', level('blue')),
      of('red', level('red')),
    ];
    const order = ['red', 'blue-new', 'blue-old', 'unlevelled', 'clear'];
    expect(list.toSorted(compareForDisplay).map(({ alertId }) => alertId)).toEqual(order);
    expect(
      list
        .toReversed()
        .toSorted(compareForDisplay)
        .map(({ alertId }) => alertId),
    ).toEqual(order);
  });

  test('two of one rank and moment always stand in the same order', () => {
    const [a, b] = [of('aaaa'), of('bbbb')];
    expect([compareForDisplay(a, b), compareForDisplay(b, a)]).toEqual([-1, 1]);
  });

  test('a part ranks an alert by its gravest level', () => {
    expect(
      levelOf([examplePart({ level: 'blue' }), examplePart({ level: null }), examplePart({ level: 'red' })]),
    ).toBe('red');
    expect(levelOf([examplePart({ level: null })])).toBeNull();
    expect(levelOf([])).toBeNull();
  });

  test('a part without a stated end ends by when its revision was sent', () => {
    expect(partEndsAt(examplePart({ expiresAt: null }), SENT)).toBe('2026-07-02T02:34:00.000Z');
    expect(partEndsAt(examplePart(), SENT)).toBe(END);
  });
});
