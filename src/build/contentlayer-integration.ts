import type { AstroIntegration } from 'astro';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PIPELINE_PLACES } from '../content/document-types.ts';
import { toInstant } from '../domain/instant.ts';
import { ContentError, prepareContent } from './prepare-content.ts';

/**
 * Prepares the content before anything else is built; a bad document stops the build. In development a changed
 * document is prepared again, and a mistake is said in the terminal while the last good content stays.
 */
export function contentlayerIntegration(): AstroIntegration {
  let projectRoot = '';
  return {
    name: 'anlan-content',
    hooks: {
      'astro:config:setup': async ({ config, command, updateConfig, logger }) => {
        projectRoot = fileURLToPath(config.root);
        updateConfig({
          vite: {
            resolve: {
              alias: [
                {
                  find: 'contentlayer/generated',
                  replacement: join(projectRoot, '.contentlayer', 'generated', 'index.mjs'),
                },
                // What contentlayer generates imports itself under the name it is published by.
                { find: /^contentlayer2\//, replacement: 'contentlayer/' },
              ],
            },
          },
        });
        if (command === 'preview') return;
        const { documentCount, warnings } = await prepareContent(projectRoot, toInstant(Date.now()));
        for (const warning of warnings) logger.warn(warning);
        logger.info(`${documentCount} 份文档检查通过`);
      },
      'astro:server:setup': ({ server, logger }) => {
        const contentRoot = join(projectRoot, 'content');
        const places = PIPELINE_PLACES.map((place) => join(contentRoot, place));
        let running = Promise.resolve();
        const again = (path: string) => {
          if (!places.some((place) => path.startsWith(place))) return;
          // One after the other: two contentlayers at once would write the same files.
          running = running.then(async () => {
            try {
              await prepareContent(projectRoot, toInstant(Date.now()));
            } catch (error) {
              if (!(error instanceof ContentError)) throw error;
              logger.error(error.message);
            }
          });
        };
        server.watcher.add(contentRoot);
        for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, again);
      },
    },
  };
}
