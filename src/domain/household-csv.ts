import { householdText, type Household } from './household.ts';
import { MAX_CALL_HOUSEHOLDS } from './call-report.ts';

/** The columns as they are written; read back in any order, and by the names that village lists use. */
const COLUMNS = ['姓名', '电话', '备注'] as const;
const NAMES: Record<(typeof COLUMNS)[number], readonly string[]> = {
  姓名: ['姓名', '户主', '户主姓名', '名字', '称呼'],
  电话: ['电话', '手机', '手机号', '联系电话', '电话号码'],
  备注: ['备注', '说明', '住址', '地址', '村组', '门牌'],
};

/** A cell that begins like this is a formula to a spreadsheet: it would run on the desk of whoever opens the file. */
const FORMULA = /^[=+\-@\t\r]/;

const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
const unguarded = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text);
const cell = (text: string): string => `"${guarded(text).replace(/"/g, '""')}"`;

/** A file that a spreadsheet opens with Chinese intact (hence the mark at its start) and runs nothing of. */
export function writeHouseholds(households: readonly Household[]): string {
  const rows = households.map(({ name, phone, note }) => [name, phone, note].map(cell).join(','));
  return `\uFEFF${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

export interface ReadHouseholds {
  households: Omit<Household, 'id'>[];
  /** Lines of the file that were left out, with the reason; 1 is the first line. */
  skipped: { line: number; reason: string }[];
}

/**
 * Rows of a file as households. With a heading the columns may stand in any order; without one they are name,
 * telephone, note. A line without a name is left out and told, never guessed.
 */
export function readHouseholds(rows: readonly (readonly string[])[]): ReadHouseholds {
  const heading = (rows[0] ?? []).map((text) => text.replace(/^\uFEFF/, '').trim());
  const at = COLUMNS.map((column) => heading.findIndex((text) => NAMES[column].includes(text)));
  const hasHeading = at[0] !== -1;
  const [name = 0, phone = 1, note = 2] = hasHeading ? at : [0, 1, 2];
  const result: ReadHouseholds = { households: [], skipped: [] };
  for (const [index, row] of rows.entries()) {
    if (hasHeading && index === 0) continue;
    const line = index + 1;
    const text = (column: number): string => householdText(unguarded((row[column] ?? '').trim()));
    if (row.every((one) => one.trim() === '')) continue;
    if (text(name) === '') result.skipped.push({ line, reason: '没有姓名' });
    else if (result.households.length >= MAX_CALL_HOUSEHOLDS)
      result.skipped.push({ line, reason: `超过 ${MAX_CALL_HOUSEHOLDS} 户` });
    else result.households.push({ name: text(name), phone: text(phone), note: text(note) });
  }
  return result;
}
