import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskDraft, DeskReading } from '../../../src/domain/alert-desk.ts';
import { capArea, capDocument, capInfo } from '../cap-document.ts';
import {
  ELSEWHERE,
  floodForm,
  OFFICE,
  openOfficerDesk,
  TOWN,
  ZHANG,
  type OfficerDesk,
} from '../officer-desk.ts';

const RAIN =
  '裕民县气象台2026年7月1日10时34分发布暴雨橙色预警信号：预计未来12小时，裕民县大部将出现50毫米以上降水，请注意防范。';
const VAGUE = '裕民县气象台发布暴雨预警。';

let desk: OfficerDesk;
beforeEach(async () => {
  desk = await openOfficerDesk();
});

const read = async (text: unknown) =>
  desk.ask(ZHANG, 'POST', '/read', text instanceof Uint8Array ? text : { text });
async function relay(document: string): Promise<DeskDraft> {
  const { status, body } = await desk.ask(ZHANG, 'POST', '/drafts', { document });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as DeskDraft;
}
const issue = (draft: DeskDraft, version = draft.version) =>
  desk.ask(ZHANG, 'POST', `/drafts/${draft.id}/issue`, { version, override: { reason: '夜间一人值班' } });

describe('reading', () => {
  test('a pasted bulletin fills the form and is marked as one to relay; nothing is stored', async () => {
    const { body } = await read(RAIN);
    expect(body as unknown as DeskReading).toMatchObject({
      documentKind: 'bulletin',
      isRelay: true,
      isMeteorological: true,
      isDrill: false,
      unread: [],
      bulletinsInAll: 1,
      form: {
        source: '裕民县气象台',
        hazard: { code: '11B03', name: '暴雨' },
        parts: [{ level: 'orange', adcodes: ['654225'] }],
      },
    });
    expect((await desk.ask(ZHANG, 'GET', '/drafts')).body['drafts']).toEqual([]);
  });

  test('what could not be read is named', async () => {
    const { body } = await read(VAGUE);
    expect(body['unread']).toEqual(expect.arrayContaining(['level', 'issuedAt']));
  });

  test('a dropped CAP file is read as bytes, whatever its encoding', async () => {
    const xml = capDocument().replace('UTF-8', 'UTF-16');
    expect(xml).toContain('UTF-16');
    const { body } = await read(new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le')));
    expect(body).toMatchObject({ documentKind: 'cap', isRelay: true, isMeteorological: true, document: xml });
    expect((await issue(await relay(body['document'] as string))).body['state']).toBe('issued');
    const gbk = await read(new Uint8Array([...Buffer.from('d4a3c3f1cfd8', 'hex')]));
    expect(gbk.body['word']).toBe('bulletin-unreadable');
  });

  test('our own office’s bulletin may be edited', async () => {
    const own = `${OFFICE}2026年7月1日10时34分发布山洪黄色预警：预计今天傍晚山区有山洪，请住在沟口的群众注意防范。`;
    const { body } = await read(own);
    expect(body).toMatchObject({ isRelay: false, isMeteorological: false });
    expect((await relay(own)).relay).toBeNull();
  });

  test('a drill becomes no draft of a warning', async () => {
    const drill = `【演练】${RAIN}`;
    expect((await read(drill)).body['isDrill']).toBe(true);
    const { status, body } = await desk.ask(ZHANG, 'POST', '/drafts', { document: drill });
    expect([status, body['word']]).toEqual([422, 'drill-not-alert']);
    const exercise = await read(capDocument({ status: 'Exercise' }));
    expect([exercise.status, exercise.body['word']]).toEqual([422, 'status-not-actual']);
  });

  test.each([
    ['nothing', '', 'field-invalid'],
    ['a shopping list', '鸡蛋、牛奶、面包', 'bulletin-unreadable'],
    ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'doctype-forbidden'],
    ['NUL', '裕民县\0气象台', 'text-invalid'],
  ])('%s is refused', async (_name, text, word) => {
    expect((await read(text)).body['word']).toBe(word);
  });
});

