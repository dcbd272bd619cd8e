import { describe, expect, it } from 'vitest';
import { facts, read, words } from './bulletin-fixture.ts';

const AT = '2026-07-24T07:30:00.000Z';
const WUSU = { issuer: '乌苏市气象台', regions: ['654202'], issuedAt: AT, missing: [] };

describe('an issuing sentence is read in every form authorities write', () => {
  it.each([
    ['发布雷电黄色预警信号：预计未来6小时我市有雷电。', 'issue', '雷电', 'yellow'],
    ['发布雷电黄色预警[Ⅲ级/较重]:预计未来6小时我市有雷电.', 'issue', '雷电', 'yellow'],
    ['发布暴雨橙色预警【II级/严重】', 'issue', '暴雨', 'orange'],
    ['发布大风Ⅳ级（蓝色）预警信号', 'issue', '大风', 'blue'],
    ['发布大风预警信号（黄色）', 'issue', '大风', 'yellow'],
    ['发布黄色暴雨预警', 'issue', '暴雨', 'yellow'],
    ['发布气象灾害(台风)二级预警', 'issue', '台风', 'orange'],
    ['发布“冰雹橙色预警信号”', 'issue', '冰雹', 'orange'],
    ['发布乌苏市高温红色预警信号', 'issue', '高温', 'red'],
    ['发布今年首个寒潮蓝色预警信号', 'issue', '寒潮', 'blue'],
    ['继续发布大雾橙色预警信号', 'update', '大雾', 'orange'],
    ['变更发布暴雪红色预警信号', 'update', '暴雪', 'red'],
    ['升级发布道路结冰橙色预警信号', 'update', '道路结冰', 'orange'],
    ['更新暴雨蓝色为暴雨黄色预警[Ⅲ级/较重]', 'update', '暴雨', 'yellow'],
    ['更新暴雨橙色预警信号为暴雨蓝色预警信号', 'update', '暴雨', 'blue'],
    ['变更高温红色预警信号为高温橙色预警信号', 'update', '高温', 'orange'],
    ['将暴雨黄色预警信号升级为暴雨橙色预警信号', 'update', '暴雨', 'orange'],
    ['将暴雨橙色预警信号降级为黄色，请注意防御', 'update', '暴雨', 'yellow'],
    ['将暴雨预警信号由蓝色升级为黄色', 'update', '暴雨', 'yellow'],
    ['将大风蓝色预警信号扩展至全市', 'update', '大风', 'blue'],
    ['解除沙尘暴黄色预警信号', 'cancel', '沙尘暴', 'yellow'],
    ['将霜冻蓝色预警信号予以解除', 'cancel', '霜冻', 'blue'],
    ['撤销霾橙色预警信号', 'cancel', '霾', 'orange'],
    ['发布雷暴大风黄色预警信号', 'issue', '雷暴大风', 'yellow'],
    ['发布强对流橙色预警信号', 'issue', '强对流', 'orange'],
    ['发布冻雨奇观黄色预警信号', 'issue', '冻雨奇观', 'yellow'],
  ])('%s', (rest, action, hazard, level) => {
    expect(facts(`乌苏市气象台2026年7月24日15时30分${rest}`)).toEqual({ ...WUSU, action, hazard, level });
  });

  it('reads the same facts from full-width, half-width and blank-ridden text', () => {
    const plain = facts('乌苏市气象台2026年7月24日15时30分发布暴雨黄色预警信号[Ⅲ级/较重]:预计我市有暴雨.');
    expect(
      facts(
        '乌苏市气象台２０２６年７月２４日１５时３０分发布暴雨黄色预警信号【Ⅲ级／较重】：预计我市有暴雨。',
      ),
    ).toEqual(plain);
    expect(
      facts('乌苏市气象台 2026年 7月 24日 15时 30分 发布 暴雨 黄色 预警信号 [Ⅲ级/较重]：预计我市有暴雨。'),
    ).toEqual(plain);
    expect(plain).toEqual({ ...WUSU, action: 'issue', hazard: '暴雨', level: 'yellow' });
  });
});

