import { expect, inject, test } from 'vitest';
import type { z } from 'zod';
import { DOCUMENTED } from '../../functions/api/api-docs.ts';
import { getOnWire } from '../support/http.ts';

const { url: origin } = inject('site');

const json = async (path: string): Promise<unknown> => {
  const { status, text } = await getOnWire(origin + path);
  expect([path, status]).toEqual([path, 200]);
  return JSON.parse(text);
};

/** What a running server is asked, with an alert that is in force there. */
async function addresses(): Promise<Map<string, string>> {
  const { alerts } = (await json('/api/alerts')) as { alerts: { id: string }[] };
  const id = alerts[0]?.id ?? '';
  return new Map([
    ['/api/alerts/{id}', `/api/alerts/${id}`],
    ['/api/alerts/{id}/mouths', `/api/alerts/${id}/mouths`],
    ['/api/acknowledgements/{alertId}', `/api/acknowledgements/${id}`],
    ['/alerts/{id}.cap.xml', `/alerts/${id}.cap.xml`],
    ['/alerts/{id}/ebm-{number}.xml', `/alerts/${id}/ebm-1.xml`],
    ['/feeds/alerts/{adcode}.json', '/feeds/alerts/654225.json'],
    ['/now/{adcode}/feed.atom', '/now/654225/feed.atom'],
    ['/now/{adcode}/calendar.ics', '/now/654225/calendar.ics'],
  ]);
}

test('what the running server answers is what the document says, to the last field', async () => {
  const known = await addresses();
  const asked: string[] = [];
  for (const { method, path, operation } of DOCUMENTED) {
    const address = known.get(path) ?? path;
    if (method !== 'get' || address.includes('{') || path === '/api/alerts/stream') continue;
    const [mediaType, content] =
      Object.entries(
        (operation.responses as Record<string, { content?: Record<string, { schema?: z.ZodType }> }>)['200']
          ?.content ?? {},
      )[0] ?? [];
    const { status, headers, text } = await getOnWire(origin + address);
    if (path === '/alerts/{id}/audio.wav') continue;
    // This office has made no key yet, which is what its 404 means.
    if (path === '/api/tip-offs/custodian-key') {
      expect([path, status]).toEqual([path, 404]);
      continue;
    }
    expect([path, status, headers['content-type']?.split(';')[0]]).toEqual([path, 200, mediaType]);
    if (mediaType === 'application/json' && content?.schema !== undefined)
      expect(() => content.schema?.parse(JSON.parse(text)), path).not.toThrow();
    asked.push(path);
  }
  expect(asked.length).toBeGreaterThan(15);
});

test('a refusal is the documented problem', async () => {
  const { status, text } = await getOnWire(`${origin}/api/alerts?region=999999`);
  expect([status, JSON.parse(text)]).toMatchObject([422, { word: 'region-unknown', status: 422 }]);
});

test('the page for people names every address of the document and needs no script of its own', async () => {
  const document = (await json('/api/openapi.json')) as { paths: Record<string, object> };
  const { text, headers } = await getOnWire(`${origin}/api/`);
  for (const path of Object.keys(document.paths)) expect(text).toContain(path);
  expect(headers['content-type']).toContain('text/html');
  expect(text).not.toMatch(/https?:\/\/(?!localhost|127\.0\.0\.1|fcm\.googleapis\.com|[\w.]*example)/);
});
