import { beforeEach, describe, expect, test } from 'vitest';
import type { OfficerForm } from '../../../src/domain/alert-desk.ts';
import { floodForm, openOfficerDesk, TOWN, ZHANG, type OfficerDesk } from '../officer-desk.ts';

let desk: OfficerDesk;
beforeEach(async () => {
  desk = await openOfficerDesk();
});

/** Tries to issue a form; the status, the word and the field. */
async function tried(change: Partial<OfficerForm>, member = ZHANG): Promise<[number, unknown, unknown]> {
  const { status, body } = await desk.ask(member, 'POST', '/drafts', { form: floodForm(change) });
  if (status !== 201) return [status, body['word'], body['path']];
  const wish = { version: 1, override: { reason: '测试' } };
  const answer = await desk.ask(member, 'POST', `/drafts/${body['id'] as string}/issue`, wish);
  return [answer.status, answer.body['word'], answer.body['path']];
}
const words = (change: Record<string, unknown>): Partial<OfficerForm> => ({
  bulletins: [{ ...floodForm().bulletins[0]!, ...change }],
});
const area = (part: Partial<OfficerForm['parts'][number]>): Partial<OfficerForm> => ({
  parts: [{ level: 'yellow', adcodes: ['654225'], polygon: null, ...part }],
});
const inYumin = (lon: number): [number, number][] => [
  [45.6, 82.5],
  [45.6, lon],
  [45.8, lon],
  [45.8, 82.5],
  [45.6, 82.5],
];

describe('bad input', () => {
  test('a million-character headline is refused at the door', async () => {
    const huge = words({ headline: '洪'.repeat(1_000_000) });
    const { id } = await desk.draft(floodForm());
    const put = await desk.ask(ZHANG, 'PUT', `/drafts/${id}`, { version: 1, form: floodForm(huge) });
    expect([put.status, put.body['word']]).toEqual([413, 'request-too-large']);
    for (const change of [huge, words({ headline: '洪'.repeat(201) })])
      expect(await tried(change)).toEqual([422, 'field-invalid', 'form.bulletins.0.headline']);
  });

  test.each([
    ['NUL', { description: '山\0洪' }, 'text-invalid'],
    ['a lone surrogate', { description: '山\ud800洪' }, 'text-invalid'],
    ['an escape', { description: '山\u001b[31m洪' }, 'field-invalid'],
    ['a number', { description: 7 }, 'field-invalid'],
    ['an object', { headline: { toString: 'x' } }, 'field-invalid'],
    ['an unknown field', { colour: 'red' }, 'field-invalid'],
  ])('%s in a text is refused', async (_name, change, word) => {
    expect((await tried(words(change))).slice(0, 2)).toEqual([422, word]);
  });

  test('what turns text around is taken out of lines and texts; the marks of right-to-left scripts stay in texts', async () => {
    const { bulletins } = (
      await desk.draft(
        floodForm(
          words({ headline: '\u202e色红\u202c山洪\n橙', description: '甲\u2066乙\u2069\u200f丙\r\n丁' }),
        ),
      )
    ).form;
    expect(bulletins[0]).toMatchObject({ headline: '色红山洪 橙', description: '甲乙\u200f丙\n丁' });
  });

  test('markup stays words to the letter, up to the stored bulletin', async () => {
    const text = '<script>alert(1)</script>&amp;]]>';
    const id = await desk.issued(floodForm(words({ description: text })));
    const history = await desk.store.findHistory(id);
    expect(history?.revisions[0]?.parts[0]?.bulletins[0]?.description).toBe(text);
    const cap = (await desk.ask(null, 'GET', `/alerts/${id}.cap.xml`)).body['text'] as string;
    expect(cap).toContain('&lt;script&gt;');
    expect(cap).not.toContain('<script>');
  });

  test.each<[string, Partial<OfficerForm>, number, string]>([
    ['a region that is none', area({ adcodes: ['659999'] }), 422, 'region-unknown'],
    ['a region that is not served', area({ adcodes: ['110101'] }), 403, 'region-outside-tree'],
    ['letters for a region', area({ adcodes: ["654225'; drop table"] }), 422, 'field-invalid'],
    ['501 regions', area({ adcodes: Array.from({ length: 501 }, () => '654225') }), 422, 'field-invalid'],
    ['a validity that is over', { expiresAt: '2026-06-30T00:00:00.000Z' }, 422, 'validity-invalid'],
    [
      'an end before the start',
      { onsetAt: '2026-07-02T00:00:00+08:00', expiresAt: '2026-07-01T20:00:00+08:00' },
      422,
      'validity-invalid',
    ],
    ['a day that is none', { expiresAt: '2026-02-31T00:00:00Z' }, 422, 'field-invalid'],
    ['a time without an offset', { expiresAt: '2026-07-01T20:00:00' }, 422, 'field-invalid'],
    ['an open polygon', area({ polygon: inYumin(83).slice(0, 4) }), 422, 'polygon-invalid'],
    [
      'a polygon off the globe',
      area({
        polygon: [
          [95, 82],
          [45, 83],
          [46, 83],
          [95, 82],
        ],
      }),
      422,
      'polygon-invalid',
    ],
    [
      'a polygon that crosses itself',
      area({
        polygon: [
          [45.6, 82.5],
          [45.8, 83],
          [45.6, 83],
          [45.8, 82.5],
          [45.6, 82.5],
        ],
      }),
      422,
      'polygon-invalid',
    ],
    [
      'a polygon of 10 000 points',
      area({ polygon: Array.from({ length: 10_000 }, () => [45.6, 82.5] as const) }),
      422,
      'field-invalid',
    ],
    [
      'a polygon nowhere here',
      area({
        adcodes: [],
        polygon: [
          [30, 110],
          [30, 111],
          [31, 111],
          [31, 110],
          [30, 110],
        ],
      }),
      422,
      'region-not-served',
    ],
    ['another bureau’s name', { source: '塔城地区行政公署' }, 422, 'source-not-own'],
    ['a weather signal by code', { hazard: { code: '11B03', name: '山洪' } }, 422, 'hazard-meteorological'],
    ['a weather signal by name', { hazard: { code: null, name: '特大暴雨' } }, 422, 'hazard-meteorological'],
    [
      'a weather signal in the title',
      words({ headline: '裕民县发布暴雨黄色预警信号' }),
      422,
      'hazard-meteorological',
    ],
    ['a gap of the template', words({ description: '〔几时〕有山洪' }), 422, 'template-unfilled'],
    ['the mark of a drill in the title', words({ headline: '【演练】山洪' }), 422, 'drill-not-alert'],
  ])('%s is refused', async (_name, change, status, word) => {
    const [gotStatus, gotWord] = await tried(change);
    // Another bureau's name is forbidden, not malformed.
    expect([gotStatus, gotWord]).toEqual([word === 'source-not-own' ? 403 : status, word]);
    expect(await desk.revisions()).toBe(0);
  });

  test('a form of a drill is no form of a warning', async () => {
    const answer = await desk.ask(ZHANG, 'POST', '/drafts', { form: { ...floodForm(), kind: 'drill' } });
    expect(answer.status).toBe(422);
  });

  test('an unknown hazard keeps its own name and no code', async () => {
    const id = await desk.issued(floodForm({ hazard: { code: null, name: '溃坝' } }));
    const history = await desk.store.findHistory(id);
    expect(history?.revisions[0]?.parts[0]?.hazard).toEqual({ code: null, name: '溃坝' });
  });

  test('every mistake comes at once, each with a sentence', async () => {
    const { id } = await desk.draft(
      floodForm({ source: '', expiresAt: null, hazard: { code: null, name: '' } }),
    );
    const { body } = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version: 1 });
    const problems = body['problems'] as { path: string; message: string }[];
    expect(problems.map(({ path }) => path)).toEqual(['hazard', 'source', 'expiresAt']);
    expect(problems.every(({ message }) => /。$/.test(message))).toBe(true);
  });
});