describe('issuers', () => {
  it.each([
    ['绥化市气象局、自然资源局', ['绥化市气象局', '自然资源局'], ['2312']],
    ['绥化市自然资源局与绥化市气象局', ['绥化市自然资源局', '绥化市气象局'], ['2312']],
    ['绥化市林业和草原局、绥化市应急管理局', ['绥化市林业和草原局', '绥化市应急管理局'], ['2312']],
    [
      '第五师双河市应急管理局 第五师双河市气象局',
      ['第五师双河市应急管理局', '第五师双河市气象局'],
      ['659007'],
    ],
    ['新疆生产建设兵团第五师气象局', ['新疆生产建设兵团第五师气象局'], ['659007']],
    ['克拉玛依市独山子区消防救援大队', ['克拉玛依市独山子区消防救援大队'], ['650202']],
    ['绥化市北林区水务局', ['绥化市北林区水务局'], ['231202']],
    ['黑龙江省绥化市防汛抗旱指挥部办公室', ['黑龙江省绥化市防汛抗旱指挥部办公室'], ['2312']],
    ['塔城地区裕民县气象台', ['塔城地区裕民县气象台'], ['654225']],
    ['武汉中心气象台', ['武汉中心气象台'], ['42']],
  ])('%s', (issuer, names, regions) => {
    const reading = read(`${issuer}2026年7月24日15时30分联合发布森林火险橙色预警`);
    expect(reading.issuers).toEqual(names);
    expect(reading.regions.map((region) => region.adcode)).toEqual(regions);
    expect(reading.missing).toEqual([]);
  });
});

describe('titles, fields and signatures', () => {
  it('a title line shortens the issuer; the sentence below names it', () => {
    const reading = read(
      '裕民县发布大风黄色预警\n裕民县气象台2026年7月24日15时30分继续发布大风黄色预警信号：预计有大风。',
    );
    expect(reading).toMatchObject({
      issuer: '裕民县气象台',
      action: 'update',
      actionWord: '继续发布',
      headline: '裕民县发布大风黄色预警',
      description: '裕民县气象台2026年7月24日15时30分继续发布大风黄色预警信号：预计有大风。',
    });
  });

  it('a title completes an issuer that names no place', () => {
    const text =
      '绥化市发布大风蓝色预警\n市气象台2026年7月24日15时30分发布大风蓝色预警信号。预计我市有大风。';
    expect(facts(text)).toMatchObject({ issuer: '市气象台', regions: ['2312'], missing: [] });
    expect(facts(text.split('\n')[1] as string)).toMatchObject({ regions: [], missing: ['regions'] });
  });

  it('a form with one field per line is read like a sentence', () => {
    const form =
      '发布单位：裕民县气象台\n预警类型：大风\n预警级别：黄色\n发布时间：2026-07-24 15:30:00\n影响区域：裕民县新地乡\n内容：预计有大风。';
    expect(facts(form)).toEqual({
      issuer: '裕民县气象台', action: 'issue', hazard: '大风', level: 'yellow', regions: ['654225201'], issuedAt: AT, missing: [],
    }); // prettier-ignore
  });

  it('a title without a verb is completed by the signature below', () => {
    const text =
      '裕民县雷电黄色预警信号\n预计未来6小时我县有雷电，请注意防范。\n裕民县气象台\n2026年7月24日15时30分';
    expect(facts(text)).toMatchObject({
      issuer: '裕民县气象台',
      hazard: '雷电',
      level: 'yellow',
      issuedAt: AT,
      missing: [],
    });
  });

  it('words, guidance, source and validity are kept as written', () => {
    const reading = read(
      '乌苏市气象台2026年7月24日15时30分发布暴雨红色预警信号，有效期至2026年7月25日8时：预计我市有“特大暴雨”。\n防御指南：\n1.停止集会；\n2.防山洪。\n（预警信息来源：国家预警信息发布中心）',
    );
    expect(reading).toMatchObject({
      instruction: '1.停止集会；\n2.防山洪。',
      sourceNote: '（预警信息来源：国家预警信息发布中心）',
      expiresAt: '2026-07-25T00:00:00.000Z',
      isMeteorological: true,
    });
    expect(reading.description).toContain('预计我市有“特大暴雨”。');
  });

  it('a forecast period is not a validity', () => {
    expect(
      read('乌苏市气象台2026年7月24日15时30分发布暴雨黄色预警信号：预计24小时内我市有雨。').expiresAt,
    ).toBeNull();
  });

  it('a request in the text is the instruction', () => {
    const reading = read(
      '乌苏市气象台2026年7月24日15时30分发布大风黄色预警信号：预计我市有大风，请注意防范大风对高空作业的影响。',
    );
    expect(reading.instruction).toBe('请注意防范大风对高空作业的影响。');
  });
});

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