describe('relaying', () => {
  test('goes out word for word under its own source and level', async () => {
    const { body } = await issue(await relay(RAIN));
    expect(body).toMatchObject({ state: 'issued', revision: 1 });
    const revision = (await desk.store.findHistory(body['alertId'] as string))?.revisions[0];
    expect(revision).toMatchObject({
      origin: 'relayed',
      source: '裕民县气象台',
      parts: [{ level: 'orange', hazard: { code: '11B03' } }],
    });
    expect(revision?.parts[0]?.bulletins[0]?.description).toBe(RAIN);
    expect((await desk.audit()).at(-1)).toBe('staff-zhang alert-relayed');
  });

  test('a CAP document goes out as it came', async () => {
    const xml = capDocument();
    const { body } = await issue(await relay(xml));
    expect(body['state']).toBe('issued');
    const { rows } = await desk.pool.query<{ document: string }>('select document from alert_revision');
    expect(rows).toEqual([{ document: xml }]);
  });

  test.each([
    ['its words', { form: floodForm() }],
    ['what was read', { completion: { level: 'red' } }],
    ['its source', { completion: { source: OFFICE } }],
  ])('%s cannot be changed', async (_what, change) => {
    const draft = await relay(RAIN);
    const { status, body } = await desk.ask(ZHANG, 'PUT', `/drafts/${draft.id}`, { version: 1, ...change });
    expect([status, body['word']]).toEqual([422, 'relay-only']);
    expect((await desk.ask(ZHANG, 'GET', `/drafts/${draft.id}`)).body).toEqual(
      JSON.parse(JSON.stringify(draft)),
    );
  });

  test('only what could not be read is completed by a person, and only then it goes out', async () => {
    const draft = await relay(VAGUE);
    const early = await issue(draft);
    expect([early.status, early.body['word']]).toEqual([422, 'bulletin-incomplete']);
    const completion = { level: 'orange', issuedAt: '2026-07-01T10:34:00+08:00' };
    const put = await desk.ask(ZHANG, 'PUT', `/drafts/${draft.id}`, { version: 1, completion });
    expect(put.body).toMatchObject({ version: 2, relay: { completion: { level: 'orange' } } });
    expect((put.body['relay'] as { unread: string[] }).unread).toContain('level');
    const { body } = await issue(draft, 2);
    expect(body['state']).toBe('issued');
    const revision = (await desk.store.findHistory(body['alertId'] as string))?.revisions[0];
    expect(revision?.parts[0]?.bulletins[0]?.description).toBe(VAGUE);
  });

  test('a CAP document without a place we can find takes the regions a person reads in it', async () => {
    const draft = await relay(capDocument({ infos: [capInfo({ areas: [capArea('本县山区')] })] }));
    expect(draft.relay?.unread).toEqual(['adcodes']);
    expect((await issue(draft)).body['word']).toBe('bulletin-incomplete');
    const completion = { adcodes: ['654225'] };
    await desk.ask(ZHANG, 'PUT', `/drafts/${draft.id}`, { version: 1, completion });
    const { body } = await issue(draft, 2);
    const revision = (await desk.store.findHistory(body['alertId'] as string))?.revisions[0];
    expect(revision?.parts[0]?.adcodes).toEqual(['654225']);
  });

  test('the same bulletin again is the same revision', async () => {
    const first = await issue(await relay(RAIN));
    const second = await issue(await relay(RAIN));
    expect(second.body).toMatchObject({ alertId: first.body['alertId'], revision: 1 });
    expect(await desk.revisions()).toBe(1);
  });

  test('red and orange wait for a colleague here too', async () => {
    const draft = await relay(RAIN);
    const { body } = await desk.ask(ZHANG, 'POST', `/drafts/${draft.id}/issue`, { version: 1 });
    expect(body['state']).toBe('awaiting-second');
  });

  test('outside the own tree nothing is relayed, and nothing is lifted', async () => {
    const draft = await relay(RAIN);
    for (const member of [TOWN, ELSEWHERE]) {
      const wish = { version: 1, override: { reason: '测试' } };
      const { status, body } = await desk.ask(member, 'POST', `/drafts/${draft.id}/issue`, wish);
      expect([status, body['word']]).toEqual([403, 'region-outside-tree']);
    }
    expect(await desk.revisions()).toBe(0);
  });

  test('what is relayed can only be withdrawn, and the withdrawal says who decides', async () => {
    const { body } = await issue(await relay(RAIN));
    const path = `/alerts/${body['alertId'] as string}/revise`;
    const update = await desk.ask(ZHANG, 'POST', path, { purpose: 'update' });
    expect([update.status, update.body['word']]).toEqual([409, 'relayed-not-editable']);
    const draft = (await desk.ask(ZHANG, 'POST', path, { purpose: 'cancel' })).body as unknown as DeskDraft;
    await desk.ask(ZHANG, 'PUT', `/drafts/${draft.id}`, { version: 1, reason: '转发有误。' });
    const cancelled = await issue(draft, 2);
    expect(cancelled.body).toMatchObject({ state: 'issued', revision: 2 });
    const last = (await desk.store.findHistory(body['alertId'] as string))?.revisions.at(-1);
    expect(last).toMatchObject({ action: 'cancel', isWithdrawal: true });
    expect(last?.parts[0]?.bulletins[0]).toMatchObject({
      headline: '本站撤回转发：暴雨预警',
      description: '转发有误。 预警是否解除，以裕民县气象台发布的为准。',
    });
  });

  test('an all-clear in text lifts what it covers', async () => {
    const { body } = await issue(await relay(RAIN));
    desk.setNow('2026-07-01T05:00:00.000Z');
    const lifted = await issue(await relay('裕民县气象台2026年7月1日12时50分解除暴雨橙色预警信号。'));
    expect(lifted.body).toMatchObject({ state: 'issued', alertId: body['alertId'], revision: 2 });
    const last = (await desk.store.findHistory(body['alertId'] as string))?.revisions.at(-1);
    expect(last?.action).toBe('cancel');
    expect(last?.isWithdrawal).toBeUndefined();
  });
});
