import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { faultText } from '../content/fault.ts';
import { verifyContent } from '../content/verify.ts';
import { beijingParts, type Instant } from '../domain/instant.ts';

/** A document is wrong: the message names every file, field, value and what may stand there. */
export class ContentError extends Error {
  constructor(lines: readonly string[]) {
    super(`内容有 ${lines.length} 处错误，已停止生成：\n${lines.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ContentError';
  }
}

/** What contentlayer wrote, by its exports in `.contentlayer/generated`. */
const INDEXES = [
  'Guide', 'Hazard', 'RegionProfile', 'PageText', 'WarningTemplate', 'HotlineList', 'KitAdvice', 'SiteSettings',
] as const; // prettier-ignore

/**
 * Judges every document of `<projectRoot>/content`, then has contentlayer turn them into `.contentlayer/generated`.
 * Throws ContentError on any error. Returns the warnings, e.g. guides past their review date.
 */
export async function prepareContent(
  projectRoot: string,
  now: Instant,
): Promise<{ documentCount: number; warnings: readonly string[] }> {
  const { errors, warnings, documentCount } = verifyContent(join(projectRoot, 'content'), dayOf(now));
  // First, because contentlayer says less: it names neither the value nor what may stand there.
  if (errors.length > 0) throw new ContentError(errors.map(faultText));
  await runContentlayer(projectRoot);
  const generated = INDEXES.reduce((count, name) => count + generatedCount(projectRoot, name), 0);
  if (generated !== documentCount) {
    throw new ContentError([`contentlayer 只生成了 ${generated} 份文档，文件有 ${documentCount} 份`]);
  }
  return { documentCount, warnings: warnings.map(faultText) };
}

/** Documents in one generated index: a list, or one object for what there is exactly one of. */
function generatedCount(projectRoot: string, name: string): number {
  const path = join(projectRoot, '.contentlayer', 'generated', name, '_index.json');
  const index: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return Array.isArray(index) ? index.length : 1;
}

/** In a process of its own: contentlayer ends its process on a failure, and keeps its watcher's handles open. */
async function runContentlayer(projectRoot: string): Promise<void> {
  // Its cache goes by the time a file was changed, and would keep a file put back with an old date.
  rmSync(join(projectRoot, '.contentlayer', '.cache'), { recursive: true, force: true });
  const manifest = createRequire(join(projectRoot, 'package.json')).resolve('contentlayer/package.json');
  const child = spawn(process.execPath, [join(dirname(manifest), 'bin', 'cli.cjs'), 'build'], {
    cwd: projectRoot,
    // It believes the shell's PWD rather than the folder it runs in, and would build another checkout's content.
    env: { ...process.env, PWD: projectRoot, INIT_CWD: projectRoot },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new ContentError([`contentlayer 没有完成：${output.trim()}`]);
}

function dayOf(now: Instant): string {
  const { year, month, day } = beijingParts(now);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
