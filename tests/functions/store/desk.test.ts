import { expect, test } from 'vitest';
import { createAuditLog } from '../../../functions/store/audit-log.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createDeskStore } from '../../../functions/store/desk-queries.ts';
import { createDrillStore } from '../../../functions/store/drill-queries.ts';
import { createNoticeStore } from '../../../functions/store/notice-queries.ts';
import { DemonstrationRefused } from '../../../functions/store/store.ts';
import { emptyForm, type DeskDraft } from '../../../src/domain/alert-desk.ts';
import type { DrillRecord } from '../../../src/domain/drill.ts';
import type { NoticeRecord } from '../../../src/domain/notice.ts';
import { freshStore } from '../../support/database.ts';

const NOW = '2026-07-01T04:00:00.000Z';
const person = { id: 'staff-zhang', name: '张三' };
const line = {
  at: NOW,
  actor: 'staff-zhang',
  action: 'x',
  subject: 'd1',
  from: null,
  to: null,
  reason: null,
};

const draft: DeskDraft = {
  id: 'abcd1',
  version: 1,
  state: 'editing',
  purpose: 'issue',
  alertId: null,
  baseRevision: null,
  revision: null,
  form: emptyForm('某某县应急管理局'),
  relay: null,
  reason: '',
  returnedReason: null,
  createdBy: person,
  createdAt: NOW,
  updatedBy: person,
  updatedAt: NOW,
  requestedBy: null,
  approvedBy: null,
  overrideReason: null,
};
const drill: DrillRecord = {
  id: 'drill-1',
  version: 1,
  state: 'editing',
  form: { ...emptyForm('某某县应急管理局'), kind: 'drill' },
  startAt: null,
  endAt: null,
  startedAt: null,
  endedAt: null,
  cancelledReason: null,
  createdBy: person,
  updatedBy: person,
  updatedAt: NOW,
  isDemonstration: false,
  sent: { start: 0, end: 0 },
};
const notice: NoticeRecord = {
  id: 'notice-1',
  version: 1,
  state: 'editing',
  form: { kind: '其他', title: '', text: '', adcodes: [], source: '', startsAt: null, endsAt: null },
  createdBy: person,
  updatedBy: person,
  updatedAt: NOW,
  publishedAt: null,
  withdrawnReason: null,
  isDemonstration: false,
};

test('of many writers on one version one wins, and only its line is in the log', async () => {
  const { pool } = await freshStore();
  const store = createDeskStore(openDatabase(pool));
  await store.insertDraft(draft, []);
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      store.replaceDraft(draft, { draft: { ...draft, version: 2, reason: String(i) }, sentAt: null }, [
        { ...line, to: String(i) },
      ]),
    ),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  const winner = String(outcomes.indexOf(true));
  expect((await store.findDraft(draft.id))?.draft).toMatchObject({ version: 2, reason: winner });
  expect((await createAuditLog(openDatabase(pool)).list(10, null)).map(({ to }) => to)).toEqual([winner]);
});

test('a change whose line cannot be written does not happen', async () => {
  const { pool } = await freshStore();
  const store = createDeskStore(openDatabase(pool));
  await store.insertDraft(draft, []);
  const broken = { ...line, at: 'no instant' };
  const next = { draft: { ...draft, version: 2 }, sentAt: null };
  await expect(store.replaceDraft(draft, next, [broken])).rejects.toThrow();
  await expect(store.deleteDraft(draft, [broken])).rejects.toThrow();
  expect((await store.findDraft(draft.id))?.draft.version).toBe(1);
});

test('a database for real takes neither a drill nor a notice of a demonstration', async () => {
  const { pool, enqueue } = await freshStore();
  const drills = createDrillStore(openDatabase(pool), enqueue);
  const notices = createNoticeStore(openDatabase(pool), enqueue);
  const asDemonstration = { isDemonstration: true };
  const record = { ...drill, ...asDemonstration };
  await expect(drills.insertDrill({ record, parts: [] }, [])).rejects.toThrow(DemonstrationRefused);
  await expect(notices.insertNotice({ ...notice, ...asDemonstration }, [])).rejects.toThrow(
    DemonstrationRefused,
  );
  await drills.insertDrill({ record: drill, parts: [] }, []);
  await notices.insertNotice(notice, []);
  expect((await drills.findDrill(drill.id))?.record).toEqual(drill);
  expect(await notices.findNotice(notice.id)).toEqual(notice);
});

test('a drill that ends nowhere and a notice that was never published are refused by their tables', async () => {
  const { pool, enqueue } = await freshStore();
  const drills = createDrillStore(openDatabase(pool), enqueue);
  const notices = createNoticeStore(openDatabase(pool), enqueue);
  const endless: DrillRecord = { ...drill, state: 'scheduled' };
  await expect(drills.insertDrill({ record: endless, parts: [] }, [])).rejects.toThrow();
  await expect(notices.insertNotice({ ...notice, state: 'published' }, [])).rejects.toThrow();
});
