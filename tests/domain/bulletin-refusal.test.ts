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

describe('what a person must decide is never decided here', () => {
  it('a report about a bulletin has no issuer of its own', () => {
    const reading = read('记者从市气象台获悉，2026年7月24日15时30分乌苏市气象台发布暴雨黄色预警信号。');
    expect(reading.missing).toContain('issuer');
    expect(words(reading)).toContain('second-hand');
  });

  it('two warnings in one sentence are not told apart', () => {
    const reading = read('乌苏市气象台2026年7月24日18时解除雷电黄色预警信号，发布大风蓝色预警信号。');
    expect(reading.missing).toEqual(['hazard', 'level', 'action']);
    expect(words(reading)).toContain('several-warnings');
  });

  it('a title that issues over a sentence that lifts has no action', () => {
    expect(
      facts('乌苏市发布暴雨黄色预警\n乌苏市气象台2026年7月24日15时30分解除暴雨黄色预警信号。'),
    ).toMatchObject({
      action: null,
      missing: ['action'],
    });
  });

  it('a title of one county over a sentence of another has neither issuer nor region', () => {
    const reading = read('乌苏市发布暴雨黄色预警\n裕民县气象台2026年7月24日15时30分发布暴雨黄色预警信号。');
    expect(reading.missing).toEqual(['issuer', 'regions']);
    expect(words(reading)).toContain('issuers-disagree');
  });
});

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
    const startedAt = performance.now();
    read(text);
    // Two orders of magnitude above what it takes; a backtracking pattern needs minutes.
    expect(performance.now() - startedAt).toBeLessThan(3000);
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
