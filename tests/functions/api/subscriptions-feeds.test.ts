import type { Hono } from 'hono';
import { beforeEach, expect, test } from 'vitest';
import { placeFeedRoutes } from '../../../functions/api/subscriptions-feeds.ts';
import type { AlertRevision } from '../../../src/domain/alert.ts';
import { partsFor } from '../../../src/domain/alert-state.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';

let current: AlertRevision[];
let past: AlertRevision[];
let app: Hono;
beforeEach(() => {
  current = [exampleRevision()];
  past = [];
  const source = {
    now: () => '2026-07-01T03:00:00.000Z',
    current: (region: string | null) =>
      Promise.resolve(current.filter((one) => partsFor(one.parts, region).length > 0)),
    past: () => Promise.resolve(past),
  };
  const names: Record<string, string> = { '654225': '裕民县', '231200': '绥化市' };
  app = placeFeedRoutes(source, (adcode) => names[adcode] ?? null, 'https://anlan.example');
});
const get = async (path: string): Promise<{ type: string | null; status: number; text: string }> => {
  const answer = await app.request(path);
  return { type: answer.headers.get('content-type'), status: answer.status, text: await answer.text() };
};

test('a place has a feed of its own, under an address and an id of its own', async () => {
  past = [exampleRevision({ alertId: 'there', parts: [examplePart({ adcodes: ['231200'] })] })];
  const { type, text } = await get('/now/654225/feed.atom');
  expect(type).toBe('application/atom+xml; charset=utf-8');
  expect(text).toContain('<id>https://anlan.example/now/654225/feed.atom</id>');
  expect(text).toContain('urn:anlan:alert:a1b2c3');
  expect(text).not.toContain('urn:anlan:alert:there');
});

test('and a calendar, in which what has ended stays to be seen as ended', async () => {
  past = [exampleRevision({ alertId: 'gone', revision: 2, action: 'cancel' })];
  const { type, text } = await get('/now/654225/calendar.ics');
  expect(type).toBe('text/calendar; charset=utf-8');
  expect(text).toContain('UID:a1b2c3@anlan');
  expect(text).toMatch(/UID:gone@anlan[\s\S]*STATUS:CANCELLED/);
});

test('an unknown place is refused: an empty feed would read as calm', async () => {
  for (const path of ['/now/999999/feed.atom', '/now/abc/calendar.ics', '/now/654225654225654225/feed.atom'])
    expect((await get(path)).status, path).toBe(422);
});

test('beyond fifty entries what is in force is never crowded out', async () => {
  current = Array.from({ length: 60 }, (_, i) => exampleRevision({ alertId: `now${i}` }));
  past = [exampleRevision({ alertId: 'old' })];
  const { text } = await get('/now/654225/calendar.ics');
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(60);
  expect(text).not.toContain('UID:old@anlan');
});
