import { expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { apiDocument, DOCUMENTED } from '../../../functions/api/api-docs.ts';
import { apiFields, typeOf, type ApiSchema } from '../../../src/domain/api-document.ts';
import { openWiring } from '../../support/whole-wiring.ts';

/** A whole server is started, beside other test files on a small machine. */
vi.setConfig({ testTimeout: 120_000 });

/** The bureau's own side: behind a token or a sign-in, and no part of the public interface. */
const OWN = /^\/api\/(operator|staff|auth)(\/|$)/;

interface Content {
  schema?: z.ZodType;
  example?: unknown;
}

test('every public route is documented, and nothing is documented that is not there', async () => {
  const { routes } = await openWiring();
  const registered = routes
    .filter(({ method, path }) => method !== 'ALL' && !OWN.test(path))
    .map(({ method, path }) => `${method} ${path}`);
  const documented = DOCUMENTED.map(({ method, path, route }) => `${method.toUpperCase()} ${route ?? path}`);
  expect(new Set(documented)).toEqual(new Set(registered));
});

test('each example is what its schema says', () => {
  let checked = 0;
  for (const { method, path, operation } of DOCUMENTED) {
    const { requestBody, responses } = operation;
    const contents = [requestBody, ...Object.values(responses as Record<string, object>)].flatMap((one) =>
      Object.values((one as { content?: Record<string, Content> } | undefined)?.content ?? {}),
    );
    for (const { schema, example } of contents) {
      if (schema === undefined || example === undefined) continue;
      expect(() => schema.parse(example), `${method} ${path}`).not.toThrow();
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(20);
});

test('every JSON answer has a schema and an example', () => {
  for (const { path, operation } of DOCUMENTED) {
    if (path === '/api/openapi.json') continue;
    for (const response of Object.values(operation.responses as unknown as Record<string, { content?: Record<string, Content> }>))
      for (const [type, { schema, example }] of Object.entries(response.content ?? {}))
        if (type === 'application/json') expect([path, schema === undefined, example === undefined]).toEqual([path, false, false]);
  }
}); // prettier-ignore

test('the document is OpenAPI 3.1, names this server, and every part of an address that is filled in', () => {
  const document = apiDocument('https://yjglj.example');
  expect([document.openapi, Reflect.get(document, 'servers')]).toEqual([
    '3.1.0',
    [{ url: 'https://yjglj.example' }],
  ]);
  for (const [path, methods] of Object.entries(document.paths))
    for (const operation of Object.values(methods)) {
      const named = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
      expect([path, named.toSorted()]).toEqual([
        path,
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted(),
      ]);
      expect(operation.tags?.every((tag) => document.tags?.some(({ name }) => name === tag))).toBe(true);
    }
});

test('the fields of a schema are listed outer before inner, also through references and lists', () => {
  const document = apiDocument('https://yjglj.example');
  const schema = document.paths['/api/alerts']?.get?.responses['200']?.content?.['application/json']?.schema;
  const fields = apiFields(document, schema ?? {});
  expect(fields.map(({ path }) => path).slice(0, 5)).toEqual(['now', 'keptSince', 'region', 'alerts', 'alerts[].id']);
  expect(fields.find(({ path }) => path === 'alerts[].level')?.type).toContain('red | orange | yellow | blue');
  expect(fields.find(({ path }) => path === 'alerts[].isDemonstration')?.isRequired).toBe(false);
  const circle: ApiSchema = { properties: { self: { $ref: '#/components/schemas/Loop' } } };
  const looped = { ...document, components: { schemas: { Loop: circle } } };
  expect(apiFields(looped, { $ref: '#/components/schemas/Loop' }).map(({ path }) => path)).toEqual(['self']);
  expect(typeOf(looped, { type: ['string', 'null'] })).toBe('文字 | null');
}); // prettier-ignore
