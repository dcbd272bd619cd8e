import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildEnvironment } from '../env.ts';
import { forgetBuild, rememberBuild } from './build-stamp.ts';
import { HostRefusal } from './host-refusal.ts';

/** Builds the site into `dist` in a process of its own, broken off by `stopping`. Throws HostRefusal with what it said. */
export async function buildSite(
  project: string,
  dist: string,
  publicUrl: string | undefined,
  stopping: AbortSignal,
): Promise<void> {
  // From here on the folder holds neither the old site nor the new one, until it is done.
  await forgetBuild(dist);
  const child = spawn(process.execPath, [join(project, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: buildEnvironment(),
  });
  const stop = (): void => void child.kill('SIGTERM');
  stopping.addEventListener('abort', stop);
  if (stopping.aborted) stop();
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  stopping.removeEventListener('abort', stop);
  if (child.exitCode !== 0) throw new HostRefusal(`网站没有生成：\n${said.slice(-4000)}`);
  await rememberBuild(project, dist, publicUrl);
}
