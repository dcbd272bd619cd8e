import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { precacheList, stylesheetsOf } from './precache-list.ts';

/** Bundles the service worker into `sw.js` once the site is built, with the list of what it keeps from the first visit. */
export function serviceWorkerIntegration(): AstroIntegration {
  return {
    name: 'anlan-service-worker',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const client = fileURLToPath(dir);
        const list = await precacheList(client);
        await build({
          entryPoints: [fileURLToPath(new URL('../service-worker/worker.ts', import.meta.url))],
          outfile: fileURLToPath(new URL('sw.js', dir)),
          bundle: true,
          minify: true,
          format: 'iife',
          target: 'es2022',
          legalComments: 'none',
          // A directory's tsconfig would bring the strict checks of the editor into the bundler; it needs none.
          tsconfigRaw: '{}',
          define: {
            'process.env.NODE_ENV': '"production"',
            __PRECACHE__: JSON.stringify(list),
            __STYLESHEETS__: JSON.stringify(await stylesheetsOf(client, 'offline/index.html')),
          },
        });
        logger.info(`${list.length} files for offline use`);
      },
    },
  };
}
