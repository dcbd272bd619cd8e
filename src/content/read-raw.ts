import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, visit } from 'yaml';
import { fault, type ContentFault } from './fault.ts';

/** A content file as it stands on disk, read and not yet judged. */
export interface RawDocument {
  file: string;
  slug: string;
  data: unknown;
}

/** Reads one YAML file; null with faults when it is missing, empty or no YAML (duplicate keys included). */
export function readYaml(root: string, file: string, faults: ContentFault[]): unknown {
  const path = join(root, file);
  if (!existsSync(path)) {
    faults.push(fault(file, '', undefined, '缺少这个文件'));
    return null;
  }
  // uniqueKeys: of two equal keys the second would silently win.
  const document = parseDocument(readFileSync(path, 'utf8'), { uniqueKeys: true, prettyErrors: true });
  for (const error of [...document.errors, ...document.warnings]) {
    const line = error.linePos?.[0].line;
    faults.push(
      fault(
        file,
        '',
        undefined,
        `YAML 写法有误${line === undefined ? '' : `（第 ${line} 行）`}：${error.message.split('\n')[0]}`,
      ),
    );
  }
  let hasAlias = false;
  visit(document, { Alias: () => void (hasAlias = true) });
  // Nested aliases grow without bound, and an editor does not see what stands behind one.
  if (hasAlias) faults.push(fault(file, '', undefined, 'YAML 写法有误：请把内容写全，不用 & 和 * 引用'));
  if (hasAlias || document.errors.length > 0) return null;
  const data: unknown = document.toJS();
  if (data === null || data === undefined) {
    faults.push(fault(file, '', undefined, '文件是空的'));
    return null;
  }
  return data;
}

/** Every document of a folder in the order of names. Foreign files and a slug taken twice are faults. */
export function readFolder(
  root: string,
  folder: string,
  besides: readonly string[],
  faults: ContentFault[],
): readonly RawDocument[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  const documents: RawDocument[] = [];
  const files = new Map<string, string>();
  for (const entry of readdirSync(path, { withFileTypes: true }).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const file = `${folder}/${entry.name}`;
    if (besides.includes(entry.name)) continue;
    const match = /^(.+)\.(yaml|yml|json|md|mdx)$/.exec(entry.name);
    const slug = match?.[1];
    if (!entry.isFile() || slug === undefined) {
      faults.push(fault(file, '', undefined, '这个文件夹里只放 .yaml 文件'));
      continue;
    }
    const twin = files.get(slug);
    if (twin !== undefined)
      faults.push(fault(file, '', undefined, `与 content/${twin} 重名：文件名（不含结尾）不能相同`));
    files.set(slug, file);
    if (match?.[2] !== 'yaml') {
      faults.push(fault(file, '', undefined, '文件名要以 .yaml 结尾'));
      continue;
    }
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
      faults.push(fault(file, '', slug, '文件名只能用小写英文字母、数字和短横线'));
      continue;
    }
    const data = readYaml(root, file, faults);
    if (data !== null) documents.push({ file, slug, data });
  }
  return documents;
}

/** The divisions of the country by code. Kept by the regions room; only the names are needed here. */
export function readPlaces(root: string, faults: ContentFault[]): ReadonlyMap<string, string> {
  const file = 'regions/divisions.json';
  const path = join(root, file);
  if (!existsSync(path)) {
    faults.push(fault(file, '', undefined, '缺少这个文件，无法核对区划代码'));
    return new Map();
  }
  const { places } = JSON.parse(readFileSync(path, 'utf8')) as { places: Record<string, string> };
  return new Map(Object.entries(places));
}
