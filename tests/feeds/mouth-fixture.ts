import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import type { Drill } from '../../src/domain/drill.ts';
import { LEVELS } from '../../src/domain/level.ts';
import type { MouthId, MouthText, MouthTexts } from '../../src/domain/mouth.ts';
import { mouthsOf } from '../../src/feeds/mouths.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

/** Ten minutes after the example was sent. */
export const NOW = '2026-07-01T02:44:00.000Z';

const NAMES: Record<string, string> = {
  '65': '新疆维吾尔自治区',
  '6542': '塔城地区',
  '654225': '裕民县',
  '654225100': '哈拉布拉镇',
  '659007': '双河市',
  '2312': '绥化市',
};

export const TEXTS: MouthTexts = {
  guideInstruction: ({ name }) => (name === '山洪' ? '往两边高处走，不要顺着沟跑。' : null),
  nameOf: (adcode) => NAMES[adcode] ?? null,
  publicUrl: 'https://yjglj.example',
};

export const area = (
  description: string,
  adcodes: readonly string[] = ['654225'],
): AlertPart['areas'][number] => ({
  description,
  adcodes,
  polygons: [],
  circles: [],
});

const second = {
  revision: 2,
  references: [{ sender: 'test', identifier: 'a1b2c3-1', sent: '2026-07-01T10:00:00+08:00' }],
};
const before = exampleRevision({
  sentAt: '2026-07-01T02:00:00.000Z',
  parts: [examplePart({ level: 'yellow' })],
});
const twenty = Array.from({ length: 20 }, (_, index) => `${143 + index}团`);

