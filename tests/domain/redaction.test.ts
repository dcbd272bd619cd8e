import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRedacted, redact } from '../../src/domain/redaction.ts';
import { foldText } from '../../src/domain/redaction-fold.ts';
import { contactTraces } from '../../src/domain/redaction-names.ts';

const digitsOf = (text: string): string => foldText(text).digits.replace(/\D/g, '');
const out = (text: string, given: readonly string[] = []): string => redact(text, given).text;

describe('a redacted copy', () => {
  test.each([
    ['一个 13812345678，另一个 13987654321', '一个 〔隐去电话〕，另一个 〔隐去电话〕'],
    ['打１３８ １２３４ ５６７８找我', '打〔隐去电话〕找我'],
    ['打一三八-一二三四-五六七八', '打〔隐去电话〕'],
    ['幺三八幺二三四五六七八', '〔隐去电话〕'],
    ['+86 138.1234.5678', '+86 〔隐去电话〕'],
    ['l38O1234567', '〔隐去电话〕'],
    ['电话6251234，座机 0906-625 1234', '电话〔隐去电话〕，座机 〔隐去电话〕'],
    ['身份证 65422519900307123x 和 654225 19900307 1239', '身份证 〔隐去证件号〕 和 〔隐去证件号〕'],
    ['卡号 6222021234567890123', '卡号 〔隐去证件号〕'],
    ['车 新F12345、新f·1 2 3 4 6、新FD12345', '车 〔隐去车牌〕、〔隐去车牌〕、〔隐去车牌〕'],
    ['写信 zhang.san@example.com 或 li＠qq．com', '写信 〔隐去邮箱〕 或 〔隐去邮箱〕'],
    ['微信：zs_1990，QQ 12345678', '微信：〔隐去网络账号〕，QQ 〔隐去网络账号〕'],
    ['我叫张三丰，住在东街', '我叫〔隐去姓名〕，住在东街'],
    ['联系人：古丽·艾买提', '联系人：〔隐去姓名〕'],
    ['13812345678车间12122026年', '〔隐去电话〕车间12122026年'],
    ['我是李四。李四看见的', '我是〔隐去姓名〕。〔隐去姓名〕看见的'],
  ])('%s → %s', (text, expected) => {
    expect(out(text)).toBe(expected);
    expect(out(expected)).toBe(expected);
  });

  test.each([
    '2026-07-01 10:20:30，7月1日13点20分，罚款 3000000元，储量 1200000 吨',
    '1、2、3、4、5、6、7号楼的楼道，3楼到18楼',
    '青海SUPPER超市，我是附近的居民，举报人员很多，联系人不便透露',
    '第六师五家渠市一〇一团，二〇二六年七月一日',
  ])('keeps what leads to nobody: %s', (text) => {
    expect(redact(text)).toEqual({ text, counts: {} });
  });

  test('takes out every occurrence of what the reporter gave in another field', () => {
    const given = contactTraces('王建国先生 13700001111，微信 wjg_77（晚上联系）');
    const copy = redact('王建国是我，王 建 国，找wjg_77。晚上联系人多', given);
    expect(copy.text).toBe('〔隐去姓名〕是我，〔隐去姓名〕，找〔隐去联系方式〕。晚上联系人多');
    expect(copy.counts).toEqual({ person: 2, contact: 1 });
  });

  test('hostile text stays the text it is', () => {
    const text = '<script>alert(1)</script> {{7*7}} ${7*7} <%= 1 %> [x](javascript:alert(1))';
    expect(out(text)).toBe(text);
  });
});

const prose = fc
  .array(fc.constantFrom('车间', '没有', '护栏', '，', '。', '\n', '3楼', '的', ' ', '工人', '「', '12', 'A区', '😀', '2026年', '一层'), { maxLength: 12 })
  .map((words) => words.join('')); // prettier-ignore
const digit = fc.constantFrom(...'0123456789');
const number = (length: number) => fc.array(digit, { minLength: length, maxLength: length });
const phone = fc.tuple(fc.constantFrom(...'3456789'), number(9)).map(([two, rest]) => ['1', two, ...rest]);
const idNumber = fc.tuple(fc.constantFrom(...'123456789'), number(16), fc.constantFrom(...'0123456789'))
  .map(([one, rest, last]) => [one, ...rest, last]); // prettier-ignore
const written = (digits: readonly string[]) =>
  fc
    .tuple(
      fc.array(fc.constantFrom('', '', '', '', ' ', '-', '　', '－', ' - ', '\u200b', '.'), { minLength: digits.length, maxLength: digits.length }),
      fc.constantFrom('0123456789', '０１２３４５６７８９', '〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖', '洞幺二三四五六拐八勾', '٠١٢٣٤٥٦٧٨٩'),
    )
    .map(([gaps, numerals]) => digits.map((one, i) => (i === 0 ? '' : (gaps[i] ?? '')) + ([...numerals][Number(one)] ?? '')).join('')); // prettier-ignore

describe('whatever stands around it and however it is written', () => {
  test.each([
    ['a mobile number', phone],
    ['an ID number', idNumber],
  ])('%s never survives, the second one neither', (_, planted) => {
    fc.assert(
      fc.property(
        planted.chain((digits) => fc.tuple(fc.constant(digits), written(digits))),
        planted.chain((digits) => fc.tuple(fc.constant(digits), written(digits))),
        prose,
        prose,
        prose,
        ([first, firstText], [second, secondText], a, b, c) => {
          const copy = out(`${a}${firstText}${b}、${secondText}${c}`);
          for (const one of [first, second]) expect(digitsOf(copy)).not.toContain(one.join(''));
          expect(isRedacted(copy)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a plate never survives', () => {
    const body = fc.tuple(fc.constantFrom(...'新京粤黑'), fc.constantFrom(...'ABCF'), number(5));
    const gap = fc.constantFrom('', ' ', '·', '-', '　');
    fc.assert(
      fc.property(body, gap, gap, prose, prose, ([province, letter, digits], g, h, a, b) => {
        const copy = out(`${a}${province}${g}${letter}${h}${digits.join(h)}${b}`);
        expect(copy.replace(/[\s·\-　]/g, '')).not.toContain(`${letter}${digits.join('')}`);
        expect(copy).toContain('〔隐去');
      }),
    );
  });
});
