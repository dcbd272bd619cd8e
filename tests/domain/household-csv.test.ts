import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { callCounts, uncalled, type Household } from '../../src/domain/household.ts';
import { readHouseholds, writeHouseholds } from '../../src/domain/household-csv.ts';

const rowsOf = (text: string): string[][] =>
  parse(text, { bom: true, relaxColumnCount: true }) as unknown as string[][];
const household = (change: Partial<Household> = {}): Household => ({
  id: '1',
  name: '阿依古丽',
  phone: '13800000000',
  note: '三组 12 号，独居',
  ...change,
});

describe('a list of households as a file', () => {
  test('comes back as it was written, whatever is in it', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.record({ name: text, phone: text, note: text }), { maxLength: 20 }), (list) => {
        // What a first reading leaves of it is what must survive every further one.
        const once = readHouseholds(list.map(({ name, phone, note }) => [name, phone, note])).households;
        const known = once.filter(({ name }) => !['姓名', '户主', '户主姓名', '名字', '称呼'].includes(name));
        const written = writeHouseholds(known.map((one) => ({ id: 'x', ...one })));
        expect(readHouseholds(rowsOf(written)).households).toEqual(known);
      }),
    );
  });

  test.each(['=HYPERLINK("http://x")', '+8613800000000', '-1+1', '@SUM(A1)'])(
    '%s is no formula to a spreadsheet, and comes back without its guard',
    (evil) => {
      const written = writeHouseholds([household({ name: evil, phone: evil })]);
      for (const cell of rowsOf(written)[1] ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect(readHouseholds(rowsOf(written)).households[0]?.name).toBe(evil);
    },
  );

  test('is read by the names a village gives its columns, in any order', () => {
    const rows = rowsOf('\uFEFF序号,联系电话,户主姓名,住址\n1,0901-123456,王五,一组\n');
    expect(readHouseholds(rows).households).toEqual([{ name: '王五', phone: '0901-123456', note: '一组' }]);
  });

  test('without a heading is name, telephone, note', () => {
    expect(readHouseholds([['王五', '110', 'x'], ['赵六']]).households).toEqual([
      { name: '王五', phone: '110', note: 'x' },
      { name: '赵六', phone: '', note: '' },
    ]);
  });

  test('tells which lines it left out; empty ones are no loss', () => {
    const read = readHouseholds([
      ['姓名', '电话'],
      ['', '110'],
      ['', ''],
      ['王五', ''],
    ]);
    expect(read.skipped).toEqual([{ line: 2, reason: '没有姓名' }]);
    expect(read.households).toHaveLength(1);
  });

  test('takes two thousand and says of the rest that they were left out', () => {
    const read = readHouseholds(Array.from({ length: 2003 }, (_, i) => [`户${i}`]));
    expect([read.households.length, read.skipped.length]).toEqual([2000, 3]);
  });

  test('hostile text is one short line that reads from left to right', () => {
    const [one] = readHouseholds([['王\u202E五\n\u0000', 'x'.repeat(100_000), '']]).households;
    expect(one?.name).toBe('王五');
    expect(one?.phone).toHaveLength(60);
  });
});

test('the counts are of those still on the list: a tick for a household taken off counts no more', () => {
  const list = [household(), household({ id: '2' }), household({ id: '3' })];
  const called = new Set(['2', 'gone']);
  expect(callCounts(list, called)).toEqual({ total: 3, done: 1 });
  expect(uncalled(list, called).map(({ id }) => id)).toEqual(['1', '3']);
});
