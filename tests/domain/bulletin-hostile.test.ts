import { describe, expect, it } from 'vitest';
import { read, words } from './bulletin-fixture.ts';

describe('hostile text is read in linear time', () => {
  const lead = '乌苏市气象台2026年7月24日15时30分发布暴雨黄色预警信号：预计';
  it.each([
    ['one megabyte', '乌'.repeat(1_000_000)],
    ['a million digits', '1'.repeat(1_000_000)],
    ['warnings only', '预警'.repeat(16_000)],
    ['dates only', '7月24日15时'.repeat(5000)],
    ['verbs only', '发布将更新解除'.repeat(4000)],
    ['brackets only', '('.repeat(100_000)],
    ['fields only', '发布单位:'.repeat(6000)],
    ['blanks', `乌${' '.repeat(90_000)}`],
    ['places', lead + '百泉镇、'.repeat(7000)],
    ['sentences', lead + '预计百泉镇、过去百泉镇有雨。'.repeat(1800)],
    ['clauses', lead.repeat(1000)],
  ])('%s', (_name, text) => {
    // A backtracking pattern would need minutes, far beyond any test's time.
    expect(() => read(text)).not.toThrow();
  });

  it('NUL and lone surrogates are refused, more than 100 KB too', () => {
    expect(words(read(`${lead}\0`))).toEqual(['text-invalid']);
    expect(words(read(`${lead}\ud800`))).toEqual(['text-invalid']);
    expect(words(read('雨'.repeat(40_000)))).toEqual(['text-too-long']);
  });

  it('invisible controls neither hide nor change what is read', () => {
    const reading = read('\ufeff乌苏市气象台\u202e2026年7月24日15时30分发布暴\u200b雨黄色预警信号\u2066');
    expect(reading).toMatchObject({ hazard: { name: '暴雨' }, level: 'yellow', missing: [] });
    expect(reading.description).toBe('乌苏市气象台2026年7月24日15时30分发布暴雨黄色预警信号');
  });
});
