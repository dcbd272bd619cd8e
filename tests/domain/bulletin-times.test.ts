import { describe, expect, it } from 'vitest';
import { facts, read, words } from './bulletin-fixture.ts';

describe('times', () => {
  const AT = '2026-07-24T07:30:00.000Z';
  it.each([
    '乌苏市气象台2026年07月24日15时30分发布暴雨黄色预警信号',
    '乌苏市气象台于2026/7/24 15:30发布暴雨黄色预警信号',
    '乌苏市气象台2026-07-24T15:30:00+08:00发布暴雨黄色预警信号',
    '2026年7月24日15:30，乌苏市气象台发布暴雨黄色预警信号',
    '二〇二六年七月二十四日十五时三十分，乌苏市气象台发布暴雨黄色预警信号',
    '乌苏市气象台2026年7月24日下午3时30分发布暴雨黄色预警信号',
    '乌苏市气象台发布暴雨黄色预警信号（2026年7月24日15时30分）：预计',
    '乌苏市气象台发布暴雨黄色预警信号 发布时间：2026年07月24日15时30分',
    '65420241600000_20260724153000_0\n乌苏市气象台24日15时30分发布暴雨黄色预警信号',
    '乌苏市气象台2026年7月24日15时发布暴雨黄色预警\n乌苏市气象台7月24日15时30分发布暴雨黄色预警信号：预计',
  ])('%s', (text) => {
    expect(facts(text)).toMatchObject({ issuedAt: AT, missing: [] });
  });

  const short = '乌苏市气象台24日15时30分发布暴雨黄色预警信号：预计我市有暴雨。';
  it('a date without year or month is not guessed', () => {
    const reading = read(short);
    expect(reading).toMatchObject({ issuedAt: null, missing: ['issuedAt'] });
    expect(words(reading)).toContain('date-incomplete');
  });
  it('it is completed from the time of receipt, and said so', () => {
    const reading = read(short, '2026-07-24T08:00:00.000Z');
    expect(reading).toMatchObject({ issuedAt: AT, missing: [] });
    expect(words(reading)).toContain('date-inferred');
  });
  it('over midnight and over new year it is the last such day', () => {
    const text = '乌苏市气象台31日23时50分发布寒潮蓝色预警信号。';
    expect(facts(text, '2026-12-31T16:20:00.000Z').issuedAt).toBe('2026-12-31T15:50:00.000Z');
  });
  it('a text that must be weeks old is not dated by its receipt', () => {
    expect(facts(short, '2026-08-10T08:00:00.000Z')).toMatchObject({ issuedAt: null });
  });
  it.each([
    ['7月32日15时', '7月32日15时30分'],
    ['25 o’clock', '2026年7月24日25时30分'],
    ['a day without an hour', '2026年7月24日'],
  ])('no time is made of %s', (_name, date) => {
    expect(facts(`乌苏市气象台${date}发布暴雨黄色预警信号`)).toMatchObject({ issuedAt: null });
  });
  it('two times far apart leave it open', () => {
    const text = '乌苏市气象台2026年7月24日15时30分发布暴雨黄色预警信号\n发布时间：2026-07-22 15:30';
    const reading = read(text);
    expect(reading.missing).toEqual(['issuedAt']);
    expect(words(reading)).toContain('dates-disagree');
  });
});
