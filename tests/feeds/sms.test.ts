import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVEL_NAME, LEVELS } from '../../src/domain/level.ts';
import { LONG_SMS_UNITS, SMS_UNITS } from '../../src/feeds/sms.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';
import { mouthsOf } from '../../src/feeds/mouths.ts';
import { revisionArbitrary } from './cap-revision.ts';
import { area, exampleDrill, HISTORIES, mouthOf, NOW, TEXTS } from './mouth-fixture.ts';
import { drillMouthsOf } from '../../src/feeds/mouths.ts';

const sms = (name: string) => mouthOf(name, 'sms');
const long = (name: string) => mouthOf(name, 'sms-long');

describe('a short message', () => {
  it.each(LEVELS)('says what, where, until when, what to do and who says so: %s', (level) => {
    expect(sms(level).text).toBe(
      `山洪${LEVEL_NAME[level]}预警：裕民县，至7月1日20时。立即转移到高处。不要蹚水过河。【裕民县气象台】`,
    );
  });

  it.each(Object.keys(HISTORIES))('fits into seventy characters: %s', (name) => {
    const { text, characters, segments } = sms(name);
    expect(text.length).toBeLessThanOrEqual(SMS_UNITS);
    expect([characters, segments]).toEqual([text.length, 1]);
  });

  it('what cannot fit is given in the long form, and says so', () => {
    const hazard = { code: null, name: '山洪灾害气象风险和中小河流洪水气象风险' };
    const parts = LEVELS.map((level) => examplePart({ hazard, level, expiresAt: `2026-07-0${LEVELS.indexOf(level) + 2}T12:00:00.000Z` })); // prettier-ignore
    const texts = mouthsOf([exampleRevision({ parts })], 'zh-CN', NOW, TEXTS);
    const [short, long] = [
      texts.find(({ mouth }) => mouth === 'sms'),
      texts.find(({ mouth }) => mouth === 'sms-long'),
    ];
    expect(short?.text).toBe(long?.text);
    expect(short?.characters).toBeGreaterThan(SMS_UNITS);
    expect(short?.note).toBe('70 字放不下，要按长短信发（4 条）。');
  });

  it('counts twenty places instead of cutting the list', () => {
    expect(sms('twenty places').text).toBe(
      '山洪橙色预警：143团、144团、145团、146团、147团、148团等20处，至7月1日20时。立即转移到高处。【裕民县气象台】',
    );
  });

  it('shortens offices before places, and places before what to do', () => {
    expect(sms('a source of several offices').text).toBe(
      '山洪橙色预警：裕民县，至7月1日20时。立即转移到高处。不要蹚水过河。【裕民县应急管理局、裕民县水利局、裕民县自然资源局】',
    );
    const places = ['哈拉布拉镇', '吉也克镇', '新地乡', '察汗托海牧场', '阿勒腾也木勒乡'].map((name) =>
      area(name),
    );
    const parts = [examplePart({ areas: places }, { instruction: '沿河居民马上到地势高的地方去。' })];
    const source = '裕民县应急管理局、裕民县水利局、裕民县气象台';
    const [text] = mouthsOf([exampleRevision({ parts, source })], 'zh-CN', NOW, TEXTS).filter(
      ({ mouth }) => mouth === 'sms',
    );
    expect(text?.text).toBe(
      '山洪橙色预警：哈拉布拉镇、吉也克镇、新地乡、察汗托海牧场等5处，至7月1日20时。沿河居民马上到地势高的地方去。【裕民县应急局等3家】',
    );
  });

  it('an all-clear and a withdrawal cannot be taken for each other', () => {
    expect(sms('an all-clear').text).toBe('【解除】山洪橙色预警：裕民县，7月1日10:34解除。【裕民县气象台】');
    expect(sms('a withdrawal').text).toMatch(
      /^【撤回转发】山洪橙色预警：裕民县，7月1日10:34撤回。是否解除以发布单位为准。/,
    );
    expect(sms('a withdrawal').text).not.toMatch(/(?<!是否)解除/);
  });

  it('no end stated is said, a start ahead too', () => {
    expect(sms('no end stated').text).toContain('，未写有效期。');
    expect(sms('a start ahead').text).toContain('，7月1日18:05起，至7月1日20时。');
  });

  it('several levels stand each with their places; a time they share stands once', () => {
    expect(sms('several parts').text).toMatch(
      /^【更新】山洪红色预警：裕民县，7月1日17时起，至7月2日8:30；山洪黄色预警：哈拉布拉镇，至7月1日20时。/,
    );
    expect(sms('several parts that end together').text).toMatch(
      /^暴雨红色预警：裕民县；山洪黄色预警：哈拉布拉镇，至7月1日20时。/,
    );
  });

  it('our own advice is called ours', () => {
    expect(sms('no instruction, and a guide').text).toContain('本站提示：往两边高处走');
    expect(sms('no instruction and no guide').text).not.toContain('本站提示');
  });

  it('past its end it says so first', () => {
    expect(mouthOf('orange', 'sms', '2026-07-01T12:00:00.000Z').text).toMatch(/^【已过有效期】/);
  });

  it('a drill says so first', () => {
    const [text] = drillMouthsOf(exampleDrill(), 'zh-CN', NOW, TEXTS);
    expect(text?.text).toBe(
      '【演练】山洪橙色预警：裕民县，至7月1日12时。到村口集合点报到。【裕民县应急管理局】',
    );
  });
});

describe('a long message', () => {
  it.each(Object.keys(HISTORIES))('has at most 500 characters and counts its parts: %s', (name) => {
    const { text, characters, segments } = long(name);
    expect(text.length).toBeLessThanOrEqual(LONG_SMS_UNITS);
    expect(characters).toBe(text.length);
    expect(segments).toBe(text.length <= 70 ? 1 : Math.ceil(text.length / 67));
  });

  it('names the change, the time of issue and the page', () => {
    expect(long('an update').text).toBe(
      '【更新】山洪橙色预警：裕民县，至7月1日20时。立即转移到高处。不要蹚水过河。由黄色升为橙色。7月1日10:34发布。详情 https://yjglj.example/alerts/a1b2c3/ 【裕民县气象台】',
    );
    expect(long('a correction').text).toContain('更正：原文把橙色误写为黄色。');
  });
});

it('whatever an authority writes, no number, time or place is cut and nothing is left out unsaid', () => {
  fc.assert(
    fc.property(revisionArbitrary, (revision) => {
      const texts = mouthsOf([revision], 'zh-CN', revision.sentAt, TEXTS);
      const short = texts.find(({ mouth }) => mouth === 'sms');
      const long = texts.find(({ mouth }) => mouth === 'sms-long');
      expect((short?.characters ?? 0) <= SMS_UNITS || short?.note !== undefined).toBe(true);
      expect((long?.characters ?? 0) <= LONG_SMS_UNITS || long?.note !== undefined).toBe(true);
    }),
    { numRuns: 100 },
  );
});
