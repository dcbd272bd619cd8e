import { describe, expect, it } from 'vitest';
import { drillMouthsOf } from '../../src/feeds/mouths.ts';
import { READING_CHARACTERS_PER_MINUTE } from '../../src/feeds/loudspeaker.ts';
import { exampleDrill, HISTORIES, mouthOf, NOW, TEXTS } from './mouth-fixture.ts';

const script = (name: string) => mouthOf(name, 'loudspeaker');

describe('a loudspeaker script', () => {
  it('says numbers, times and units in words, one short sentence a line', () => {
    expect(script('orange').text.split('\n')).toEqual([
      '请注意。',
      '裕民县气象台，七月一日上午十点三十四分，发布，山洪橙色预警。',
      '橙色是二级，严重。',
      '范围是，裕民县。',
      '到七月一日晚上八点为止。',
      '请您这样做。',
      '立即转移到高处。',
      '不要蹚水过河。',
      '请互相转告，特别是老人和独自在家的人。',
    ]);
  });

  it.each(Object.keys(HISTORIES).filter((name) => !/hostile|English/.test(name)))(
    'no digit is left to be misread: %s',
    (name) => {
      expect(script(name).text).not.toMatch(/\d/);
    },
  );

  it.each(Object.keys(HISTORIES))(
    'no sentence is longer than a breath, but for lists of places: %s',
    (name) => {
      const longest = script(name)
        .text.split('\n')
        .filter((line) => !line.startsWith('范围是') && !/[a-z]/i.test(line))
        .map((line) => line.length);
      expect(Math.max(...longest)).toBeLessThanOrEqual(name === 'very long names' ? 140 : 60);
    },
  );

  it('regiments are read digit by digit', () => {
    expect(script('twenty places').text).toContain('范围是，一四三团、一四四团、');
  });

  it('the graver, the oftener; the time once through follows from the stated rate', () => {
    expect(['red', 'orange', 'yellow', 'blue', 'an all-clear'].map((name) => script(name).repeats)).toEqual([5, 4, 3, 2, 2]); // prettier-ignore
    const { text, readingSeconds = 0, note } = script('orange');
    const spoken = text.replace(/[^\p{L}]/gu, '').length;
    expect(readingSeconds).toBeGreaterThan((spoken * 60) / READING_CHARACTERS_PER_MINUTE);
    expect(readingSeconds).toBeLessThan((spoken * 60) / READING_CHARACTERS_PER_MINUTE + 10);
    expect(note).toContain(`每分钟 ${READING_CHARACTERS_PER_MINUTE} 字`);
    expect(note).toContain('假设');
  });

  it('a withdrawal never sounds like an all-clear', () => {
    expect(script('a withdrawal').text).toContain('不再转发裕民县气象台的，山洪橙色预警。');
    expect(script('a withdrawal').text).toContain('是否解除，以发布单位的消息为准');
    expect(script('a withdrawal').text).not.toContain('已经解除');
    expect(script('an all-clear').text).toContain('这条预警已经解除。');
  });

  it('past its end it asks not to be read any more', () => {
    expect(mouthOf('orange', 'loudspeaker', '2026-07-01T12:00:00.000Z').text).toContain('请不要再播');
  });

  it('a drill says so first, and again at the end', () => {
    const drill = drillMouthsOf(exampleDrill(), 'zh-CN', NOW, TEXTS).find(
      ({ mouth }) => mouth === 'loudspeaker',
    );
    expect(drill?.text.startsWith('【演练】这是演练，不是真的预警。')).toBe(true);
    expect(drill?.text.endsWith('再说一遍，这是演练。')).toBe(true);
  });

  it("another language's own words stay as they are", () => {
    expect(mouthOf('another language', 'loudspeaker', NOW, 'ug').text).toContain('ئېگىز جايغا چىقىڭ');
  });
});
