import { beforeEach, expect, test } from 'vitest';
import { floodForm, openOfficerDesk, TOWN, ZHANG, type OfficerDesk } from '../officer-desk.ts';

let desk: OfficerDesk;
beforeEach(async () => {
  desk = await openOfficerDesk();
});

const orange = () => floodForm({ parts: [{ level: 'orange', adcodes: ['654225'], polygon: null }] });

test('all mouths must say the same, or nothing goes out', async () => {
  desk = await openOfficerDesk({
    mouths: () => ({
      mouths: [],
      disagreements: [{ mouth: 'sms', fact: 'level', expected: '黄色', found: '橙色' }],
    }),
  });
  const { id, version } = await desk.draft(floodForm());
  const { status, body } = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version });
  expect([status, body['word'], body['path']]).toEqual([422, 'mouths-disagree', 'sms.level']);
  expect(body['disagreements']).toHaveLength(1);
  expect(await desk.revisions()).toBe(0);
});

test('a preview shows every mouth, the places and whether a second person is needed, and stores nothing', async () => {
  const { id } = await desk.draft(orange());
  const { body } = await desk.ask(ZHANG, 'POST', `/drafts/${id}/preview`, {});
  expect(body).toMatchObject({ version: 1, needsSecond: true, problems: [], disagreements: [] });
  expect(body['regions']).toEqual([{ adcode: '654225', name: '裕民县' }]);
  const mouths = body['mouths'] as { mouth: string; text: string }[];
  expect(mouths.map(({ mouth }) => mouth)).toEqual(
    expect.arrayContaining(['web', 'push', 'sms', 'loudspeaker', 'cap', 'atom']),
  );
  expect(mouths.find(({ mouth }) => mouth === 'sms')?.text).toContain('橙');
  expect(await desk.revisions()).toBe(0);
});

test('several languages, levels and a drawn area agree in every mouth and go out together', async () => {
  const chinese = floodForm().bulletins[0]!;
  const polygon = [
    [45.6, 82.5],
    [45.6, 83],
    [45.8, 83],
    [45.6, 82.5],
  ] as const;
  const form = floodForm({
    parts: [
      { level: 'blue', adcodes: ['654225100', '654225101'], polygon: null },
      { level: 'yellow', adcodes: [], polygon },
    ],
    onsetAt: '2026-07-01T06:00:00.000Z',
    bulletins: [
      chinese,
      { ...chinese, language: 'ug', headline: 'كەلكۈن ئاگاھلاندۇرۇشى', instruction: 'ئېگىز يەرگە چىقىڭ' },
      { ...chinese, language: 'en', headline: 'Flash flood warning', instruction: 'Go uphill now.' },
    ],
  });
  const { id } = await desk.draft(form);
  const { body } = await desk.ask(ZHANG, 'POST', `/drafts/${id}/preview`, {});
  expect(body).toMatchObject({ problems: [], disagreements: [] });
  const mouths = body['mouths'] as { mouth: string; language: string }[];
  expect(new Set(mouths.filter(({ mouth }) => mouth === 'sms').map(({ language }) => language))).toEqual(
    new Set(['zh-CN', 'ug', 'en']),
  );
  expect((await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version: 1 })).body['state']).toBe('issued');
});

test('a township officer warns the township and nothing beyond', async () => {
  const own = floodForm({ parts: [{ level: 'yellow', adcodes: ['654225100'], polygon: null }] });
  const inside = await desk.draft(own, TOWN);
  expect((await desk.ask(TOWN, 'POST', `/drafts/${inside.id}/issue`, { version: 1 })).status).toBe(200);
  const outside = await desk.draft(floodForm(), TOWN);
  const { status, body } = await desk.ask(TOWN, 'POST', `/drafts/${outside.id}/issue`, { version: 1 });
  expect([status, body['word']]).toEqual([403, 'region-outside-tree']);
  expect(body['detail']).toBe('裕民县（654225）不在您负责的范围内。');
  expect(await desk.revisions()).toBe(1);
});
