import type { Instant } from '../domain/instant.ts';
import { escapeXml, singleLine, xmlElement } from './cap-xml-text.ts';

/** One entry of a feed that carries no warnings. */
export interface PlainEntry {
  /** For ever the same, whatever the portal's address. */
  id: string;
  title: string;
  updatedAt: Instant;
  author: string;
  pageUrl: string;
  /** A document of the same content for machines. */
  document?: { mediaType: string; url: string };
  category: { scheme: string; term: string; label: string };
  text: string;
}

export interface PlainFeed {
  selfUrl: string;
  pageUrl: string;
  title: string;
  /** The feed's `updated` when it is empty. */
  now: Instant;
}

/** An Atom feed in the order given; text stays text in every reader. */
export function writePlainAtom(feed: PlainFeed, entries: readonly PlainEntry[]): string {
  const newest = entries.map(({ updatedAt }) => updatedAt).reduce((a, b) => (a > b ? a : b), '');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    xmlElement('id', feed.selfUrl),
    xmlElement('title', feed.title),
    xmlElement('updated', newest || feed.now),
    `<author>${xmlElement('name', feed.title)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.selfUrl)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.pageUrl)}"/>`,
    ...entries.map(writeEntry),
    '</feed>\n',
  ].join('');
}

function writeEntry(entry: PlainEntry): string {
  const { scheme, term, label } = entry.category;
  return [
    '<entry>',
    xmlElement('id', entry.id),
    xmlElement('title', singleLine(entry.title)),
    xmlElement('updated', entry.updatedAt),
    `<author>${xmlElement('name', singleLine(entry.author) || '—')}</author>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(entry.pageUrl)}"/>`,
    entry.document === undefined
      ? ''
      : `<link rel="related" type="${escapeXml(entry.document.mediaType)}" href="${escapeXml(entry.document.url)}"/>`,
    `<category scheme="${escapeXml(scheme)}" term="${escapeXml(term)}" label="${escapeXml(label)}"/>`,
    `<content type="text">${escapeXml(entry.text)}</content>`,
    '</entry>',
  ].join('');
}
