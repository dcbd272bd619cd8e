import { expect, test } from 'vitest';
import { completeDraft } from '../../../functions/use-cases/complete-draft.ts';
import { openDesk, refused, taken } from '../alert-desk.ts';

const TEXT = '裕民县气象台发布暴雨预警：预计未来6小时有强降水，请立即转移到高处。';

async function withDraft(text = TEXT) {
  const desk = await openDesk();
  const draftId = taken(await desk.ingest(text)).draftId ?? '';
  return { desk, draftId };
}

test('a draft is published once a person has filled what was missing, in the words that came', async () => {
  const { desk, draftId } = await withDraft();
  const given = { level: 'yellow' as const, issuedAt: '2026-07-01T11:50:00+08:00' };
  expect(taken(await completeDraft(desk.deps, draftId, given))).toMatchObject({
    outcome: 'published',
    revision: 1,
  });
  expect(await desk.current()).toMatchObject([
    { sentAt: '2026-07-01T03:50:00.000Z', parts: [{ level: 'yellow', adcodes: ['654225'], bulletins: [{ description: TEXT }] }] },
  ]); // prettier-ignore
  expect(await desk.counts()).toEqual({ revisions: 1, drafts: 0, deliveries: 1 });
});

test('still incomplete, it stays a draft and says what it lacks', async () => {
  const { desk, draftId } = await withDraft();
  const result = await completeDraft(desk.deps, draftId, { level: 'yellow' });
  expect(result).toMatchObject({ ok: false, problem: { word: 'bulletin-incomplete', path: 'issuedAt' } });
  expect(await desk.counts()).toEqual({ revisions: 0, drafts: 1, deliveries: 0 });
});

test.each(['text-unknown', '', 'a\0b', '../x', 'x'.repeat(500)])('no draft is called %j', async (id) => {
  const { desk } = await withDraft();
  expect(refused(await completeDraft(desk.deps, id, {}))).toBe('draft-unknown');
});

test('a region nobody knows is refused and the draft stays', async () => {
  const { desk, draftId } = await withDraft();
  expect(refused(await completeDraft(desk.deps, draftId, { regions: ['999999'] }))).toBe('region-unknown');
  expect((await desk.counts()).drafts).toBe(1);
});

test('a draft whose completion is refused stays for another try', async () => {
  const { desk, draftId } = await withDraft();
  const given = {
    level: 'yellow' as const,
    issuedAt: '2026-07-01T11:50:00+08:00',
    action: 'cancel' as const,
  };
  expect(refused(await completeDraft(desk.deps, draftId, given))).toBe('original-unknown');
  expect((await desk.counts()).drafts).toBe(1);
});

test("a person's regions hold for the whole bulletin", async () => {
  const { desk, draftId } = await withDraft();
  const given = {
    level: 'red' as const,
    issuedAt: '2026-07-01T11:50:00+08:00',
    regions: ['654225201000', '654225201'],
  };
  taken(await completeDraft(desk.deps, draftId, given));
  expect((await desk.current())[0]?.parts.map(({ adcodes }) => adcodes)).toEqual([['654225201']]);
});

test('an all-clear that was held back ends the alert once its regions are confirmed', async () => {
  const { desk } = await withDraft();
  const rain = '裕民县气象台2026年7月1日10时00分发布暴雨蓝色预警信号：预计裕民县大部有50毫米以上降水。';
  taken(await desk.ingest(rain));
  const lift = taken(await desk.ingest('裕民县气象台2026年7月1日11时00分解除新地乡暴雨蓝色预警信号。'));
  const again = taken(await completeDraft(desk.deps, lift.draftId ?? '', {}));
  expect(again).toMatchObject({ outcome: 'already-there', draftId: lift.draftId });
  expect((await desk.counts()).drafts).toBe(2);
  const done = taken(await completeDraft(desk.deps, lift.draftId ?? '', { regions: ['654225'] }));
  expect(done).toMatchObject({ outcome: 'published', revision: 2 });
  expect((await desk.counts()).drafts).toBe(1);
});

test('two people who complete one draft at once publish it once', async () => {
  const { desk, draftId } = await withDraft();
  const given = { level: 'yellow' as const, issuedAt: '2026-07-01T11:50:00+08:00' };
  await Promise.all([1, 2, 3].map(() => completeDraft(desk.deps, draftId, given)));
  expect(await desk.counts()).toEqual({ revisions: 1, drafts: 0, deliveries: 1 });
});
