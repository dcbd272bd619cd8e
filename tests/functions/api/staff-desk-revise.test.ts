import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskAlert, DeskDraft, OfficerForm } from '../../../src/domain/alert-desk.ts';
import type { AlertRevision } from '../../../src/domain/alert.ts';
import { queuedJobs } from '../../support/database.ts';
import { staffMember } from '../../support/staff.ts';
import { ELSEWHERE, floodForm, LI, openOfficerDesk, TOWN, ZHANG, type OfficerDesk } from '../officer-desk.ts';

let desk: OfficerDesk;
let alertId: string;
beforeEach(async () => {
  desk = await openOfficerDesk();
  alertId = await desk.issued(floodForm());
  desk.setNow('2026-07-01T04:30:00.000Z');
});

async function revising(purpose: string, member = ZHANG, id = alertId): Promise<DeskDraft> {
  const { status, body } = await desk.ask(member, 'POST', `/alerts/${id}/revise`, { purpose });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as DeskDraft;
}

/** Writes the change into the draft and issues it by one person. */
async function decided(
  draft: DeskDraft,
  change: { form?: Partial<OfficerForm>; reason?: string },
  member = ZHANG,
) {
  const form = { ...draft.form, ...change.form };
  const put = await desk.ask(member, 'PUT', `/drafts/${draft.id}`, {
    ...change,
    version: draft.version,
    form,
  });
  const { version } = put.body as unknown as DeskDraft;
  const wish = { version, override: { reason: '测试' } };
  return desk.ask(member, 'POST', `/drafts/${draft.id}/issue`, wish);
}

const history = async (id = alertId): Promise<readonly AlertRevision[]> =>
  (await desk.store.findHistory(id))?.revisions ?? [];

test('an update begins with what is in force and becomes the next revision, owed anew', async () => {
  const draft = await revising('update');
  expect(draft).toMatchObject({ purpose: 'update', alertId, baseRevision: 1 });
  expect(draft.form).toMatchObject({ ...floodForm(), parts: floodForm().parts });
  const parts = [{ level: 'orange' as const, adcodes: ['654225'], polygon: null }];
  const answer = await decided(draft, { form: { parts } });
  expect(answer.body).toMatchObject({ state: 'issued', alertId, revision: 2 });
  const [first, second] = await history();
  expect(second).toMatchObject({ action: 'update', references: [first?.message] });
  expect(second?.parts[0]?.level).toBe('orange');
  expect((await queuedJobs(desk.pool, 'deliver')).map(({ data }) => data)).toEqual([
    { alertId, revision: 1 },
    { alertId, revision: 2 },
  ]);
  expect((await desk.audit()).at(-1)).toBe('staff-zhang alert-updated');
});

test('a partial upgrade keeps the places of each level apart', async () => {
  const draft = await revising('update');
  const parts = [
    { level: 'orange' as const, adcodes: ['654225100', '654225101'], polygon: null },
    { level: 'yellow' as const, adcodes: ['654225200'], polygon: null },
  ];
  await decided(draft, { form: { parts } });
  expect((await history()).at(-1)?.parts.map(({ level, adcodes }) => [level, adcodes])).toEqual([
    ['orange', ['654225100', '654225101']],
    ['yellow', ['654225200']],
  ]);
});

test('an all-clear keeps the places, says why, and ends the alert', async () => {
  const draft = await revising('cancel');
  const bare = await desk.ask(ZHANG, 'POST', `/drafts/${draft.id}/issue`, { version: 1 });
  expect([bare.status, bare.body['word'], bare.body['path']]).toEqual([422, 'reason-missing', 'reason']);
  const answer = await decided(draft, { reason: '降雨已停，水位回落。' });
  expect(answer.body).toMatchObject({ state: 'issued', revision: 2 });
  const last = (await history()).at(-1);
  expect(last).toMatchObject({
    action: 'cancel',
    parts: [{ adcodes: ['654225'], responseTypes: ['AllClear'] }],
  });
  expect(last?.isWithdrawal).toBeUndefined();
  expect(last?.parts[0]?.bulletins[0]).toMatchObject({
    headline: '裕民县应急管理局解除山洪预警',
    description: '降雨已停，水位回落。',
  });
  const again = await desk.ask(ZHANG, 'POST', `/alerts/${alertId}/revise`, { purpose: 'update' });
  expect([again.status, again.body['word']]).toEqual([409, 'alert-already-cancelled']);
});

test('a correction is an update that says on every surface what was wrong', async () => {
  const reason = '前一份写错了乡镇，应为哈拉布拉镇';
  const answer = await decided(await revising('correct'), { reason });
  expect(answer.body).toMatchObject({ state: 'issued', revision: 2 });
  expect((await history()).at(-1)).toMatchObject({ action: 'update', correction: reason });
  const cap = await desk.ask(null, 'GET', `/alerts/${alertId}.cap.xml`);
  expect(cap.body['text']).toContain(`<note>更正：${reason}</note>`);
  const feed = await desk.ask(null, 'GET', '/alerts/feed.atom');
  expect(feed.body['text']).toContain(`更正：${reason}`);
  const digests = (await desk.ask(null, 'GET', '/api/alerts')).body['alerts'];
  expect(digests).toMatchObject([{ correction: reason }]);
  const preview = await desk.ask(ZHANG, 'POST', `/drafts/${(await revising('update')).id}/preview`, {});
  expect(preview.body['disagreements']).toEqual([]);
  expect((await desk.audit()).filter((line) => line.endsWith('alert-corrected'))).toHaveLength(1);
});

