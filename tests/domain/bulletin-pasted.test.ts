import { describe, expect, it } from 'vitest';
import { facts, read, words } from './bulletin-fixture.ts';

describe('a bulletin as people paste it', () => {
  it.each([
    '⚠️裕民县气象台2026年12月3日20时30分发布暴雪橙色预警信号',
    '65422541600000_20261203203112_0 裕民县气象台12月3日20时30分发布暴雪橙色预警信号',
    '裕民县气象台\n2026年12月3日20时30分\n暴雪橙色预警信号\n预计未来6小时，我县山区有暴雪。',
    '【暴雪橙色预警】裕民县气象台2026年12月3日20时30分发布。',
    '各位居民：裕民县气象台今天（2026年12月3日）20时30分发布了暴雪橙色预警信号，请减少外出。',
  ])('%s: what stands around the name is no part of it', (text) => {
    expect(facts(text)).toEqual({
      issuer: '裕民县气象台',
      action: 'issue',
      hazard: '暴雪',
      level: 'orange',
      regions: ['654225'],
      issuedAt: '2026-12-03T12:30:00.000Z',
      missing: [],
    });
  });

  it.each(['自然资源部与中国气象局', '自治区水利厅'])('%s does not begin with 自 as 自今天 does', (name) => {
    const reading = read(`${name}2026年7月27日18时发布地质灾害气象风险橙色预警：请注意防范。`);
    expect(reading.issuers.join('与')).toBe(name);
  });

  it('a sentence that ran into a name never becomes the issuer', () => {
    const text = '乌苏市大风蓝色预警信号于2026年7月1日08时15分解除。乌苏市气象台';
    expect(facts(text)).toMatchObject({
      issuer: '乌苏市气象台',
      action: 'cancel',
      level: 'blue',
      issuedAt: '2026-07-01T00:15:00.000Z',
    });
  });

  it('the date of the warning that ends is not the date of its end', () => {
    const text = '裕民县气象台2026年12月3日8时20分发布的暴雪橙色预警信号现予以解除。';
    expect(facts(text)).toMatchObject({
      action: 'cancel',
      level: 'orange',
      issuedAt: null,
      missing: ['issuedAt'],
    });
  });

  it('由…升级为… changes a warning', () => {
    const reading = read('裕民县气象台2026年12月3日8时20分由暴雪黄色预警升级为暴雪橙色预警');
    expect([reading.action, reading.level, reading.previousLevel]).toEqual(['update', 'orange', 'yellow']);
  });

  it('the rest that stays at a graver level is not lowered with the towns that are named', () => {
    const text =
      '绥化市气象台2026年7月1日08时15分将海伦市、明水县的暴雨橙色预警信号降级为黄色，其余县区暴雨橙色预警信号继续生效。';
    const reading = read(text);
    expect(words(reading)).toContain('partial-change');
    expect(reading.parts.map(({ level, regions }) => [level, regions.map((r) => r.adcode)])).toEqual([
      ['orange', ['2312']],
      ['yellow', ['231283', '231225']],
    ]);
  });

  it('a prefecture’s observatory warns the Corps’ city it names, though its code lies elsewhere', () => {
    const text =
      '博尔塔拉蒙古自治州气象台2026年12月3日20时发布大风橙色预警信号：预计阿拉山口市、双河市有9级大风。';
    expect(facts(text).regions).toEqual(['652702', '659007']);
  });
});
