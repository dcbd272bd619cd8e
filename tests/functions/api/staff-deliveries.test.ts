import { describe, expect, test } from 'vitest';
import { staffDeliveryRoutes } from '../../../functions/api/staff-deliveries.ts';
import type { LedgerTotal } from '../../../functions/store/ledger-contract.ts';
import { staffGate, staffMember } from '../../support/staff.ts';

const total: LedgerTotal = {
  topic: 'abc123',
  revision: 2,
  channel: 'web-push',
  sent: 5,
  accepted: 4,
  gone: 1,
  failed: 0,
  later: 0,
  batches: 1,
  openBatches: 0,
  failedBatches: 0,
  plannedAt: '2026-07-01T06:00:00.000Z',
  firstAt: null,
  lastAt: null,
  problem: null,
};

function routes(member: Parameters<typeof staffGate>[0]) {
  const asked: object[] = [];
  const ledger = {
    totals: (wish: object) => {
      asked.push(wish);
      return Promise.resolve([total]);
    },
  };
  return { app: staffDeliveryRoutes(ledger, staffGate(member)), asked };
}

describe('how far the channels are', () => {
  test('is told to a duty officer, of that alert alone, and never cached', async () => {
    const { app, asked } = routes(staffMember());
    const answer = await app.request('/abc123');
    expect(await answer.json()).toEqual({ totals: [total] });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(asked).toEqual([{ topic: 'abc123' }]);
  });

  test.each([
    ['nobody', null, 401],
    ['an auditor', staffMember({ roles: ['auditor'] }), 403],
  ])('is not told to %s', async (_, member, status) => {
    const { app, asked } = routes(member);
    expect((await app.request('/abc123')).status).toBe(status);
    expect(asked).toEqual([]);
  });

  test.each(['drill-abc', 'a', '%00', 'ABC123'])('asks nothing about what is no alert: %s', async (id) => {
    const { app, asked } = routes(staffMember());
    expect((await app.request(`/${id}`)).status).toBe(404);
    expect(asked).toEqual([]);
  });
});