describe('a drawn area', () => {
  test('warns every county it touches', async () => {
    const id = await desk.issued(floodForm(area({ adcodes: [], polygon: inYumin(83) })));
    const part = (await desk.store.findHistory(id))?.revisions[0]?.parts[0];
    expect(part?.adcodes).toEqual(['654225']);
    expect(part?.areas).toEqual([
      { description: '裕民县部分地区', adcodes: ['654225'], polygons: [inYumin(83)], circles: [] },
    ]);
  });

  test('that reaches into another county is refused by that county’s name', async () => {
    const both: [number, number][] = [
      [44.5, 83],
      [44.5, 84.5],
      [45.6, 84.5],
      [45.6, 83],
      [44.5, 83],
    ];
    const { id } = await desk.draft(floodForm(area({ adcodes: [], polygon: both })));
    const { status, body } = await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version: 1 });
    expect([status, body['word']]).toEqual([403, 'region-outside-tree']);
    expect(JSON.stringify(body['problems'])).toContain('乌苏市（654202）');
  });

  test('that leaves the county towards a neighbour this portal does not know is refused', async () => {
    expect(await tried(area({ adcodes: [], polygon: inYumin(85) }))).toEqual([
      403,
      'region-outside-tree',
      'parts.0.polygon',
    ]);
  });

  test('is no way for a township officer to warn the county', async () => {
    expect((await tried(area({ adcodes: ['654225100'], polygon: inYumin(83) }), TOWN)).slice(0, 2)).toEqual([
      403,
      'region-outside-tree',
    ]);
  });
});
