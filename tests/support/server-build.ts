import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt, rememberBuild } from '../../functions/hosts/build-stamp.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the site that a server under test serves, unless that very build is there. */
export async function buildOnce(isDemonstration: boolean): Promise<void> {
  const dist = join(root, isDemonstration ? 'dist-demo' : 'dist');
  if (await isBuilt(root, dist)) return;
  rmSync(dist, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ANLAN_DEMO: isDemonstration ? '1' : '0',
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  });
  if (status !== 0) throw new Error(`the build of ${dist} ended with ${status}`);
  await rememberBuild(root, dist);
}

if (import.meta.main) await buildOnce(process.argv.includes('--demo'));
