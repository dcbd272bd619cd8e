import type { Household } from '../domain/household.ts';
import { readHouseholds, writeHouseholds, type ReadHouseholds } from '../domain/household-csv.ts';

/*
 * The list as a file, and sealed with a passphrase. Both libraries are large and seldom needed: loaded on request.
 * Sealing is the age format, so that a sealed file can be opened without this portal too.
 */

const MAX_FILE_BYTES = 2 * 1024 * 1024;
/** About a second on an old telephone; each guess costs a thief as much. */
const SCRYPT_WORK = 15;
const AGE_MARK = 'age-encryption.org/v1';

export type ImportOutcome = ReadHouseholds | { problem: string };

/** A CSV file, or a sealed one with its passphrase. Nothing of it goes anywhere. */
export async function importFile(file: File, passphrase: string): Promise<ImportOutcome> {
  if (file.size > MAX_FILE_BYTES) return { problem: '文件超过 2 MB，不像是名单。' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = new TextDecoder().decode(bytes.slice(0, AGE_MARK.length));
  if (start !== AGE_MARK) return readText(textOf(bytes));
  if (passphrase === '') return { problem: '这个文件加了口令，请先填口令再选文件。' };
  const text = await unsealText(bytes, passphrase);
  return text === null ? { problem: '口令不对，文件没有打开。' } : readText(text);
}

/** 村里的表多半是 Excel 存的：不是 UTF-8，就按 GBK 读。 */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gbk').decode(bytes);
  }
}

async function readText(text: string): Promise<ImportOutcome> {
  if (text.includes('\0')) return { problem: '这不是 CSV 文件。Excel 表请先“另存为 CSV”。' };
  const { parse } = await import('csv-parse/browser/esm/sync');
  try {
    const rows = parse(text, { bom: true, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: false });
    return readHouseholds(rows as unknown as string[][]);
  } catch {
    return { problem: '文件的格式读不懂。Excel 表请先“另存为 CSV”。' };
  }
}

/** Offers the list as a file: sealed when there is a passphrase, else readable, and named as what it is. */
export async function exportFile(households: readonly Household[], passphrase: string | null): Promise<void> {
  const text = writeHouseholds(households);
  const isSealed = passphrase !== null;
  const body: BlobPart = isSealed ? ((await sealText(text, passphrase)) as Uint8Array<ArrayBuffer>) : text;
  const url = URL.createObjectURL(
    new Blob([body], { type: isSealed ? 'application/octet-stream' : 'text/csv' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = isSealed ? '叫应名单.csv.age' : '叫应名单.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export async function sealText(text: string, passphrase: string): Promise<Uint8Array> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(SCRYPT_WORK);
  return encrypter.encrypt(text);
}

/** Null when the passphrase is wrong or the file is damaged: nobody can tell which. */
export async function unsealText(sealed: Uint8Array, passphrase: string): Promise<string | null> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(sealed, 'text').catch(() => null);
}
