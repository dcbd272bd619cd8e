import { describe, expect, it } from 'vitest';
import { splitBulletins } from '../../src/domain/bulletin-split.ts';
import { lexicon } from './bulletin-fixture.ts';

const A =
  '乌苏市气象台2026年7月24日15时30分发布暴雨黄色预警信号：预计百泉镇有暴雨，请注意防范。（预警信息来源：国家预警信息发布中心）';
const B = '裕民县气象台2026年7月24日16时00分解除大风蓝色预警信号。';
const C =
  '绥化市气象局、自然资源局2026年7月24日16时30分联合发布地质灾害气象风险黄色预警：预计庆安县风险较高。\n防御指南：\n1.远离山体；\n2.关注预警。';
const titleA = '乌苏市发布暴雨黄色预警';
const titleB = '【裕民县解除大风蓝色预警】';
const split = (text: string) => splitBulletins(text, lexicon);

describe('a paste of several bulletins', () => {
  it.each([
    ['lines', `${A}\n${B}\n${C}`, [A, B, C]],
    ['blank lines', `${A}\n\n${B}\n\n\n${C}`, [A, B, C]],
    ['ruled lines', `${A}\n------\n${B}`, [A, B]],
    ['one paragraph after the source note', A + B, [A, B]],
    [
      'titles above their sentences',
      `${titleA}\n${A}\n\n${titleB}\n${B}`,
      [`${titleA}\n${A}`, `${titleB}\n${B}`],
    ],
    ['numbers', `1.${A}\n2.${B}`, [`1.${A}`, `2.${B}`]],
    [
      'identifiers above',
      `65420241600000_20260724153012\n${A}\n65422541600000_20260724160012\n${B}`,
      [`65420241600000_20260724153012\n${A}`, `65422541600000_20260724160012\n${B}`],
    ],
    [
      'identifiers below',
      `${A}\n65420241600000_20260724153012\n${B}`,
      [`${A}\n65420241600000_20260724153012`, B],
    ],
    ['Windows line ends', `${A}\r\n${B}`, [A, B]],
  ])('is cut at %s', (_name, text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it.each([
    ['a single bulletin with guidance', C],
    [
      'a mention inside a forecast',
      `${titleA}\n2026-07-24 15:30\n预计有雨。塔城地区气象台7月24日15时发布暴雨橙色预警信号。`,
    ],
    ['a text without any bulletin', '今天有雨。\n\n明天晴。'],
  ])('%s stays whole', (_name, text) => {
    expect(split(text)).toEqual([text]);
  });
});
