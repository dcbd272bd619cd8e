import { fileURLToPath } from 'node:url';
import { EnvProblem, readEnv } from '../env.ts';
import { buildSite } from './build-site.ts';
import { distFolder } from './dist-folder.ts';
import { HostRefusal } from './host-refusal.ts';
import { stopSignal } from './stop-signal.ts';

/** `npm run build`: the very build that `npm start` would make, remembered as such, so that it does not make it again. */
const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const stopping = stopSignal('正在停止……');
try {
  const env = readEnv();
  const dist = distFolder(PROJECT, env);
  console.log('正在生成网站，约一分钟……');
  await buildSite(PROJECT, dist, env.ANLAN_PUBLIC_URL, stopping);
  console.log(`网站已生成：${dist}`);
} catch (error) {
  if (!stopping.aborted)
    console.error(error instanceof HostRefusal || error instanceof EnvProblem ? error.message : error);
  process.exitCode = 1;
}
