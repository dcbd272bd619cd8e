import { expect, test } from 'vitest';
import { RevisionConflict } from '../../../functions/store/store.ts';
import type { MessageDocument } from '../../../functions/store/store.ts';
import type { AlertRevision } from '../../../src/domain/alert.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { freshStore, queuedJobs } from '../../support/database.ts';

const DOCUMENT: MessageDocument = { mediaType: 'text/plain', body: '裕民县气象台发布山洪灾害橙色预警' };

test('a revision is read back exactly as it was saved', async () => {
  const { store } = await freshStore();
  const revision = exampleRevision({
    parts: [examplePart({}, { description: '引号"、反斜杠\\、😀、\u2028' })],
  });
  expect(await store.saveRevision(revision, DOCUMENT)).toBe('saved');
  expect(await store.findHistory(revision.alertId)).toEqual({ revisions: [revision] });
  expect(await store.findByMessage(revision.message)).toEqual(revision);
  expect(await store.findByMessage({ ...revision.message, sent: '2026-07-01T02:34:00Z' })).toBeNull();
  expect(await store.findHistory('unknown')).toBeNull();
});

test('the document is kept verbatim beside its revision', async () => {
  const { store, pool } = await freshStore();
  await store.saveRevision(exampleRevision(), {
    mediaType: 'application/cap+xml',
    body: ' <a>\r\n&amp;</a>\t',
  });
  const { rows } = await pool.query('select document, media_type from alert_revision');
  expect(rows).toEqual([{ document: ' <a>\r\n&amp;</a>\t', media_type: 'application/cap+xml' }]);
});

test('the same message twice is one revision, one delivery and one wake-up, even from two at once', async () => {
  const { store, pool } = await freshStore();
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () => store.saveRevision(exampleRevision(), DOCUMENT)),
  );
  expect(outcomes.filter((one) => one === 'saved')).toHaveLength(1);
  expect(outcomes.filter((one) => one === 'already-there')).toHaveLength(3);
  expect(await queuedJobs(pool, 'deliver')).toHaveLength(1);
  // Under another alert's id it is still the same message.
  const { message } = exampleRevision();
  expect(await store.saveRevision(exampleRevision({ alertId: 'other', message }), DOCUMENT)).toBe(
    'already-there',
  );
});

test('of concurrent writers of the next revision one wins, and the others are told', async () => {
  const { store } = await freshStore();
  await store.saveRevision(exampleRevision(), DOCUMENT);
  const tries = await Promise.allSettled(
    Array.from({ length: 6 }, (_, i) =>
      store.saveRevision(
        exampleRevision({ revision: 2, message: { sender: 'test', identifier: `writer-${i}`, sent: '' } }),
        DOCUMENT,
      ),
    ),
  );
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  for (const one of tries) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(RevisionConflict);
  expect((await store.findHistory('a1b2c3'))?.revisions.map((one) => one.revision)).toEqual([1, 2]);
});

test('a revision that skips a number is refused and leaves nothing behind', async () => {
  const { store, pool } = await freshStore();
  await expect(store.saveRevision(exampleRevision({ revision: 2 }), DOCUMENT)).rejects.toThrow(
    RevisionConflict,
  );
  expect(await store.findHistory('a1b2c3')).toBeNull();
  expect(await queuedJobs(pool, 'deliver')).toEqual([]);
});

test('a saved revision owes one delivery and a wake-up at each moment a part ends', async () => {
  const { store, pool } = await freshStore();
  const early = examplePart({ expiresAt: '2026-07-01T08:00:00.000Z' });
  await store.saveRevision(exampleRevision({ parts: [early, examplePart()] }), DOCUMENT);
  const data = { alertId: 'a1b2c3', revision: 1 };
  expect((await queuedJobs(pool, 'deliver')).map((job) => job.data)).toEqual([data]);
  expect(await queuedJobs(pool, 'expire')).toEqual([
    { data, startAfter: new Date('2026-07-01T08:00:00Z') },
    { data, startAfter: new Date('2026-07-01T12:00:00Z') },
  ]);
});

test('an alert is current until its last part ends, by its latest revision alone', async () => {
  const { store } = await freshStore();
  const first = exampleRevision();
  const shorter = exampleRevision({
    revision: 2,
    action: 'update',
    parts: [examplePart({ expiresAt: '2026-07-01T06:00:00.000Z' })],
  });
  await store.saveRevision(first, DOCUMENT);
  expect(await store.listCurrent('2026-07-01T11:59:59.999Z')).toEqual([first]);
  expect(await store.listCurrent('2026-07-01T12:00:00.000Z')).toEqual([]);
  await store.saveRevision(shorter, DOCUMENT);
  expect(await store.listCurrent('2026-07-01T05:59:59.999Z')).toEqual([shorter]);
  expect(await store.listCurrent('2026-07-01T06:00:00.000Z')).toEqual([]);
  expect(await store.listPast('2026-07-01T06:00:00.000Z', 10, null)).toEqual([shorter]);
});

test('a cancelled alert stays current for its all-clear of six hours', async () => {
  const { store } = await freshStore();
  const cancel = exampleRevision({ revision: 2, action: 'cancel', sentAt: '2026-07-01T04:00:00.000Z' });
  await store.saveRevision(exampleRevision(), DOCUMENT);
  await store.saveRevision(cancel, DOCUMENT);
  expect(await store.listCurrent('2026-07-01T09:59:59.999Z')).toEqual([cancel]);
  expect(await store.listCurrent('2026-07-01T10:00:00.000Z')).toEqual([]);
});

test('past alerts come newest first, in pages', async () => {
  const { store } = await freshStore();
  const sentAt = (day: number) => `2026-06-${String(day).padStart(2, '0')}T00:00:00.000Z`;
  const past: AlertRevision[] = [5, 4, 3, 2, 1].map((day) =>
    exampleRevision({
      alertId: `day-${day}`,
      sentAt: sentAt(day),
      parts: [examplePart({ expiresAt: null })],
    }),
  );
  for (const one of past) await store.saveRevision(one, DOCUMENT);
  const now = '2026-07-01T00:00:00.000Z';
  const ids = async (limit: number, before: string | null) =>
    (await store.listPast(now, limit, before)).map((one) => one.alertId);
  expect(await ids(2, null)).toEqual(['day-5', 'day-4']);
  expect(await ids(2, sentAt(4))).toEqual(['day-3', 'day-2']);
  expect(await ids(9, sentAt(1))).toEqual([]);
});

test('a revision of 34 000 points and a key longer than an index entry are stored', async () => {
  const { store } = await freshStore();
  const ring = Array.from({ length: 34_000 }, (_, i) => [46 + i / 1e6, 82 + i / 1e6] as const);
  const area = { description: '大片', adcodes: ['654225'], polygons: [ring], circles: [] };
  const revision = exampleRevision({
    parts: [examplePart({ areas: [area] })],
    message: {
      sender: 's'.repeat(5000),
      identifier: Array.from({ length: 5000 }, (_, i) => i).join(),
      sent: '',
    },
  });
  expect(await store.saveRevision(revision, DOCUMENT)).toBe('saved');
  expect(await store.findByMessage(revision.message)).toEqual(revision);
});