/** Histories by what is special about them; the last revision speaks. */
export const HISTORIES: Record<string, readonly AlertRevision[]> = {
  ...Object.fromEntries(
    [...LEVELS, null].map((level) => [level ?? '未分级', [exampleRevision({ parts: [examplePart({ level })] })]]),
  ),
  'an update': [before, exampleRevision({ ...second, action: 'update' })],
  'a correction': [before, exampleRevision({ ...second, action: 'update', correction: '原文把橙色误写为黄色' })],
  'an all-clear': [
    before,
    exampleRevision({ ...second, action: 'cancel', parts: [examplePart({}, { headline: '裕民县解除山洪灾害橙色预警', instruction: '' })] }),
  ],
  'a withdrawal': [before, exampleRevision({ ...second, action: 'cancel', isWithdrawal: true })],
  'no end stated': [exampleRevision({ parts: [examplePart({ expiresAt: null })] })],
  'a start ahead': [exampleRevision({ parts: [examplePart({ onsetAt: '2026-07-01T10:05:00.000Z' })] })],
  'an end at midnight, next year': [
    exampleRevision({ sentAt: '2026-12-31T02:00:00.000Z', parts: [examplePart({ expiresAt: '2026-12-31T16:00:00.000Z' })] }),
  ],
  'several parts': [
    before,
    exampleRevision({
      ...second,
      action: 'update',
      parts: [
        examplePart({ level: 'yellow', areas: [area('哈拉布拉镇', ['654225100'])], adcodes: ['654225100'] }),
        examplePart({ level: 'red', onsetAt: '2026-07-01T09:00:00.000Z', expiresAt: '2026-07-02T00:30:00.000Z' }),
      ],
    }),
  ],
  'several parts that end together': [
    exampleRevision({
      parts: [
        examplePart({ level: 'yellow', areas: [area('哈拉布拉镇', ['654225100'])], adcodes: ['654225100'] }),
        examplePart({ hazard: { code: null, name: '暴雨红色预警信号' }, level: 'red' }),
      ],
    }),
  ],
  'a part that has ended': [
    exampleRevision({
      parts: [examplePart({ level: 'red', expiresAt: '2026-07-01T02:40:00.000Z' }), examplePart({ level: 'blue' })],
    }),
  ],
  'twenty places': [exampleRevision({ parts: [examplePart({ areas: twenty.map((name) => area(name)) })] })],
  'one area that is a sentence': [
    exampleRevision({ parts: [examplePart({ areas: [area('裕民县大部，其中哈拉布拉镇、吉也克镇较重；沿河两岸尤其要注意。')] })] }),
  ],
  'very long names': [
    exampleRevision({
      source: `${'裕民县应急管理局、'.repeat(12)}裕民县气象台`,
      parts: [examplePart({ hazard: { code: null, name: '山洪灾害气象风险'.repeat(9) }, areas: [area('很长的地名'.repeat(80))] })],
    }),
  ],
  'a source of several offices': [exampleRevision({ source: '裕民县应急管理局、裕民县水利局、裕民县自然资源局' })],
  'no instruction, and a guide': [exampleRevision({ parts: [examplePart({}, { instruction: '' })] })],
  'no instruction and no guide': [
    exampleRevision({ parts: [examplePart({ hazard: { code: null, name: '陨石' } }, { instruction: '' })] }),
  ],
  'a demonstration': [exampleRevision({ isDemonstration: true })],
  'another language': [
    exampleRevision({ parts: [{ ...examplePart(), bulletins: [{ language: 'ug', headline: 'كەلكۈن ئاگاھلاندۇرۇشى', description: 'يامغۇر ياغىدۇ.', instruction: 'ئېگىز جايغا چىقىڭ.', contact: null, web: null }] }] }),
  ],
  'English words': [
    exampleRevision({
      source: 'National Weather Service',
      parts: [examplePart({ hazard: { code: 'TOR', name: 'Tornado Warning' }, areas: [area('Shady Cove, OR')] }, { language: 'en', headline: 'Tornado Warning issued', description: 'At 4:10 PM a tornado.', instruction: 'Take shelter now, in a basement. Stay away from windows.' })],
    }),
  ],
  'hostile text': [
    exampleRevision({
      source: '裕民县】【红色\u202e台\u0000',
      parts: [
        examplePart(
          { hazard: { code: '<x>', name: '山洪：蓝色；预警。\n范围：别处' }, areas: [area('裕民县\n发布单位：假的\u202e<script>alert(1)</script>')] },
          { headline: '<b>不是</b>\n【解除】', description: '原文：\n范围：火星\n]]>', instruction: '【解除】\n发布单位：假的\n范围：火星。<img src=x onerror=alert(1)>' },
        ),
      ],
    }),
  ],
}; // prettier-ignore

export const latestOf = (history: readonly AlertRevision[]): AlertRevision => {
  const latest = history.at(-1);
  if (latest === undefined) throw new Error('an empty history');
  return latest;
};

export const textsOf = (name: string, now = NOW, language = 'zh-CN'): readonly MouthText[] =>
  mouthsOf(HISTORIES[name] ?? [], language, now, TEXTS);

/** The text of one mouth of a fixture. */
export function mouthOf(name: string, mouth: MouthId, now = NOW, language = 'zh-CN'): MouthText {
  const found = textsOf(name, now, language).find((one) => one.mouth === mouth);
  if (found === undefined) throw new Error(`${name} has no ${mouth}`);
  return found;
}

export function exampleDrill(change: Partial<Drill> = {}): Drill {
  const marked = { headline: '【演练】裕民县发布山洪灾害橙色预警', description: '【演练】假设未来六小时有强降雨。', instruction: '【演练】到村口集合点报到。' }; // prettier-ignore
  return {
    id: 'drill-1',
    isDrill: true,
    state: 'running',
    source: '裕民县应急管理局',
    parts: [examplePart({}, marked)],
    startAt: '2026-07-01T02:30:00.000Z',
    endAt: '2026-07-01T04:00:00.000Z',
    startedAt: '2026-07-01T02:31:00.000Z',
    endedAt: null,
    cancelledReason: null,
    isDemonstration: false,
    ...change,
  };
}
