import { describe, expect, test } from 'vitest';
import { bulletinIn, bulletinView } from '../../src/domain/bulletin-view.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

const NOW = '2026-07-01T04:00:00.000Z';
const GUIDE = '马上往两侧高处走。';

function view(
  words: Parameters<typeof examplePart>[1] = {},
  part: Parameters<typeof examplePart>[0] = {},
  revision: Parameters<typeof exampleRevision>[0] = {},
  guide: string | null = GUIDE,
) {
  const shown = examplePart(part, words);
  return bulletinView(exampleRevision({ parts: [shown], ...revision }), shown, NOW, () => guide, (code) => `地${code}`);
} // prettier-ignore

describe('the sentence set largest', () => {
  test("is the authority's first instruction, and its words stand whole below", () => {
    expect(view()).toMatchObject({
      doThis: '1.立即转移到高处；',
      isDoThisFromGuide: false,
      instruction: '1.立即转移到高处；2.不要蹚水过河。',
    });
  });

  test("is our guide's when the authority gave none, and says so", () => {
    expect(view({ instruction: ' ' })).toMatchObject({
      doThis: GUIDE,
      isDoThisFromGuide: true,
      instruction: '',
    });
  });

  test("is our guide's when the authority only said 请注意防范; its words stay, verbatim", () => {
    expect(view({ instruction: '请注意防范。' })).toMatchObject({
      doThis: GUIDE,
      isDoThisFromGuide: true,
      instruction: '请注意防范。',
    });
  });

  test('goes on from stock words to what the authority says to do', () => {
    expect(view({ instruction: '请注意防范。不要蹚水过河。关好门窗。' })).toMatchObject({
      doThis: '请注意防范。不要蹚水过河。',
      isDoThisFromGuide: false,
    });
  });

  test("is the authority's stock words when we have nothing better", () => {
    expect(view({ instruction: '请注意防范。' }, {}, {}, null)).toMatchObject({
      doThis: '请注意防范。',
      isDoThisFromGuide: false,
    });
    expect(view({ instruction: '' }, {}, {}, null)).toMatchObject({ doThis: null, isDoThisFromGuide: false });
  });

  test('of an all-clear never comes from a guide', () => {
    expect(view({ instruction: '' }, {}, { action: 'cancel' })).toMatchObject({ doThis: null, isDoThisFromGuide: false });
    expect(view({ instruction: '请注意防范。' }, {}, { action: 'cancel' })).toMatchObject({ doThis: '请注意防范。', isDoThisFromGuide: false });
  }); // prettier-ignore

  test('begins the instruction to the letter unless it is ours, so that the rest can stand below', () => {
    for (const instruction of ['a', '请注意防范。', '请注意防范。快跑。再跑。', '\n1.关窗\n2.断电'])
      expect(
        view({ instruction }, {}, {}, null).instruction.startsWith(
          view({ instruction }, {}, {}, null).doThis ?? '',
        ),
      ).toBe(true);
  });
});

describe('the title', () => {
  const long = '裕民县气象台2026年7月1日10时34分发布暴雨橙色预警信号';
  const title = (words: object, part: object = {}, revision: object = {}) =>
    view(words, part, revision).title;

  test('is the headline itself when that is short, and the headline stays verbatim in any case', () => {
    expect(title({ headline: '裕民县发布山洪橙色预警' })).toBe('裕民县发布山洪橙色预警');
    expect(title({ headline: '一'.repeat(20) })).toBe('一'.repeat(20));
    expect(view({ headline: long }).headline).toBe(long);
  });

  test.each([
    ['暴雨', 'orange', '暴雨橙色预警'],
    ['暴雨黄色预警信号', 'orange', '暴雨橙色预警'],
    ['暴雨预警', 'red', '暴雨红色预警'],
    ['暴雨', null, '暴雨预警'],
  ] as const)('of a long one names the hazard 「%s」 at level %s: %s', (name, level, short) => {
    const part = { hazard: { code: null, name }, level };
    expect(title({ headline: long }, part)).toBe(short);
    expect(title({ headline: '' }, part)).toBe(short);
    expect(title({ headline: long }, part, { action: 'cancel' })).toBe(`解除${short}`);
  });

  test('of a withdrawal never says 解除: only its issuer lifts a warning', () => {
    expect(title({ headline: long }, {}, { action: 'cancel', isWithdrawal: true })).toBe(
      '撤回转发：山洪橙色预警',
    );
  });

  test('of a hazard that is not named in Chinese, or not briefly, is the headline, cut at forty characters', () => {
    const english = 'Severe thunderstorm warning for the whole of the county until tonight';
    expect(title({ headline: english }, { hazard: { code: null, name: 'Thunderstorm' } })).toBe(
      `${english.slice(0, 39)}…`,
    );
    const wordy = {
      hazard: { code: null, name: '关于加强今明两天山区强降雨引发山洪地质灾害防范工作的提示' },
    };
    expect(title({ headline: long }, wordy)).toBe(long);
    expect(title({ headline: '😀'.repeat(50) }, wordy)).toBe(`${'😀'.repeat(39)}…`);
  });

  test('of a signal that is nothing but its colour is that colour, once', () => {
    expect(title({ headline: '' }, { hazard: { code: null, name: '红色预警' }, level: 'red' })).toBe(
      '红色预警',
    );
  });
});

describe('until when', () => {
  test('an all-clear stands for as long as we show it, whatever end its message carries', () => {
    for (const expiresAt of [null, '2026-07-01T02:34:00.000Z'])
      expect(view({}, { expiresAt }, { action: 'cancel' })).toMatchObject({
        state: 'all-clear',
        endsAt: '2026-07-01T08:34:00.000Z',
      });
  });

  test('a warning without a stated end says so and has the ceiling', () => {
    expect(view({}, { expiresAt: null })).toMatchObject({
      isEndStated: false,
      endsAt: '2026-07-02T02:34:00.000Z',
    });
  });
});

test('the place is named as the authority named it, else by its code', () => {
  expect(view().areaText).toBe('裕民县');
  const area = { description: ' ', adcodes: ['654225'], polygons: [], circles: [] };
  expect(view({}, { areas: [area], adcodes: ['654225', '654202'] }).areaText).toBe('地654225、地654202');
});

test('a bulletin is found by its language, then by a sister, then the first', () => {
  const bulletin = (language: string) => ({ ...examplePart().bulletins[0]!, language });
  const part = examplePart({ bulletins: [bulletin('ug'), bulletin('zh-TW'), bulletin('en')] });
  expect(['zh-CN', 'EN', 'fr'].map((wanted) => bulletinIn(part, wanted).language)).toEqual([
    'zh-TW',
    'en',
    'ug',
  ]);
});
