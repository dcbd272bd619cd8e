import { describe, expect, it } from 'vitest';
import { facts, read, words } from './bulletin-fixture.ts';

describe('text that is no bulletin is not read as one', () => {
  it.each([
    '今天气象台预报明天有雨，市民出门请带伞。',
    '暴雨黄色预警信号的标准是：6小时内降雨量将达50毫米以上。',
    '当气象台发布暴雨红色预警信号时，学校应当停课。',
    '什么是暴雨红色预警？气象台发布暴雨红色预警意味着3小时内降雨量将达100毫米以上。',
    '《裕民县气象灾害应急预案》规定，县气象局发布暴雨红色预警信号后，启动Ⅰ级应急响应。',
    '乌苏市应急管理局根据乌苏市气象台发布的暴雨橙色预警，于7月24日启动防汛Ⅳ级应急响应。',
    '裕民县气象台可能发布暴雨红色预警，请关注。',
    '裕民县气象台未发布暴雨红色预警。',
    '绥化市应急管理局2026年7月24日15时启动防汛Ⅳ级应急响应。',
    '绥化市气象局2026年7月24日15时发布重要天气提示：未来三天有强降雨。',
    '预警',
    '',
  ])('%s', (text) => {
    const reading = read(text);
    expect(reading.isBulletin).toBe(false);
    expect(reading.missing).toEqual(['issuer', 'hazard', 'level', 'regions', 'issuedAt', 'action']);
    expect(words(reading)).toEqual(['bulletin-unreadable']);
  });
});

describe('other warnings that are only mentioned are not taken', () => {
  it.each([
    '受塔城地区气象台发布暴雨橙色预警影响，乌苏市气象台2026年7月24日15时30分发布暴雨蓝色预警信号',
    '乌苏市气象台2026年7月24日15时30分发布暴雨蓝色预警信号。塔城地区气象台7月24日14时发布暴雨橙色预警信号。',
    '乌苏市气象台2026年7月24日15时30分继续发布暴雨蓝色预警信号，此前发布的暴雨橙色预警信号失效',
    '乌苏市气象台发布暴雨蓝色预警信号\n发布时间：2026-07-24 15:30\n预计有雨。塔城地区气象台7月24日15时发布暴雨橙色预警信号。',
  ])('%s', (text) => {
    expect(facts(text)).toMatchObject({
      issuer: '乌苏市气象台', level: 'blue', regions: ['654202'], issuedAt: '2026-07-24T07:30:00.000Z', missing: [],
    }); // prettier-ignore
  });

  it('an all-clear is dated by itself, not by the warning it lifts', () => {
    const text = '乌苏市气象台2026年7月24日18时00分解除7月24日10时20分发布的雷电黄色预警信号';
    expect(facts(text)).toMatchObject({
      action: 'cancel',
      issuedAt: '2026-07-24T10:00:00.000Z',
      missing: [],
    });
  });
});
