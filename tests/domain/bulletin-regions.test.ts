import { describe, expect, it } from 'vitest';
import { facts, read } from './bulletin-fixture.ts';

const names = (body: string, issuer = '绥化市气象台') =>
  read(`${issuer}2026年7月24日15时30分发布暴雨黄色预警信号：${body}`).regions.map((region) => region.name);

describe('regions: the places the forecast names', () => {
  it.each([
    ['预计未来12小时，北林区、望奎县、兰西县降雨量将达50毫米以上。', ['北林区', '望奎县', '兰西县']],
    ['预计今天夜间，安达、肇东、明水三县（市）有暴雨。', ['安达市', '肇东市', '明水县']],
    ['预计庆安县东部、绥棱县西北部有暴雨。', ['庆安县', '绥棱县']],
    ['预计绥化市北林区、海伦市有暴雨。', ['北林区', '海伦市']],
    ['过去3小时海伦市已出现暴雨，预计未来3小时海伦市、绥棱县仍有暴雨。', ['海伦市', '绥棱县']],
    ['受哈尔滨、齐齐哈尔强回波影响，预计海伦市有暴雨。', ['海伦市']],
  ])('%s', (body, expected) => {
    expect(names(body)).toEqual(expected);
  });

  it('townships of the jurisdictions served are found', () => {
    expect(names('预计未来6小时，我市甘河子镇、西大沟镇有暴雨。', '乌苏市气象台')).toEqual([
      '甘河子镇',
      '西大沟镇',
    ]);
  });
});

describe('regions: the whole jurisdiction where narrower places are not certain', () => {
  it.each([
    '请注意防范。',
    '预计我市大部地区有暴雨，望奎、海伦雨量较大。',
    '预计市区、望奎、海伦有暴雨。',
    '预计望奎县、某某新区有暴雨。',
    '过去1小时海伦市已出现50毫米降水，预计强降水范围扩大。',
    '预计西部、北部有暴雨，其中海伦市有大暴雨。',
    '预计望奎县有暴雨，其他县市有大雨。',
    '请公安、交通部门做好疏导。',
    '预计东南风6级，西北部有雨。',
  ])('%s', (body) => {
    expect(names(body)).toEqual(['绥化市']);
  });

  it('a place outside the jurisdiction is never taken', () => {
    expect(names('预计哈尔滨、齐齐哈尔有暴雨。')).toEqual(['绥化市']);
  });

  it('a ministry has no jurisdiction to fall back to', () => {
    const text = '中央气象台2026年7月24日18时发布暴雨黄色预警：';
    expect(facts(`${text}预计黑龙江中部、吉林东部有大到暴雨。`).regions).toEqual(['23', '22']);
    expect(facts(`${text}预计江南华南有大到暴雨。`)).toMatchObject({ regions: [], missing: ['regions'] });
  });
});
