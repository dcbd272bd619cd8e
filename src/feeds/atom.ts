import type { AlertPart, AlertRevision } from '../domain/alert.ts';
import type { Instant } from '../domain/instant.ts';
import { LEVEL_NAME } from '../domain/level.ts';
import { escapeXml, singleLine, xmlElement } from './cap-xml-text.ts';

export interface AtomContext {
  /** Public address of the portal, with or without a trailing slash. */
  baseUrl: string;
  title: string;
  /** Where this very feed and its page stand, when it is not the one of all alerts: `/now/654225/`. */
  folder?: string;
  /** When the list was made; the feed's `updated` when it is empty. */
  now: Instant;
  /** Hazard, level, area and end of a revision in a few lines, for readers that show no more; null leaves it out. */
  summaryOf?: (revision: AlertRevision) => string | null;
}

const ACTION_NAME = { issue: '发布', update: '更新', cancel: '解除' } as const;

/**
 * An Atom feed of revisions, in the order given. An entry's id is the alert's, the same for every revision and whatever
 * the portal's address: readers replace the entry, and a moved portal does not announce every warning again.
 */
export function writeAtom(revisions: readonly AlertRevision[], context: AtomContext): string {
  const base = context.baseUrl.replace(/\/+$/, '');
  const folder = base + (context.folder ?? '/alerts/');
  const newest = revisions.map(({ sentAt }) => sentAt).reduce((a, b) => (a > b ? a : b), '');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    xmlElement('id', `${folder}feed.atom`),
    xmlElement('title', context.title),
    xmlElement('updated', newest || context.now),
    `<author>${xmlElement('name', context.title)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(`${folder}feed.atom`)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(folder)}"/>`,
    ...revisions.map((revision) => writeEntry(revision, base, context.summaryOf?.(revision) ?? null)),
    '</feed>\n',
  ].join('');
}

function writeEntry(revision: AlertRevision, base: string, summary: string | null): string {
  const id = encodeURIComponent(revision.alertId);
  const headlines = revision.parts.map((part) => singleLine(part.bulletins[0]?.headline ?? part.hazard.name));
  const title = [...new Set(headlines)].filter((headline) => headline !== '').join('；') || '预警信息';
  return [
    '<entry>',
    xmlElement('id', `urn:anlan:alert:${id}`),
    xmlElement('title', revision.isDemonstration ? `【演示数据】${title}` : title),
    xmlElement('updated', revision.sentAt),
    `<author>${xmlElement('name', singleLine(revision.source) || revision.message.sender)}</author>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(`${base}/alerts/${id}/`)}"/>`,
    `<link rel="related" type="application/cap+xml" href="${escapeXml(`${base}/alerts/${id}.cap.xml`)}"/>`,
    category('action', revision.action, actionNameOf(revision)),
    ...levelsOf(revision.parts).map((level) => category('level', level, LEVEL_NAME[level])),
    summary === null ? '' : `<summary type="text">${escapeXml(summary)}</summary>`,
    // type="text": markup in a bulletin stays words, in every reader.
    `<content type="text">${escapeXml(contentOf(revision))}</content>`,
    '</entry>',
  ].join('');
}

function actionNameOf(revision: AlertRevision): string {
  if (revision.isWithdrawal === true) return '撤回转发';
  return revision.correction === undefined ? ACTION_NAME[revision.action] : '更正';
}

function contentOf(revision: AlertRevision): string {
  const correction = revision.correction === undefined ? [] : [`更正：${revision.correction}`];
  return [...correction, ...revision.parts.map(textOf)].join('\n\n');
}

function category(scheme: string, term: string, label: string): string {
  return `<category scheme="urn:anlan:${scheme}" term="${escapeXml(term)}" label="${escapeXml(label)}"/>`;
}

function levelsOf(parts: readonly AlertPart[]) {
  return [...new Set(parts.map((part) => part.level))].filter((level) => level !== null);
}

function textOf(part: AlertPart): string {
  const bulletin = part.bulletins[0];
  return [bulletin?.description ?? '', bulletin?.instruction ?? ''].filter((text) => text !== '').join('\n');
}
