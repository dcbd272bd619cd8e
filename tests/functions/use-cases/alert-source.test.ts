import { expect, test } from 'vitest';
import { alertSource } from '../../../functions/use-cases/alert-source.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { freshStore } from '../../support/database.ts';

const DOCUMENT = { mediaType: 'text/plain' as const, body: 'x' };

async function openSource(...revisions: ReturnType<typeof exampleRevision>[]) {
  const { store } = await freshStore();
  for (const revision of revisions) await store.saveRevision(revision, DOCUMENT);
  let now = '2026-07-01T04:00:00.000Z';
  return { source: alertSource(store, () => now), setNow: (at: string) => void (now = at) };
}

const twoPlaces = exampleRevision({
  parts: [
    examplePart({ level: 'red', adcodes: ['654202'], expiresAt: '2026-07-01T05:00:00.000Z' }),
    examplePart({ level: 'blue', adcodes: ['654225'] }),
  ],
});

test('a part that has ended no longer keeps its alert on the page of its place', async () => {
  const { source, setNow } = await openSource(twoPlaces);
  expect(await source.current('654202')).toHaveLength(1);
  setNow('2026-07-01T05:00:00.000Z');
  expect(await source.current('654202')).toEqual([]);
  expect(await source.current('654225')).toHaveLength(1);
});

test("an alert ranks by its level here and now, not by another place's or by what is over", async () => {
  const yellow = exampleRevision({ alertId: 'yellow', parts: [examplePart({ level: 'yellow' })] });
  const { source, setNow } = await openSource(twoPlaces, yellow);
  const order = async (chosen: string | null) => (await source.current(chosen)).map(({ alertId }) => alertId);
  expect(await order(null)).toEqual(['a1b2c3', 'yellow']);
  expect(await order('654225')).toEqual(['yellow', 'a1b2c3']);
  setNow('2026-07-01T05:00:00.000Z');
  expect(await order(null)).toEqual(['yellow', 'a1b2c3']);
});

test('the next change is the nearest end of any part still ahead', async () => {
  const { source, setNow } = await openSource(twoPlaces);
  expect(await source.nextChangeAt()).toBe(Date.parse('2026-07-01T05:00:00.000Z'));
  setNow('2026-07-01T05:00:00.000Z');
  expect(await source.nextChangeAt()).toBe(Date.parse('2026-07-01T12:00:00.000Z'));
  setNow('2026-07-01T12:00:00.000Z');
  expect(await source.nextChangeAt()).toBeNull();
});

test('an address that cannot be an alert is not even asked of the database', async () => {
  const { source } = await openSource(twoPlaces);
  for (const id of ['a\0b', '', '../x', 'A1B2C3', 'x'.repeat(500)]) expect(await source.find(id)).toBeNull();
  expect((await source.find('a1b2c3'))?.revisions).toHaveLength(1);
});
