import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskDraft } from '../../../src/domain/alert-desk.ts';
import { queuedJobs } from '../../support/database.ts';
import { staffMember } from '../../support/staff.ts';
import { ELSEWHERE, floodForm, LI, openOfficerDesk, ZHANG, type OfficerDesk } from '../officer-desk.ts';

let desk: OfficerDesk;
beforeEach(async () => {
  desk = await openOfficerDesk();
});

const orange = () => floodForm({ parts: [{ level: 'orange', adcodes: ['654225'], polygon: null }] });

test('a yellow warning goes out on one person’s word and is owed to devices', async () => {
  const { id, version } = await desk.draft(floodForm());
  const { status, body } = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
  expect(status).toBe(200);
  expect(body).toMatchObject({ state: 'issued', revision: 1, draftId: id });
  const history = await desk.store.findHistory(body['alertId'] as string);
  expect(history?.revisions[0]).toMatchObject({
    origin: 'issued',
    source: '裕民县应急管理局',
    parts: [{ level: 'yellow', adcodes: ['654225'], hazard: { code: '11A51', name: '山洪' } }],
  });
  expect(history?.revisions[0]?.parts[0]?.bulletins[0]?.headline).toBe('裕民县应急管理局发布山洪黄色预警');
  expect(await queuedJobs(desk.pool, 'deliver')).toHaveLength(1);
  expect(await desk.audit()).toEqual(['staff-zhang draft-created', 'staff-zhang alert-issued']);
});

test('without a sign-in nothing opens, and without a desk role neither', async () => {
  expect((await desk.ask(null, 'GET', '/drafts')).status).toBe(401);
  const grassroots = staffMember({ id: 'g', roles: ['grassroots', 'auditor'] });
  expect((await desk.ask(grassroots, 'GET', '/drafts')).status).toBe(403);
  expect((await desk.ask(null, 'POST', '/drafts', { form: floodForm() })).status).toBe(401);
});

test('issuing twice, a double click and ten at once make one revision and one answer', async () => {
  const { id, version } = await desk.draft(floodForm());
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version })),
  );
  answers.push(await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version }));
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
  expect(await desk.revisions()).toBe(1);
  expect((await desk.audit()).filter((line) => line.endsWith('alert-issued'))).toHaveLength(1);
});

test('two officers issue the same draft at once: one revision', async () => {
  const { id, version } = await desk.draft(floodForm());
  const answers = await Promise.all(
    [ZHANG, LI, ZHANG, LI].map((member) => desk.ask(member, 'POST', `/drafts/${id}/issue`, { version })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await desk.revisions()).toBe(1);
});

test('a publication that was cut off is ended by issuing once more, and never doubled', async () => {
  const { id, version } = await desk.draft(floodForm());
  const stored = await desk.deps.drafts.findDraft(id);
  const sentAt = desk.deps.alerts.now();
  await desk.deps.drafts.replaceDraft(
    stored!.draft,
    { draft: { ...stored!.draft, state: 'issuing' }, sentAt },
    [],
  );
  desk.setNow('2026-07-01T04:03:00.000Z');
  const first = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
  const second = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
  expect(first.body).toMatchObject({ state: 'issued', revision: 1 });
  expect(second.body).toEqual(first.body);
  expect((await desk.store.findHistory(first.body['alertId'] as string))?.revisions[0]?.sentAt).toBe(sentAt);
});

test('what was cut off long ago is looked at anew before it goes out', async () => {
  const { id, version } = await desk.draft(floodForm());
  const stored = await desk.deps.drafts.findDraft(id);
  const next = { draft: { ...stored!.draft, state: 'issuing' as const }, sentAt: desk.deps.alerts.now() };
  await desk.deps.drafts.replaceDraft(stored!.draft, next, []);
  desk.setNow('2026-07-01T06:00:00.000Z');
  expect((await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version })).status).toBe(409);
  expect((await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version })).body).toMatchObject({
    state: 'issued',
  });
  expect(await desk.revisions()).toBe(1);
});