test('the preview of a correction shows the reason in the push', async () => {
  const draft = await revising('correct');
  await desk.ask(ZHANG, 'PUT', `/drafts/${draft.id}`, { version: 1, reason: '级别写错了' });
  const { body } = await desk.ask(ZHANG, 'POST', `/drafts/${draft.id}/preview`, {});
  const push = (body['mouths'] as { mouth: string; text: string }[]).find(({ mouth }) => mouth === 'push');
  expect(push?.text).toMatch(/^【更正】[^]*更正：级别写错了/);
});

test('a decision on an older revision is refused; on the newer one it goes on', async () => {
  const [mine, theirs] = [await revising('update'), await revising('update', LI)];
  await decided(theirs, { form: { expiresAt: '2026-07-01T13:00:00.000Z' } }, LI);
  const refused = await decided(mine, { form: { expiresAt: '2026-07-01T14:00:00.000Z' } });
  expect([refused.status, refused.body['word']]).toEqual([409, 'alert-changed']);
  const put = await desk.ask(ZHANG, 'PUT', `/drafts/${mine.id}`, { version: 2, baseRevision: 2 });
  const answer = await desk.ask(ZHANG, 'POST', `/drafts/${mine.id}/issue`, { version: put.body['version'] });
  expect(answer.body).toMatchObject({ state: 'issued', revision: 3 });
});

test('two officers end one alert at once: one all-clear, the other is told', async () => {
  const drafts = [await revising('cancel'), await revising('cancel', LI)];
  const answers = await Promise.all([
    decided(drafts[0]!, { reason: '雨停了。' }),
    decided(drafts[1]!, { reason: '雨停了。' }, LI),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await history()).filter(({ action }) => action === 'cancel')).toHaveLength(1);
});

test('lowering a red warning needs the second person too', async () => {
  const red = await desk.issued(floodForm({ parts: [{ level: 'red', adcodes: ['654225'], polygon: null }] }));
  const draft = await revising('update', ZHANG, red);
  const parts = [{ level: 'blue' as const, adcodes: ['654225'], polygon: null }];
  const put = await desk.ask(ZHANG, 'PUT', `/drafts/${draft.id}`, {
    version: 1,
    form: { ...draft.form, parts },
  });
  const { body } = await desk.ask(ZHANG, 'POST', `/drafts/${draft.id}/issue`, {
    version: put.body['version'],
  });
  expect(body['state']).toBe('awaiting-second');
});

describe('outside the tree', () => {
  test.each(['update', 'correct', 'cancel'])(
    'a township officer cannot %s the county’s alert',
    async (purpose) => {
      const { status, body } = await desk.ask(TOWN, 'POST', `/alerts/${alertId}/revise`, { purpose });
      expect([status, body['word']]).toEqual([403, 'region-outside-tree']);
      expect(body['detail']).toContain('裕民县');
    },
  );

  test.each(['update', 'correct', 'cancel'])('nor issue a colleague’s draft to %s it', async (purpose) => {
    const draft = await revising(purpose);
    const parts = [{ level: 'yellow' as const, adcodes: ['654225100'], polygon: null }];
    await desk.ask(ZHANG, 'PUT', `/drafts/${draft.id}`, {
      version: 1,
      form: { ...draft.form, parts },
      reason: '缩小范围',
    });
    const wish = { version: 2, override: { reason: '测试' } };
    const { status, body } = await desk.ask(TOWN, 'POST', `/drafts/${draft.id}/issue`, wish);
    expect([status, body['word']]).toEqual([403, 'region-outside-tree']);
    expect(await desk.revisions()).toBe(1);
  });

  test('an alert that was narrowed to a township is still the county’s: everybody warned would be told', async () => {
    const parts = [{ level: 'yellow' as const, adcodes: ['654225100'], polygon: null }];
    await decided(await revising('update'), { form: { parts } });
    const { status } = await desk.ask(TOWN, 'POST', `/alerts/${alertId}/revise`, { purpose: 'cancel' });
    expect(status).toBe(403);
  });

  test('the list of alerts offers nothing to whoever does not reach', async () => {
    const listed = async (member: typeof ZHANG) =>
      ((await desk.ask(member, 'GET', '/alerts')).body['alerts'] as DeskAlert[]).map(
        ({ purposes }) => purposes,
      );
    expect(await listed(ZHANG)).toEqual([['update', 'correct', 'cancel']]);
    expect(await listed(TOWN)).toEqual([[]]);
    expect(await listed(ELSEWHERE)).toEqual([[]]);
  });

  test('a member whose tree was narrowed while composing cannot issue any more', async () => {
    const draft = await revising('update');
    const narrowed = staffMember({ adcodes: ['654225100'] });
    const { status } = await desk.ask(narrowed, 'POST', `/drafts/${draft.id}/issue`, { version: 1 });
    expect(status).toBe(403);
  });
});

test('what has ended is not updated, but issued anew', async () => {
  desk.setNow('2026-07-01T12:00:00.000Z');
  const { status, body } = await desk.ask(ZHANG, 'POST', `/alerts/${alertId}/revise`, { purpose: 'update' });
  expect([status, body['word']]).toEqual([409, 'alert-ended']);
});

test.each(['nosuchalert', '../x', '%00'])('an alert id that is none opens nothing: %j', async (id) => {
  const { status } = await desk.ask(ZHANG, 'POST', `/alerts/${encodeURIComponent(id)}/revise`, {
    purpose: 'update',
  });
  expect(status).toBe(404);
});
