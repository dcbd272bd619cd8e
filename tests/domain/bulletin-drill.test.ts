import { describe, expect, it } from 'vitest';
import { read, words } from './bulletin-fixture.ts';

describe('drills', () => {
  it.each([
    '【演练】乌苏市气象台2026年7月24日15时30分发布暴雨红色预警信号：预计有特大暴雨。',
    '测试信息\n乌苏市气象台2026年7月24日15时30分发布暴雨红色预警信号：预计有特大暴雨。',
    '乌苏市气象台2026年7月24日15时30分发布暴雨红色预警信号（演练）',
    '乌苏市气象台2026年7月24日15时30分发布暴雨红色预警信号：预计有特大暴雨。本次为应急演练，请勿恐慌。',
    '乌苏市气象台2026年7月24日15时30分发布暴雨红色预警信号：预计有特大暴雨。此为测试。',
  ])('%s is a drill', (text) => {
    expect(read(text).isDrill).toBe(true);
  });

  it('a bulletin that speaks of a drill is neither published nor dropped', () => {
    const reading = read(
      '乌苏市气象台2026年7月24日15时30分发布暴雨红色预警信号：预计我市有暴雨，停止户外演练活动。',
    );
    expect(reading).toMatchObject({ isDrill: false, missing: ['action'] });
    expect(words(reading)).toContain('drill-mentioned');
  });
});
