import { createDocument } from 'zod-openapi';
import type { ApiDocument } from '../../src/domain/api-document.ts';
import { alertDocs } from './api-docs-alerts.ts';
import { apartDocs } from './api-docs-apart.ts';
import { feedDocs } from './api-docs-feeds.ts';
import { mouthDocs } from './api-docs-mouths.ts';
import { opennessDocs } from './api-docs-openness.ts';
import { TAGS, type Documented } from './api-docs-tags.ts';
import { publicDocs } from './api-docs-public.ts';
import { resultDocs } from './api-docs-results.ts';
import { subscriptionDocs } from './api-docs-subscriptions.ts';
import { tipOffStatusDocs } from './api-docs-tip-off-status.ts';
import { tipOffDocs } from './api-docs-tip-offs.ts';

const self: Documented = {
  method: 'get',
  path: '/api/openapi.json',
  operation: {
    tags: ['公开' satisfies keyof typeof TAGS],
    summary: '这份说明本身，OpenAPI 3.1',
    responses: { '200': { description: '成功', content: { 'application/json': {} } } },
  },
};

/** Every public route, in the order they are explained. */
export const DOCUMENTED: readonly Documented[] = [
  ...alertDocs,
  ...mouthDocs,
  ...feedDocs,
  ...apartDocs,
  ...subscriptionDocs,
  ...tipOffDocs,
  ...publicDocs,
  ...tipOffStatusDocs,
  ...opennessDocs,
  ...resultDocs,
  self,
];

const ABOUT =
  '读预警不用登记、不用密钥。时刻都是 UTC。平时的回答可以缓存两秒；数据库中断时照旧回答，keptSince 写明内容是什么时候的。' +
  '没有办成时回答 application/problem+json，程序看 word，人看 title。';

/** The OpenAPI 3.1 document of the public interface, generated from the schemas beside the routes. */
export function apiDocument(publicUrl: string): ApiDocument {
  const paths: Record<string, Record<string, Documented['operation']>> = {};
  for (const { method, path, operation } of DOCUMENTED) (paths[path] ??= {})[method] = operation;
  return createDocument({
    openapi: '3.1.0',
    info: { title: '安澜公开接口', version: '1', description: ABOUT },
    servers: [{ url: publicUrl }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
  }) as ApiDocument;
}
