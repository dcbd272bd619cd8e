import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, harmlessCell } from '../../src/domain/csv.ts';

describe('a cell that goes out', () => {
  it.each([
    '=HYPERLINK("http://evil.example","点我")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\tcmd',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    ' =1+1',
    '\u200b=1+1',
    '\0=1+1',
  ])('%j is no formula', (text) => {
    expect(harmlessCell(text)).toMatch(/^'/);
  });

  it.each(['', '2026-000001', '瞒报一案', '12.50', '《办法》=1', "'=1"])('%j stays as it is', (text) => {
    expect(harmlessCell(text)).toBe(text);
  });
});

describe('a CSV file', () => {
  it('begins with the mark that Excel reads Chinese by and keeps separators, quotes and line breaks', () => {
    const rows = [
      ['编号', '说明'],
      ['2026-000001', '甲,"乙"\r\n丙'],
    ];
    const text = csvText(rows);
    expect(text.startsWith('\uFEFF编号,说明\r\n')).toBe(true);
    expect(parse(text, { bom: true })).toEqual(rows);
  });

  it('whatever is in it is read back cell by cell, and no cell begins a formula', () => {
    const cell = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const read = parse(csvText(rows), { bom: true, skip_empty_lines: false });
        expect(read).toEqual(rows.map((row) => row.map(harmlessCell)));
        for (const one of read.flat()) expect(one).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
      }),
    );
  });
});
