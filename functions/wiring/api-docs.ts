import { Hono } from 'hono';
import type { ApiDocument } from '../../src/domain/api-document.ts';
import { apiDocRoutes } from '../api/api-docs-route.ts';
import type { Area, Base } from './base.ts';

export interface ApiDocsArea extends Area {
  /** Made when it is first asked for: its schemas are not loaded at start. */
  document(): Promise<ApiDocument>;
}

/** The public interface described: one document, for machines and for the page /api/. */
export function wireApiDocs({ publicUrl }: Base): ApiDocsArea {
  let made: Promise<ApiDocument> | undefined;
  const document = (): Promise<ApiDocument> =>
    (made ??= import('../api/api-docs.ts').then(({ apiDocument }) => apiDocument(publicUrl)));
  const routes = new Hono();
  routes.route('/', apiDocRoutes(document));
  return { routes, document };
}
