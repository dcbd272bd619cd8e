import { csvText, harmlessCell } from '../../src/domain/csv.ts';

/** Rows of text as a file that opens in a spreadsheet and in which nothing is ever run. */
export interface Sheet {
  /** ASCII, without ending: the name of the download. */
  name: string;
  title: string;
  rows: readonly (readonly string[])[];
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function csvResponse({ name, rows }: Sheet): Response {
  return download(csvText(rows), 'text/csv; charset=utf-8', `${name}.csv`);
}

/** Every cell is a text cell, numbers too: a sum of money is not reckoned again by a program, nor a case no. shortened. */
export async function xlsxResponse({ name, title, rows }: Sheet): Promise<Response> {
  // Loaded when somebody exports: no start waits for it.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const cells = rows.map((row) =>
    row.map((text) => ({ value: withoutControls(harmlessCell(text)), type: String })),
  );
  const bytes = await writeXlsxFile(cells, { sheet: title }).toBuffer();
  return download(Uint8Array.from(bytes), XLSX, `${name}.xlsx`);
}

/** XML has no place for them, and a file that does not open is no export. */
const withoutControls = (text: string): string =>
  text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');

function download(body: BodyInit, type: string, fileName: string): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
