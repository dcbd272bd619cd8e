import { describe, expect, it } from 'vitest';
import { facts, read, words } from './bulletin-fixture.ts';

describe('levels', () => {
  it('an update has the new level and remembers the old one', () => {
    const reading = read(
      '乌苏市气象台2026年7月24日15时30分发布暴雨黄色预警信号：预计我市有雨，暴雨蓝色预警信号更新为暴雨黄色预警信号。',
    );
    expect(reading).toMatchObject({ action: 'update', level: 'yellow', previousLevel: 'blue', missing: [] });
  });

  it.each([
    ['乌苏市气象台2026年7月24日15时30分发布暴雨橙色预警信号[Ⅲ级/较重]', 'colour and grade'],
    ['乌苏市暴雨橙色预警\n乌苏市气象台2026年7月24日15时30分发布暴雨黄色预警信号：预计', 'title and sentence'],
    [
      '乌苏市气象台2026年7月24日15时30分发布暴雨橙色预警信号：暴雨橙色预警信号更新为暴雨红色预警信号',
      'sentence and body',
    ],
    ['乌苏市气象台2026年7月24日15时30分发布大风蓝色、沙尘暴黄色预警信号', 'two colours'],
  ])('%s: %s that disagree leave the level to a person', (text) => {
    const reading = read(text);
    expect(reading.level).toBeNull();
    expect(reading.missing).toContain('level');
    expect(words(reading)).toContain('level-disagrees');
  });

  it('a bare numeral of a fire-risk bulletin is no warning level, for that scale counts upwards', () => {
    const reading = read('乌苏市林业和草原局2026年5月1日10时发布森林火险四级预警');
    expect(reading).toMatchObject({ level: null, missing: ['level'], hazard: { name: '森林火险' } });
    expect(words(reading)).toContain('level-unclear');
  });

  it('a level the text never names is missing, also when the body quotes another one', () => {
    const text =
      '裕民县自然资源局、裕民县气象局2026年7月24日15时30分联合发布地质灾害气象风险预警：新地乡雨量已达到强降雨橙色警报等级。';
    expect(facts(text)).toMatchObject({ level: null, missing: ['level'] });
  });

  it('a partial change keeps one part for each level', () => {
    const reading = read(
      '乌苏市气象台2026年7月24日15时30分将百泉镇、古尔图镇的暴雨橙色预警信号降级为黄色，其余乡镇维持暴雨橙色预警信号。',
    );
    expect(reading).toMatchObject({
      action: 'update',
      level: 'yellow',
      previousLevel: 'orange',
      missing: [],
    });
    expect(reading.parts.map((part) => [part.level, part.regions.map((region) => region.name)])).toEqual([
      ['orange', ['乌苏市']],
      ['yellow', ['百泉镇', '古尔图镇']],
    ]);
    expect(words(reading)).toContain('partial-change');
  });

  it('lifting one level to issue a lower one is one change', () => {
    const reading = read('乌苏市气象台2026年7月24日18时解除暴雨橙色预警信号，降级发布暴雨黄色预警信号。');
    expect(reading).toMatchObject({
      action: 'update',
      level: 'yellow',
      previousLevel: 'orange',
      missing: [],
    });
  });
});
