import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanLine,
  cleanLines,
  codePoints,
  MAX_MARKS,
  personalTraces,
} from '../../src/domain/tip-off-text.ts';

const lines = (text: string, max = 5000) => cleanLines(text, max, 'text');
const family = '👨‍👩‍👧';

describe('text of a tip-off', () => {
  test('limits count code points: an emoji family is five', () => {
    expect(codePoints(family)).toBe(5);
    expect(lines(family.repeat(1000))).toEqual({ ok: true, value: family.repeat(1000) });
    expect(lines(`${family.repeat(1000)}字`)).toEqual({
      ok: false,
      problem: { word: 'text-too-long', path: 'text', detail: '最多 5000 个字' },
    });
    expect(lines('灾'.repeat(5000)).ok).toBe(true);
    expect(lines('灾'.repeat(5001)).ok).toBe(false);
  });

  test('a megabyte of text is refused', () => {
    expect(lines('字'.repeat(1_000_000)).ok).toBe(false);
  });

  test('NUL and lone surrogates are refused by a word, never stored', () => {
    for (const bad of ['a\0b', 'a\ud800', '\udc00b', '\udc00\ud800'])
      expect(lines(bad)).toEqual({ ok: false, problem: { word: 'text-invalid', path: 'text' } });
  });

  test('line ends are unified and blank lines bounded, other controls removed', () => {
    expect(lines('一\r\n二\r三\u2028四')).toEqual({ ok: true, value: '一\n二\n三\n四' });
    expect(lines(`一${'\n'.repeat(4000)}二`)).toEqual({ ok: true, value: '一\n\n二' });
    expect(lines('一\u0007\u001b[31m二\u0085\u200b\ufeff')).toEqual({ ok: true, value: '一[31m二' });
  });

  test('a stack of combining marks is cut, a Uyghur or Vietnamese word is not', () => {
    expect(lines(`e${'\u0301'.repeat(50)}`)).toEqual({ ok: true, value: `e${'\u0301'.repeat(MAX_MARKS)}` });
    expect(lines('e\u0323\u0302').ok && lines('e\u0323\u0302')).toEqual({ ok: true, value: 'e\u0323\u0302' });
  });

  test('markup and template marks stay literal text', () => {
    for (const literal of [
      '<script>alert(1)</script>',
      '{{7*7}} ${7*7} <%= 1 %>',
      "' OR 1=1 --",
      '__proto__',
    ])
      expect(lines(literal)).toEqual({ ok: true, value: literal });
  });

  test('direction controls leave a single line and stay in a text of several lines', () => {
    expect(cleanLine('化工厂\u202Egpj.exe\n东门', 200, 'place')).toEqual({
      ok: true,
      value: '化工厂gpj.exe 东门',
    });
    expect(lines('\u2067ئۇيغۇرچە\u2069')).toEqual({ ok: true, value: '\u2067ئۇيغۇرچە\u2069' });
  });

  test('what was cleaned once does not change when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const once = lines(text);
        if (!once.ok) return;
        expect(lines(once.value)).toEqual(once);
        expect(once.value.isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('traces of a person in free text', () => {
  test('mobile numbers, ID numbers and plates are noticed however they are spaced', () => {
    expect(personalTraces('请打 139 0000 0000')).toEqual(['phone']);
    expect(personalTraces('１３９００００００００')).toEqual(['phone']);
    expect(personalTraces('证号 65422519900101001X')).toEqual(['id-number']);
    expect(personalTraces('车牌新A·D12345 和新H12345')).toEqual(['plate']);
  });

  test('amounts, dates and case numbers are not taken for a person', () => {
    expect(personalTraces('2026-07-01 发现，距路边 1390000 米，GB 12345 有 3 处')).toEqual([]);
  });
});
