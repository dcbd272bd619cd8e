import { describe, expect, it } from 'vitest';
import { facts } from './bulletin-fixture.ts';

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
    ['发布大风蓝色预警解除信息', 'cancel', '大风', 'blue'],
    ['发布解除大风蓝色预警信号的通知', 'cancel', '大风', 'blue'],
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
