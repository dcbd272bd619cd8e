import { expect, test } from 'vitest';
import { issueAlert } from '../../../functions/use-cases/issue-alert.ts';
import { cancelAlert, updateAlert } from '../../../functions/use-cases/update-alert.ts';
import { bulletinView } from '../../../src/domain/bulletin-view.ts';
import { flashFlood } from '../alert-form.ts';
import { capDocument, referenceTo } from '../cap-document.ts';
import { NOON, openDesk, refused, taken } from '../alert-desk.ts';

async function issued() {
  const desk = await openDesk();
  const alertId = taken(await issueAlert(desk.deps, flashFlood())).alertId ?? '';
  return { desk, alertId };
}

test('an update is the next revision, and refers to every earlier message', async () => {
  const { desk, alertId } = await issued();
  taken(await updateAlert(desk.deps, alertId, flashFlood({ level: 'red' })));
  taken(await updateAlert(desk.deps, alertId, flashFlood({ regions: ['654225201'] })));
  const [current] = await desk.current();
  expect(current).toMatchObject({
    alertId,
    revision: 3,
    action: 'update',
    parts: [{ adcodes: ['654225201'] }],
  });
  expect(current?.references).toHaveLength(2);
  expect((await desk.counts()).deliveries).toBe(3);
});

test('twelve desks that update at once make twelve consecutive revisions', async () => {
  const { desk, alertId } = await issued();
  const results = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      updateAlert(desk.deps, alertId, flashFlood({ headline: `第${i}次` })),
    ),
  );
  expect(results.map((result) => taken(result).revision).sort((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 12 }, (_, i) => i + 2),
  );
  const history = await desk.store.findHistory(alertId);
  expect(history?.revisions.map((one) => one.revision)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
});

test('a clock that stepped back never dates a decision before the one it replaces', async () => {
  const { desk, alertId } = await issued();
  desk.setNow('2026-07-01T03:00:00.000Z');
  taken(await updateAlert(desk.deps, alertId, flashFlood({ level: 'red' })));
  expect((await desk.store.findHistory(alertId))?.revisions.map(({ sentAt }) => sentAt)).toEqual([
    NOON,
    NOON,
  ]);
});

test('cancelling tells why and ends the alert for the same people', async () => {
  const { desk, alertId } = await issued();
  taken(await cancelAlert(desk.deps, alertId, '降雨已经停止。'));
  expect(await desk.current()).toMatchObject([
    {
      action: 'cancel',
      parts: [
        {
          adcodes: ['654225'],
          responseTypes: ['AllClear'],
          bulletins: [{ headline: '裕民县应急管理局解除山洪预警', description: '降雨已经停止。' }],
        },
      ],
    },
  ]);
});

test('what is cancelled can neither be cancelled nor updated again', async () => {
  const { desk, alertId } = await issued();
  await cancelAlert(desk.deps, alertId, '');
  expect(refused(await cancelAlert(desk.deps, alertId, ''))).toBe('alert-already-cancelled');
  expect(refused(await updateAlert(desk.deps, alertId, flashFlood()))).toBe('alert-already-cancelled');
});

test('an update and a cancel at once end in a cancelled alert or in a refusal, never in both', async () => {
  const { desk, alertId } = await issued();
  const [cancelled, updated] = await Promise.all([
    cancelAlert(desk.deps, alertId, ''),
    updateAlert(desk.deps, alertId, flashFlood()),
  ]);
  expect(cancelled.ok).toBe(true);
  expect((await desk.current())[0]?.action).toBe('cancel');
  if (!updated.ok) expect(updated.problem.word).toBe('alert-already-cancelled');
});

test('what has expired is not updated: it would wake people with what is over', async () => {
  const { desk, alertId } = await issued();
  desk.setNow('2026-07-01T12:00:00.000Z');
  const later = flashFlood({ expires: '2026-07-02T20:00:00+08:00' });
  expect(refused(await updateAlert(desk.deps, alertId, later))).toBe('alert-ended');
});

test.each(['nobodysalert', '', 'a\0b', '../../etc', 'ABC', 'x'.repeat(1000)])(
  'no alert is called %j',
  async (id) => {
    const { desk } = await issued();
    expect(refused(await updateAlert(desk.deps, id, flashFlood()))).toBe('alert-unknown');
    expect(refused(await cancelAlert(desk.deps, id, ''))).toBe('alert-unknown');
  },
);

test('a bad update is refused like a bad alert and leaves the alert as it is', async () => {
  const { desk, alertId } = await issued();
  expect(refused(await updateAlert(desk.deps, alertId, flashFlood({ hazard: '暴雨' })))).toBe(
    'hazard-meteorological',
  );
  expect(refused(await updateAlert(desk.deps, alertId, flashFlood({ regions: ['1'] })))).toBe(
    'region-unknown',
  );
  expect((await desk.current())[0]?.revision).toBe(1);
});

test('a relayed alert is not rewritten here', async () => {
  const desk = await openDesk();
  const alertId = taken(await desk.ingest(capDocument())).alertId ?? '';
  expect(refused(await updateAlert(desk.deps, alertId, flashFlood()))).toBe('relayed-not-editable');
});

test('withdrawing a relayed alert says that we stopped, not that it is over, and who decides that', async () => {
  const desk = await openDesk();
  const alertId = taken(await desk.ingest(capDocument())).alertId ?? '';
  taken(await cancelAlert(desk.deps, alertId, '转发有误。'));
  const [revision] = await desk.current();
  const [part] = revision?.parts ?? [];
  if (revision === undefined || part === undefined) throw new Error('no alert');
  expect(part.responseTypes).not.toContain('AllClear');
  const view = bulletinView(
    revision,
    part,
    NOON,
    () => null,
    () => null,
  );
  expect(view).toMatchObject({ isWithdrawn: true, actionWord: '撤回' });
  expect(view.headline).toBe('本站撤回转发：暴雨预警');
  expect(view.description).toBe('转发有误。 预警是否解除，以裕民县气象台发布的为准。');
  expect(`${view.title}${view.headline}`).not.toContain('解除');
});

test("after a withdrawal the issuer's own all-clear is still published", async () => {
  const desk = await openDesk();
  const alertId = taken(await desk.ingest(capDocument())).alertId ?? '';
  await cancelAlert(desk.deps, alertId, '');
  const cancel = capDocument({ identifier: 'c', sent: '2026-07-01T12:30:00+08:00', msgType: 'Cancel', references: referenceTo({}), infos: [] }); // prettier-ignore
  expect(taken(await desk.ingest(cancel))).toMatchObject({ alertId, revision: 3 });
  expect((await desk.current())[0]).toMatchObject({ action: 'cancel', source: '裕民县气象台' });
  expect((await desk.current())[0]?.isWithdrawal).toBeUndefined();
});
