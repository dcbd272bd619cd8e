import { describe, expect, it } from 'vitest';
import { facts, read, words } from './bulletin-fixture.ts';

describe('places that share a name', () => {
  const text = '鼓楼区气象台2026年7月24日15时30分发布暴雨黄色预警信号：预计鼓楼区有暴雨。';
  it('stay open without a hint', () => {
    const reading = read(text);
    expect(reading.missing).toEqual(['regions']);
    expect(words(reading)).toContain('region-ambiguous');
  });
  it.each([
    ['江苏省南京市鼓楼区发布暴雨黄色预警', '320106'],
    ['35010241600000_20260724153012', '350102'],
  ])('are settled by %s', (first, adcode) => {
    expect(facts(`${first}\n${text}`)).toMatchObject({ regions: [adcode], missing: [] });
  });
  it('a zone the table does not know is not its city', () => {
    expect(facts('苏州工业园区气象台2026年7月24日18时发布雷电黄色预警信号')).toMatchObject({ regions: [] });
  });
});
