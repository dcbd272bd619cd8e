import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEnvironment, readEnv, type Env } from '../env.ts';
import { isBuilt, rememberBuild } from './build-stamp.ts';
import { HostRefusal } from './host-refusal.ts';
import { startServer, type RunningServer } from './node.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** `npm start` and `npm run demo`: builds what changed, serves it, says where things are, drains on Ctrl-C. */
async function main(): Promise<void> {
  const env = readEnv();
  const server = process.argv.includes('--dev') ? await startDev(env) : await startBuilt(env);
  if (env.ANLAN_DEMO) {
    const { fillDemonstration } = await import('./demonstration.ts');
    await fillDemonstration(server);
  }
  console.log(`
安澜已启动${env.ANLAN_DEMO ? '（演示数据）' : ''}：${server.url}
数据目录：${server.dataFolder}${env.DATABASE_URL === undefined ? '' : '（数据库在 DATABASE_URL）'}
发布第一条预警：另开一个窗口，运行
  npm run -s anlan -- alert ingest 文件…      转发一份 CAP 文件或预警文字
  npm run -s anlan -- alert issue --help      发布本单位的预警
按 Ctrl-C 停止。`);
  const stop = (): void => {
    console.log('正在停止：等待处理中的请求和任务，然后关闭数据库……');
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function startBuilt(env: Env): Promise<RunningServer> {
  const dist = join(PROJECT, env.ANLAN_DIST ?? (env.ANLAN_DEMO ? 'dist-demo' : 'dist'));
  if (!(await isBuilt(PROJECT, dist, env.ANLAN_PUBLIC_URL))) {
    console.log('正在生成网站（第一次约一分钟，以后只在内容改动后重做）……');
    const astro = join(PROJECT, 'node_modules', 'astro', 'bin', 'astro.mjs');
    const built = spawnSync(process.execPath, [astro, 'build'], {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: buildEnvironment(),
      encoding: 'utf8',
    });
    if (built.status !== 0) throw new HostRefusal(`网站没有生成：\n${built.stdout.slice(-4000)}`);
    await rememberBuild(PROJECT, dist, env.ANLAN_PUBLIC_URL);
  }
  return startServer(env, dist);
}

async function startDev(env: Env): Promise<RunningServer> {
  const { startDevServer } = await import('./dev.ts');
  return startDevServer(env, PROJECT);
}

main().catch((error: unknown) => {
  // A refusal is for the operator and is already in their language; anything else is a bug and keeps its stack.
  console.error(error instanceof HostRefusal || isPlainMessage(error) ? error.message : error);
  process.exit(1);
});

function isPlainMessage(error: unknown): error is Error {
  return error instanceof Error && /[\u4e00-\u9fff]/.test(error.message);
}
