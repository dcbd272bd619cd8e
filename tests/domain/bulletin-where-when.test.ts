import { describe, expect, it } from 'vitest';
import { facts, lexicon, read, words } from './bulletin-fixture.ts';

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

describe('times', () => {
  const AT = '2026-07-24T07:30:00.000Z';
  it.each([
    '乌苏市气象台2026年07月24日15时30分发布暴雨黄色预警信号',
    '乌苏市气象台于2026/7/24 15:30发布暴雨黄色预警信号',
    '乌苏市气象台2026-07-24T15:30:00+08:00发布暴雨黄色预警信号',
    '2026年7月24日15:30，乌苏市气象台发布暴雨黄色预警信号',
    '二〇二六年七月二十四日十五时三十分，乌苏市气象台发布暴雨黄色预警信号',
    '乌苏市气象台2026年7月24日下午3时30分发布暴雨黄色预警信号',
    '乌苏市气象台发布暴雨黄色预警信号（2026年7月24日15时30分）：预计',
    '乌苏市气象台发布暴雨黄色预警信号 发布时间：2026年07月24日15时30分',
    '65420241600000_20260724153000_0\n乌苏市气象台24日15时30分发布暴雨黄色预警信号',
    '乌苏市气象台2026年7月24日15时发布暴雨黄色预警\n乌苏市气象台7月24日15时30分发布暴雨黄色预警信号：预计',
  ])('%s', (text) => {
    expect(facts(text)).toMatchObject({ issuedAt: AT, missing: [] });
  });

  const short = '乌苏市气象台24日15时30分发布暴雨黄色预警信号：预计我市有暴雨。';
  it('a date without year or month is not guessed', () => {
    const reading = read(short);
    expect(reading).toMatchObject({ issuedAt: null, missing: ['issuedAt'] });
    expect(words(reading)).toContain('date-incomplete');
  });
  it('it is completed from the time of receipt, and said so', () => {
    const reading = read(short, '2026-07-24T08:00:00.000Z');
    expect(reading).toMatchObject({ issuedAt: AT, missing: [] });
    expect(words(reading)).toContain('date-inferred');
  });
  it('over midnight and over new year it is the last such day', () => {
    const text = '乌苏市气象台31日23时50分发布寒潮蓝色预警信号。';
    expect(facts(text, '2026-12-31T16:20:00.000Z').issuedAt).toBe('2026-12-31T15:50:00.000Z');
  });
  it('a text that must be weeks old is not dated by its receipt', () => {
    expect(facts(short, '2026-08-10T08:00:00.000Z')).toMatchObject({ issuedAt: null });
  });
  it.each([
    ['7月32日15时', '7月32日15时30分'],
    ['25 o’clock', '2026年7月24日25时30分'],
    ['a day without an hour', '2026年7月24日'],
  ])('no time is made of %s', (_name, date) => {
    expect(facts(`乌苏市气象台${date}发布暴雨黄色预警信号`)).toMatchObject({ issuedAt: null });
  });
  it('two times far apart leave it open', () => {
    const text = '乌苏市气象台2026年7月24日15时30分发布暴雨黄色预警信号\n发布时间：2026-07-22 15:30';
    const reading = read(text);
    expect(reading.missing).toEqual(['issuedAt']);
    expect(words(reading)).toContain('dates-disagree');
  });
});

describe('every division of the country', () => {
  it('is read as itself when its parents are named', () => {
    const { gazetteer } = lexicon;
    const wrong: string[] = [];
    const seen = new Set<string>();
    for (const name of gazetteer.names()) {
      for (const region of gazetteer.named(name)) {
        if (region.adcode.length > 6 || seen.has(region.adcode)) continue;
        seen.add(region.adcode);
        const parents = [2, 4].filter((n) => n < region.adcode.length).map((n) => gazetteer.find(region.adcode.slice(0, n))?.name ?? ''); // prettier-ignore
        const issuer = `${parents.join('')}${region.name}气象台`;
        const got = facts(`${issuer}2026年7月24日15时30分发布大风蓝色预警信号：请注意防范。`);
        if (got.issuer !== issuer || got.regions.join() !== region.adcode) wrong.push(issuer);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThan(3000);
  });
});
