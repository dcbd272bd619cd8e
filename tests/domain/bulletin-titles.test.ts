import { describe, expect, it } from 'vitest';
import { facts, read } from './bulletin-fixture.ts';

const AT = '2026-07-24T07:30:00.000Z';

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
