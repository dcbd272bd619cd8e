import type { AstroIntegration } from 'astro';
import { writeFile } from 'node:fs/promises';

/**
 * The smallest Astro adapter: `dist/server/entry.mjs` exports `render(request, locals)`, Request in, Response out.
 * The host caches, compresses and adds headers around it; the usual Node adapter writes to the socket itself,
 * so an on-demand page could not be held for five seconds or dropped when a warning changes.
 */
export function portalAdapter(): AstroIntegration {
  let outDir = new URL('../../dist/', import.meta.url);
  let policies: { pathname: string; policy: string }[] = [];
  return {
    name: 'anlan-portal-adapter',
    hooks: {
      'astro:config:done': ({ setAdapter, config }) => {
        outDir = config.outDir;
        setAdapter({
          name: 'anlan-portal-adapter',
          entrypointResolution: 'auto',
          serverEntrypoint: new URL('./server-entry.ts', import.meta.url),
          // Policies of prerendered pages go into headers: a meta element cannot forbid framing.
          adapterFeatures: { buildOutput: 'server', staticHeaders: true },
          supportedAstroFeatures: {
            staticOutput: 'stable',
            serverOutput: 'stable',
            hybridOutput: 'stable',
            sharpImageService: 'stable',
          },
        });
      },
      'astro:build:generated': ({ routeToHeaders }) => {
        policies = [...(routeToHeaders ?? [])].flatMap(([pathname, { headers }]) => {
          const policy = headers.get('content-security-policy');
          return policy === null ? [] : [{ pathname, policy }];
        });
      },
      'astro:build:done': async () => {
        await writeFile(new URL('policies.json', outDir), JSON.stringify(policies));
      },
    },
  };
}
