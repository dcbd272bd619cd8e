import { parse } from 'csv-parse/sync';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { Gazetteer } from '../../src/domain/region.ts';
import type { RowProblem } from '../../src/domain/shelter-cells.ts';
import { readShelterRow, SHELTER_COLUMNS } from '../../src/domain/shelter-row.ts';
import type { Shelter } from '../../src/domain/shelter.ts';
import type { ShelterStore } from '../store/store.ts';

export interface ShelterImportDeps {
  store: ShelterStore;
  gazetteer: Gazetteer;
  isDemonstration: boolean;
}

export interface ShelterReport {
  rows: number;
  readable: number;
  errors: readonly RowProblem[];
  warnings: readonly RowProblem[];
  unknownColumns: readonly string[];
  /** Null on a dry run, and when there was any error: all rows or none. */
  saved: { inserted: number; updated: number } | null;
}

const MAX_ROWS = 20_000;

/** Reads a table of shelters (CSV, UTF-8 or GB 18030) and stores it whole, or reports every mistake and stores nothing. */
export async function importShelters(
  deps: ShelterImportDeps,
  bytes: Uint8Array,
  isDryRun: boolean,
): Promise<Result<ShelterReport>> {
  const table = readTable(bytes);
  if (!table.ok) return table;
  const { columns, rows } = table.value;
  const known = new Set(Object.entries(SHELTER_COLUMNS).flatMap(([id, names]) => [id, ...names]));
  const errors: RowProblem[] = [];
  const warnings: RowProblem[] = [];
  const shelters = new Map<string, Shelter>();
  rows.forEach((row, index) => {
    const result = readShelterRow(row, index + 2, deps.gazetteer, deps.isDemonstration);
    if ('errors' in result) return void errors.push(...result.errors);
    warnings.push(...result.warnings);
    if (shelters.has(result.shelter.id))
      errors.push({ line: index + 2, column: '编号', message: `编号 ${result.shelter.id} 重复` });
    shelters.set(result.shelter.id, result.shelter);
  });
  const isSaving = !isDryRun && errors.length === 0 && shelters.size > 0;
  return ok({
    rows: rows.length,
    readable: shelters.size,
    errors,
    warnings,
    unknownColumns: columns.filter((column) => !known.has(column)),
    saved: isSaving ? await deps.store.saveShelters([...shelters.values()]) : null,
  });
}

function readTable(bytes: Uint8Array): Result<{ columns: string[]; rows: Record<string, string>[] }> {
  const text = decodeTable(bytes);
  if (text === null) return failed('shelter-file-invalid', undefined, '文件编码不是 UTF-8 或 GB18030');
  try {
    const [header, ...lines] = parse(text, {
      bom: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: false,
    });
    if (header === undefined || lines.length === 0)
      return failed('shelter-file-invalid', undefined, '文件里没有数据，第一行应是列名');
    if (lines.length > MAX_ROWS) return failed('shelter-file-invalid', undefined, `最多 ${MAX_ROWS} 行`);
    const rows = lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i] ?? ''])));
    return ok({ columns: header, rows });
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    return failed(
      'shelter-file-invalid',
      undefined,
      `CSV 格式有误${line === undefined ? '' : `，在第 ${line} 行附近`}`,
    );
  }
}

function decodeTable(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue; // not this encoding
    }
  return null;
}
