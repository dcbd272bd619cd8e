import { fileURLToPath } from 'node:url';
import { toInstant } from '../domain/instant.ts';
import { ContentError, prepareContent } from './prepare-content.ts';

// `npm run content`: what the site's build does first, alone. Type checks and tests need `.contentlayer/generated`.
const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
try {
  const { documentCount, warnings } = await prepareContent(projectRoot, toInstant(Date.now()));
  for (const warning of warnings) console.warn(`提醒：${warning}`);
  console.log(`内容检查通过，共 ${documentCount} 份文档。`);
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
