import { fromBeijing, toInstant, type Instant } from './instant.ts';
import { normaliseAdcode, type Gazetteer } from './region.ts';

export interface RowProblem {
  /** 1 is the header line. */
  line: number;
  column: string;
  message: string;
}

export function failedRow(errors: RowProblem[]): { errors: RowProblem[] } {
  return { errors };
}

/** Reads cells of one row and collects what is wrong with them, so that a person mends a file in one go. */
export class RowReader {
  readonly errors: RowProblem[] = [];
  readonly warnings: RowProblem[] = [];
  readonly #row: Readonly<Record<string, string>>;
  readonly #line: number;
  readonly #columns: Readonly<Record<string, readonly string[]>>;

  constructor(
    row: Readonly<Record<string, string>>,
    line: number,
    columns: Readonly<Record<string, readonly string[]>>,
  ) {
    this.#row = row;
    this.#line = line;
    this.#columns = columns;
  }

  isEmpty(column: string): boolean {
    return this.#raw(column) === undefined;
  }

  /** One mistake a cell, the first found: what follows from it (必须填写 after 看不见的字符) only confuses. */
  error(column: string, message: string): void {
    const label = this.#label(column);
    if (!this.errors.some((known) => known.column === label))
      this.errors.push({ line: this.#line, column: label, message });
  }

  warn(column: string, message: string): void {
    this.warnings.push({ line: this.#line, column: this.#label(column), message });
  }

  /** Trimmed text, null when empty. Control characters are refused: they hide what a row really says. */
  text(column: string, max: number): string | null {
    const raw = this.#raw(column);
    if (raw === undefined) return null;
    const text = raw.trim();
    if (!text.isWellFormed() || /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text)) {
      this.error(column, '含有看不见的控制字符，请重新输入');
      return null;
    }
    if ([...text].length > max) this.error(column, `太长了，最多 ${max} 个字`);
    return text;
  }

  required(column: string, max: number): string {
    const text = this.text(column, max);
    if (text === null) this.error(column, '必须填写');
    return text ?? '';
  }

  number(column: string, min: number, max: number): number | null {
    const text = this.text(column, 30);
    if (text === null) return null;
    const value = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(text)
      ? Number(text.replaceAll(',', ''))
      : Number.NaN;
    if (Number.isNaN(value) || value < min || value > max) {
      this.error(column, `“${text}”不是 ${min} 到 ${max} 之间的数字`);
      return null;
    }
    return value;
  }

  /** A value by its English id or its Chinese word; the parenthesised part of a word may be left out. */
  choice<T extends string>(
    column: string,
    allowed: readonly T[],
    words: Partial<Record<T, string>>,
  ): T | null {
    const text = this.text(column, 60);
    return text === null ? null : this.#oneOf(column, text, allowed, words);
  }

  choices<T extends string>(
    column: string,
    allowed: readonly T[],
    words: Partial<Record<T, string>>,
  ): T[] | null {
    const text = this.text(column, 300);
    if (text === null) return null;
    const found = text
      .split(/[、，,;；|\s]+/)
      .filter((part) => part !== '')
      .map((part) => this.#oneOf(column, part, allowed, words));
    return [...new Set(found.filter((value) => value !== null))];
  }

  yesNo(column: string): boolean | null {
    const text = this.text(column, 10);
    if (text === null) return null;
    if (['是', '有', '可', '可以', 'yes', 'true', '1'].includes(text.toLowerCase())) return true;
    if (['否', '无', '没有', '不可', '不可以', 'no', 'false', '0'].includes(text.toLowerCase())) return false;
    this.error(column, `“${text}”要写成“是”或“否”，不清楚就留空`);
    return null;
  }

  /** A Beijing date, or date and time, or an instant with an offset. */
  instant(column: string): Instant | null {
    const text = this.text(column, 40);
    if (text === null) return null;
    const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(
      text,
    );
    const numbers = parts?.slice(1).map((part) => Number(part || 0)) ?? [];
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
    const at = parts === null ? parseOffset(text) : fromBeijing(year, month, day, hour, minute, second);
    if (at === null) this.error(column, `“${text}”不是日期，请写成 2026-11-01 或 2026-11-01 08:30`);
    return at;
  }

  phone(column: string): string | null {
    const text = this.text(column, 40);
    if (text !== null && !/^[\d+()（）\- 转、]{3,40}$/.test(text))
      this.error(column, `“${text}”不是电话号码`);
    return text;
  }

  region(column: string, gazetteer: Gazetteer): string {
    const text = this.required(column, 20);
    const adcode = normaliseAdcode(text);
    if (text !== '' && (adcode === null || gazetteer.find(adcode) === null))
      this.error(column, `没有区划代码 ${text}，请填 6 位县级或 9 位乡镇级代码`);
    return adcode ?? '';
  }

  /** The first filled cell among a column's names. */
  #raw(column: string): string | undefined {
    const names = [column, ...(this.#columns[column] ?? [])];
    return names.map((name) => this.#row[name]).find((value) => value !== undefined && value.trim() !== '');
  }

  #label(column: string): string {
    return this.#columns[column]?.[0] ?? column;
  }

  #oneOf<T extends string>(
    column: string,
    text: string,
    allowed: readonly T[],
    words: Partial<Record<T, string>>,
  ): T | null {
    const bare = (word: string): string => word.replace(/[（(].*$/, '');
    const found = allowed.find(
      (id) => id === text || words[id] === text || bare(words[id] ?? id) === bare(text),
    );
    if (found === undefined)
      this.error(column, `“${text}”不在可选范围：${allowed.map((id) => words[id] ?? id).join('、')}`);
    return found ?? null;
  }
}

function parseOffset(text: string): Instant | null {
  return /(?:Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))
    ? toInstant(Date.parse(text))
    : null;
}
