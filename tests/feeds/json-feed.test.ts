import { expect, it } from 'vitest';
import { writeAtom } from '../../src/feeds/atom.ts';
import { writeJsonFeed } from '../../src/feeds/json-feed.ts';
import { HISTORIES, latestOf, NOW, TEXTS } from './mouth-fixture.ts';

interface Feed {
  version: string;
  feed_url: string;
  items: Record<string, unknown>[];
}
const context = { title: '预警信息', path: '/feeds/alerts.json', now: NOW, texts: TEXTS };
const feedOf = (...names: string[]): Feed =>
  JSON.parse(
    writeJsonFeed(
      names.map((name) => latestOf(HISTORIES[name] ?? [])),
      context,
    ),
  ) as Feed;

it('has every field that JSON Feed 1.1 requires, and text instead of HTML', () => {
  const feed = feedOf('orange', 'hostile text');
  expect(feed).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    title: '预警信息',
    feed_url: 'https://yjglj.example/feeds/alerts.json',
    home_page_url: 'https://yjglj.example/alerts/',
    language: 'zh-CN',
  });
  for (const item of feed.items) {
    expect(item).toMatchObject({
      id: expect.any(String) as string,
      content_text: expect.any(String) as string,
    });
    expect(item).not.toHaveProperty('content_html');
  }
});

it("an item's id is the alert's in the Atom feed too, the same for every revision", () => {
  const atom = writeAtom([latestOf(HISTORIES['orange'] ?? [])], {
    baseUrl: TEXTS.publicUrl,
    title: '',
    now: NOW,
  });
  for (const name of ['orange', 'an update', 'an all-clear']) {
    const [item] = feedOf(name).items;
    expect(item?.['id']).toBe('urn:anlan:alert:a1b2c3');
  }
  expect(atom).toContain('<id>urn:anlan:alert:a1b2c3</id>');
});

it('only a first revision says when the alert was published, every one when it was changed', () => {
  expect(feedOf('orange').items[0]).toMatchObject({ date_published: '2026-07-01T02:34:00.000Z', date_modified: '2026-07-01T02:34:00.000Z' }); // prettier-ignore
  expect(feedOf('an update').items[0]).not.toHaveProperty('date_published');
});

it('direction tricks and half characters do not reach a reader', () => {
  const text = writeJsonFeed([latestOf(HISTORIES['hostile text'] ?? [])], context);
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/);
  expect(text.isWellFormed()).toBe(true);
});

it('an ended bulletin says so first', () => {
  const late = { ...context, now: '2026-07-02T12:00:00.000Z' };
  const feed = JSON.parse(writeJsonFeed([latestOf(HISTORIES['orange'] ?? [])], late)) as Feed;
  expect(feed.items[0]).toMatchObject({ title: '【已过有效期】山洪橙色预警', _anlan: { isOver: true } });
});
