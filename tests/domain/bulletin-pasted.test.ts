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

describe('what a bulletin must not be read to say', () => {
  it('two bulletins run together in one paragraph are not read as the first alone', () => {
    const one = '绥化市气象台2026年12月3日20时发布暴雪橙色预警信号';
    const reading = read(`${one}；绥化市气象台2026年12月3日20时发布大风蓝色预警信号`);
    expect(words(reading)).toContain('several-warnings');
    expect(reading.missing).toEqual(['hazard', 'level', 'action']);
  });

  it('a date alone after the title is when it was issued', () => {
    expect(facts('#暴雪预警#绥化市气象台发布暴雪橙色预警信号 2026-12-03 20:00')).toMatchObject({
      issuer: '绥化市气象台',
      issuedAt: '2026-12-03T12:00:00.000Z',
      missing: [],
    });
  });

  it('变更发布…为… says the level that follows 为', () => {
    const reading = read('天津市气象台2026年7月9日16时5分变更发布暴雨黄色预警信号为橙色预警信号');
    expect([reading.action, reading.level, reading.previousLevel]).toEqual(['update', 'orange', 'yellow']);
  });

  it('a white signal is no level of the four, and its colour no part of the hazard', () => {
    const reading = read('深圳市气象台2026年7月9日16时发布台风白色预警信号');
    expect([reading.hazard?.name, reading.level, reading.missing]).toEqual(['台风', null, ['level']]);
    expect(words(reading)).toContain('level-unclear');
  });

  it('a signal for the whole city is not narrowed to where it rains now', () => {
    const text = '深圳市气象台2026年7月9日16时发布全市陆地暴雨黄色预警信号，罗湖、福田降雨将持续。';
    expect(facts(text).regions).toEqual(['4403']);
  });

  it('市气象台 under a title with its whole name is called by the whole name', () => {
    const text =
      '北京市气象台升级发布暴雨橙色预警信号\n市气象台2026年8月26日16时升级发布暴雨橙色预警信号，请注意防范。';
    expect(facts(text)).toMatchObject({ issuer: '北京市气象台', regions: ['11'], missing: [] });
  });

  it.each([
    ['南昌市城市管理和综合执法局', '3601'],
    ['南昌市住房和城乡建设局', '3601'],
    ['博州公路管理局', '6527'],
    ['第九师气象台', '659012'],
    ['包头市达茂旗气象台', '150223'],
  ])('%s speaks for %s', (office, adcode) => {
    expect(facts(`${office}2026年7月1日8时30分发布大风橙色预警`)).toMatchObject({
      issuer: office,
      regions: [adcode],
    });
  });
});
