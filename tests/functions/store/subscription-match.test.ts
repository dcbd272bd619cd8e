import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlertPart } from '../../../src/domain/alert.ts';
import { LEVELS } from '../../../src/domain/level.ts';
import type { Wish } from '../../../src/domain/subscription.ts';
import { isOwedNow, type MatchContext } from '../../../src/domain/subscription-match.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { sql } from '../../../functions/store/drizzle.ts';
import { asksFor } from '../../../functions/store/subscription-match.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { freshStore, openFreshStore, type FreshStore } from '../../support/database.ts';
import { recordFor, takeFor } from '../../support/deliveries.ts';
import { exampleSubscription } from './example-rows.ts';

/* One database for all runs: each clears what the one before left. */
let fresh: FreshStore & { close(): Promise<void> };
beforeAll(async () => {
  fresh = await openFreshStore();
});
afterAll(() => fresh?.close());

const CODES = ['65', '6542', '654225', '654225100', '654225100201', '654225101', '654202', '231200', '2312'];
const KINDS = ['snow', 'flash-flood', 'gale'];
const code = fc.constantFrom(...CODES);
const slot = fc.integer({ min: 0, max: 47 }).map((n) => n * 30);
const instant = fc.integer({ min: 0, max: 2 * 24 * 60 }).map((minutes) => {
  return new Date(Date.UTC(2026, 6, 1) + minutes * 60_000).toISOString();
});

const wishes: fc.Arbitrary<Wish> = fc.record({
  places: fc.array(
    fc.record({
      adcode: code,
      lowestLevel: fc.constantFrom(...LEVELS),
      hazards: fc.option(fc.uniqueArray(fc.constantFrom(...KINDS), { maxLength: 3 }), { freq: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  quiet: fc.option(
    fc.record({ fromMinute: slot, toMinute: slot }).filter((q) => q.fromMinute !== q.toMinute),
    { freq: 2 },
  ),
  wantsNotices: fc.boolean(),
  wantsDrills: fc.boolean(),
  language: fc.constantFrom('zh-CN', 'ug'),
  pausedUntil: fc.option(instant, { freq: 1 }),
});

const parts: fc.Arbitrary<AlertPart> = fc
  .record({
    level: fc.constantFrom(...LEVELS, null),
    adcodes: fc.uniqueArray(code, { maxLength: 3 }),
    urgency: fc.constantFrom('Immediate' as const, 'Expected' as const),
    hazard: fc.constantFrom(...KINDS, 'unknown').map((name) => ({ code: null, name })),
  })
  .map((change) => examplePart(change));

test('the database sends to exactly those to whom the rule in plain words sends', async () => {
  const { store, deliveries, pool } = fresh;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(wishes, fc.boolean()), { minLength: 1, maxLength: 12 }),
      fc.array(parts, { maxLength: 3 }),
      fc.constantFrom('update' as const, 'cancel' as const),
      instant,
      async (devices, alertParts, action, now) => {
        await pool.query('truncate subscription cascade');
        const named = devices.map(([wish, wasTold], i) => ({ id: `d-${10 + i}`, wish, wasTold }));
        for (const { id, wish } of named) await store.saveSubscription(exampleSubscription({ id }, wish));
        const told = named.filter(({ wasTold }) => wasTold);
        await recordFor(deliveries, 1, Object.fromEntries(told.map(({ id }) => [id, 'delivered'])), now);
        const context: MatchContext = { now, kindOf: ({ name }) => (name === 'unknown' ? null : name) };
        const revision = exampleRevision({ revision: 2, action, parts: alertParts });
        const sent = await takeFor(deliveries, revision, { context });
        const ruled = named.filter(({ wish, wasTold }) => isOwedNow(revision, wish, { wasTold }, context));
        expect(sent.map(({ subscriptionId }) => subscriptionId)).toEqual(ruled.map(({ id }) => id));
      },
    ),
    { numRuns: 80 },
  );
}, 120_000);

test('who is quiet or paused now is owed it later, once', async () => {
  const { store, deliveries } = await freshStore();
  const night = { quiet: { fromMinute: 1320, toMinute: 420 } };
  await store.saveSubscription(exampleSubscription({ id: 'asleep' }, night));
  await store.saveSubscription(
    exampleSubscription({ id: 'away' }, { pausedUntil: '2026-07-02T16:00:00.000Z' }),
  );
  const revision = exampleRevision();
  const owedAt = async (now: string): Promise<string[]> => {
    const context = { now, kindOf: () => null };
    const page = await takeFor(deliveries, revision, { context });
    const ids = page.map(({ subscriptionId }) => subscriptionId);
    await recordFor(deliveries, 1, Object.fromEntries(ids.map((id) => [id, 'delivered'])), now);
    return ids;
  };
  expect(await owedAt('2026-07-01T15:00:00.000Z')).toEqual([]);
  expect(await owedAt('2026-07-01T23:00:00.000Z')).toEqual(['asleep']);
  expect(await owedAt('2026-07-02T16:00:00.000Z')).toEqual(['away']);
  expect(await owedAt('2026-07-03T04:00:00.000Z')).toEqual([]);
});

test('notices and drills go to who asked for them there, and not at night', async () => {
  const { store, pool } = await freshStore();
  const database = openDatabase(pool);
  await store.saveSubscription(exampleSubscription({ id: 'neither' }));
  await store.saveSubscription(exampleSubscription({ id: 'notices' }, { wantsNotices: true }));
  await store.saveSubscription(
    exampleSubscription({ id: 'elsewhere', adcodes: ['2312'] }, { wantsNotices: true }),
  );
  const quiet = { fromMinute: 1320, toMinute: 420 };
  await store.saveSubscription(exampleSubscription({ id: 'drills' }, { wantsDrills: true, quiet }));
  const asking = async (what: 'notices' | 'drills', now: string) => {
    const asked = asksFor(what, ['654225100'], now);
    const { rows } = await database.execute(sql`select s.id from subscription s where ${asked}`);
    return rows.map((row) => row['id']);
  };
  expect(await asking('notices', '2026-07-01T04:00:00.000Z')).toEqual(['notices']);
  expect(await asking('drills', '2026-07-01T04:00:00.000Z')).toEqual(['drills']);
  expect(await asking('drills', '2026-07-01T18:00:00.000Z')).toEqual([]);
});
