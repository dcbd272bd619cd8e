import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { readEnv, type Env } from '../env.ts';
import { buildSite } from './build-site.ts';
import { isBuilt } from './build-stamp.ts';
import { checkBeforeBuilding } from './check-before-building.ts';
import { distFolder } from './dist-folder.ts';
import { HostRefusal } from './host-refusal.ts';
import { startServer, type RunningServer } from './node.ts';
import { stopSignal } from './stop-signal.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * `npm start`, `npm run demo` and `npm run dev`: builds what changed, serves it, says where things are, drains when
 * told to stop — at any moment, also while it is still starting. Resolves to the exit code once nothing of it runs.
 */
export async function runHost(mode: 'built' | 'dev'): Promise<number> {
  const stopping = stopSignal();
  let server: RunningServer | undefined;
  try {
    const env = readEnv();
    server = mode === 'dev' ? await startDev(env) : await startBuilt(env, stopping);
    if (env.ANLAN_DEMO && !stopping.aborted) {
      const { fillDemonstration } = await import('./demonstration.ts');
      await fillDemonstration(server);
    }
    if (!stopping.aborted) {
      console.log(welcome(env, server));
      flushCompileCache();
      await new Promise((resolve) => stopping.addEventListener('abort', resolve));
    }
    await server.stop();
    return 0;
  } catch (error) {
    // Told to stop while building: what was broken off is no failure.
    if (stopping.aborted && server === undefined) return 0;
    // A refusal is for the operator and is already in their language; anything else is a bug and keeps its stack.
    console.error(error instanceof HostRefusal || isPlainMessage(error) ? error.message : error);
    await server?.stop().catch(() => undefined);
    return 1;
  }
}

function welcome(env: Env, server: RunningServer): string {
  return `
安澜已启动${env.ANLAN_DEMO ? '（演示数据）' : ''}：${server.url}
数据目录：${server.dataFolder}${env.DATABASE_URL === undefined ? '' : '（数据库在 DATABASE_URL）'}
发布第一条预警：另开一个窗口，运行
  npm run -s anlan -- alert ingest 文件…      转发一份 CAP 文件或预警文字
  npm run -s anlan -- alert issue --help      发布本单位的预警
按 Ctrl-C 停止。`;
}

async function startBuilt(env: Env, stopping: AbortSignal): Promise<RunningServer> {
  const dist = distFolder(PROJECT, env);
  if (!(await isBuilt(PROJECT, dist, env.ANLAN_PUBLIC_URL))) {
    await checkBeforeBuilding(env);
    console.log('正在生成网站（第一次约一分钟，以后只在内容改动后重做）……');
    await buildSite(PROJECT, dist, env.ANLAN_PUBLIC_URL, stopping);
  }
  return startServer(env, dist);
}

async function startDev(env: Env): Promise<RunningServer> {
  const { startDevServer } = await import('./dev.ts');
  return startDevServer(env, PROJECT);
}

function isPlainMessage(error: unknown): error is Error {
  return error instanceof Error && /[\u4e00-\u9fff]/.test(error.message);
}
