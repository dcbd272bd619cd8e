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
  const table = await readTable(bytes);
  if (!table.ok) return table;
  const { columns, rows } = table.value;
  const known = new Set(Object.entries(SHELTER_COLUMNS).flatMap(([id, names]) => [id, ...names]));
  const errors: RowProblem[] = [];
  const warnings: RowProblem[] = [];
  const shelters = new Map<string, Shelter>();
  rows.forEach(({ row, line }) => {
    const result = readShelterRow(row, line, deps.gazetteer, deps.isDemonstration);
    if ('errors' in result) return void errors.push(...result.errors);
    warnings.push(...result.warnings);
    if (shelters.has(result.shelter.id))
      errors.push({ line, column: '编号', message: `编号 ${result.shelter.id} 重复` });
    shelters.set(result.shelter.id, result.shelter);
  });
  const isSaving = !isDryRun && errors.length === 0 && shelters.size > 0;
  return ok({
    rows: rows.length,
    readable: shelters.size,
    errors,
    warnings,
    unknownColumns: columns.filter((column) => column !== '' && !known.has(column)),
    saved: isSaving ? await deps.store.saveShelters([...shelters.values()]) : null,
  });
}

interface Table {
  columns: string[];
  /** `line`: where the row ends in the file, as an editor counts; blank lines are counted but not read. */
  rows: { line: number; row: Record<string, string> }[];
}

async function readTable(bytes: Uint8Array): Promise<Result<Table>> {
  const text = decodeTable(bytes);
  if (text === null) return failed('shelter-file-invalid', undefined, '文件编码不是 UTF-8 或 GB18030');
  // Loaded at the first import, which most starts of the server never see.
  const { parse, CsvError } = await import('csv-parse/sync');
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const [header, ...lines] = records;
    if (header === undefined || lines.length === 0)
      return failed('shelter-file-invalid', undefined, '文件里没有数据，第一行应是列名');
    if (lines.length > MAX_ROWS) return failed('shelter-file-invalid', undefined, `最多 ${MAX_ROWS} 行`);
    const columns = header.record;
    const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
    if (twice !== undefined)
      return failed('shelter-file-invalid', undefined, `列名“${twice.slice(0, 40)}”出现了两次`);
    const rows = lines.map(({ record, info }) => ({
      line: info.lines,
      row: Object.fromEntries(columns.map((name, i) => [name, record[i] ?? ''])),
    }));
    return ok({ columns, rows });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { lines?: number };
    const where = lines === undefined ? '' : `，在第 ${lines} 行附近`;
    return failed('shelter-file-invalid', undefined, `CSV 格式有误${where}`);
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
