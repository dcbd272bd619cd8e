import { describe, expect, it } from 'vitest';
import { isSilent, pollDelaySeconds } from '../../src/domain/neighbour.ts';

describe('when a neighbour is asked again', () => {
  it('each failure doubles the wait, up to half an hour', () => {
    expect([0, 1, 2, 5, 50].map((failures) => pollDelaySeconds(60, failures, null))).toEqual([
      60, 120, 240, 1800, 1800,
    ]);
  });

  it('the neighbour may ask for longer, up to an hour, never for shorter', () => {
    expect([10, 600, 1e9].map((asked) => pollDelaySeconds(60, 1, asked))).toEqual([120, 600, 3600]);
  });
});

describe('a neighbour that is silent', () => {
  const source = {
    kind: 'poll' as const,
    state: 'active' as const,
    createdAt: '2026-07-01T00:00:00.000Z',
    lastOkAt: '2026-07-01T04:00:00.000Z',
    intervalSeconds: 60,
  };

  it('is lost after ten of its intervals, not before', () => {
    expect(isSilent(source, '2026-07-01T04:10:00.000Z')).toBe(false);
    expect(isSilent(source, '2026-07-01T04:10:01.000Z')).toBe(true);
  });

  it('that was never heard counts from the day it was added', () => {
    expect(isSilent({ ...source, lastOkAt: null }, '2026-07-01T00:20:00.000Z')).toBe(true);
  });

  it('is nothing strange when it posts, or when we stopped asking', () => {
    expect(isSilent({ ...source, kind: 'post' }, '2026-08-01T00:00:00.000Z')).toBe(false);
    expect(isSilent({ ...source, state: 'paused' }, '2026-08-01T00:00:00.000Z')).toBe(false);
  });
});