describe('the second person', () => {
  test('orange waits for a colleague, who approves exactly that version', async () => {
    const { id, version } = await desk.draft(orange());
    const asked = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
    expect(asked.body).toEqual({ state: 'awaiting-second', draftId: id, version });
    expect(await desk.revisions()).toBe(0);
    expect((await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version })).body).toEqual(asked.body);
    const approved = await desk.ask(LI, 'POST', `/drafts/${id}/approve`, { version });
    expect(approved.body).toMatchObject({ state: 'issued', revision: 1 });
    expect((await desk.ask(LI, 'POST', `/drafts/${id}/approve`, { version })).body).toEqual(approved.body);
    const { body } = await desk.ask(ZHANG, 'GET', `/drafts/${id}`);
    expect(body).toMatchObject({
      state: 'issued',
      requestedBy: { name: '张三' },
      approvedBy: { name: '李四' },
    });
    expect(await desk.audit()).toEqual([
      'staff-zhang draft-created',
      'staff-zhang alert-approval-asked',
      'staff-li alert-approved',
      'staff-zhang alert-issued',
    ]);
  });

  test.each([
    ['who wrote it', ZHANG],
    ['who changed it last', LI],
  ])('%s cannot be the second person', async (_who, member) => {
    const draft = await desk.draft(orange());
    const form = { ...orange(), onsetAt: '2026-07-01T05:00:00.000Z' };
    const changed = await desk.ask(LI, 'PUT', `/drafts/${draft.id}`, { version: 1, form });
    const { version } = changed.body as unknown as DeskDraft;
    const third = staffMember({ id: 'third', name: '孙七' });
    await desk.ask(third, 'POST', `/drafts/${draft.id}/issue`, { version });
    const { status, body } = await desk.ask(member, 'POST', `/drafts/${draft.id}/approve`, { version });
    expect([status, body['word']]).toEqual([403, 'second-person-same']);
    expect(await desk.revisions()).toBe(0);
  });

  test('a change after the asking makes it a draft again, and the old version cannot be approved', async () => {
    const { id, version } = await desk.draft(orange());
    await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
    const form = { ...orange(), expiresAt: '2026-07-01T13:00:00.000Z' };
    await desk.ask(ZHANG, 'PUT', `/drafts/${id}`, { version, form });
    const { status, body } = await desk.ask(LI, 'POST', `/drafts/${id}/approve`, { version });
    expect([status, body['word']]).toEqual([409, 'draft-changed']);
    expect(body['draft']).toMatchObject({ version: 2, state: 'editing', form });
    const newest = await desk.ask(LI, 'POST', `/drafts/${id}/approve`, { version: 2 });
    expect([newest.status, newest.body['word']]).toEqual([409, 'draft-not-awaiting']);
  });

  test('whoever does not reach the place, and whoever lacks the role, cannot be the second person', async () => {
    const { id, version } = await desk.draft(orange());
    await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
    const outside = await desk.ask(ELSEWHERE, 'POST', `/drafts/${id}/approve`, { version });
    expect([outside.status, outside.body['word']]).toEqual([403, 'region-outside-tree']);
    expect(outside.body['detail']).toContain('裕民县');
    desk.deps.settings = { ...desk.deps.settings, approvers: ['alert-approver'] };
    const officer = staffMember({ id: 'second-officer' });
    const roleless = await desk.ask(officer, 'POST', `/drafts/${id}/approve`, { version });
    expect([roleless.status, roleless.body['word']]).toEqual([403, 'role-missing']);
  });

  test('what has expired while it waited is not approved', async () => {
    const { id, version } = await desk.draft(orange());
    await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
    desk.setNow('2026-07-01T12:00:00.000Z');
    const { status, body } = await desk.ask(LI, 'POST', `/drafts/${id}/approve`, { version });
    expect([status, body['word'], body['path']]).toEqual([422, 'validity-invalid', 'expiresAt']);
  });

  test('a colleague returns it with a reason, and it can be asked for again', async () => {
    const { id, version } = await desk.draft(orange());
    await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
    const empty = await desk.ask(LI, 'POST', `/drafts/${id}/return`, { version, reason: ' ' });
    expect(empty.status).toBe(422);
    const returned = await desk.ask(LI, 'POST', `/drafts/${id}/return`, { version, reason: '请核对范围' });
    expect(returned.body).toMatchObject({ state: 'returned', returnedReason: '请核对范围', version });
    const again = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
    expect(again.body['state']).toBe('awaiting-second');
  });

  test('an override with a reason goes out at once and stands in the log', async () => {
    const { id, version } = await desk.draft(orange());
    const bare = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version, override: { reason: '' } });
    expect(bare.status).toBe(422);
    const wish = { version, override: { reason: '通讯中断，联系不上第二人' } };
    const { body } = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, wish);
    expect(body['state']).toBe('issued');
    expect(await desk.audit()).toContain('staff-zhang override-used');
  });

  test('which levels ask for it is the bureau’s to say', async () => {
    desk.deps.settings = { ...desk.deps.settings, secondPersonLevels: [] };
    const { id, version } = await desk.draft(orange());
    const { body } = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
    expect(body['state']).toBe('issued');
  });

  test('two approvals at once make one revision', async () => {
    const { id, version } = await desk.draft(orange());
    await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
    const third = staffMember({ id: 'third', name: '孙七' });
    const answers = await Promise.all(
      [LI, third, LI, third].map((member) => desk.ask(member, 'POST', `/drafts/${id}/approve`, { version })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await desk.revisions()).toBe(1);
  });
});
