import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { createIndex } from 'pagefind';

/** Builds the search index over the finished pages; only `data-pagefind-body` regions are indexed. */
export function searchIndexIntegration(): AstroIntegration {
  return {
    name: 'anlan-search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const { index, errors } = await createIndex({ forceLanguage: 'zh' });
        if (index === undefined) throw new Error(`search index: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: fileURLToPath(dir) });
        if (added.errors.length > 0) throw new Error(`search index: ${added.errors.join('; ')}`);
        const written = await index.writeFiles({ outputPath: fileURLToPath(new URL('pagefind/', dir)) });
        if (written.errors.length > 0) throw new Error(`search index: ${written.errors.join('; ')}`);
        logger.info(`${added.page_count} pages indexed`);
      },
    },
  };
}
