import type { AlertRevision } from '../domain/alert.ts';
import type { Instant } from '../domain/instant.ts';
import { LEVEL_NAME } from '../domain/level.ts';
import { alertView, type AlertView } from '../domain/mouth-view.ts';
import { marksOf, titleOf } from '../domain/mouth-words.ts';
import type { MouthTexts } from '../domain/mouth.ts';
import { runningText } from './cap-xml-text.ts';
import { ROOMY, sheetOf, sheetText } from '../domain/mouth-sheet.ts';

export interface JsonFeedContext {
  title: string;
  /** Path of the feed itself, e.g. `/feeds/alerts.json`. */
  path: string;
  now: Instant;
  texts: MouthTexts;
}

/**
 * JSON Feed 1.1 (jsonfeed.org). An item's id is the alert's, as in the Atom feed: the same for every revision. What the
 * format has no field for (level, areas, end) stands in the extension `_anlan`.
 */
export function writeJsonFeed(revisions: readonly AlertRevision[], context: JsonFeedContext): string {
  const at = (path: string): string => new URL(path, context.texts.publicUrl).href;
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: context.title,
    home_page_url: at('/alerts/'),
    feed_url: at(context.path),
    language: 'zh-CN',
    items: revisions.map((revision) =>
      itemOf(alertView([revision], 'zh-CN', context.now, context.texts), at),
    ),
  });
}

function itemOf(view: AlertView, at: (path: string) => string) {
  const { revision } = view;
  const words = view.parts.flatMap(({ bulletin }) => [bulletin.description, bulletin.instruction]);
  const verbatim = [
    ...new Set(
      words.map((text) =>
        runningText(text)
          .replace(/(?!\n)\p{Cc}/gu, '')
          .toWellFormed()
          .trim(),
      ),
    ),
  ].filter((text) => text !== '');
  return {
    id: `urn:anlan:alert:${encodeURIComponent(revision.alertId)}`,
    url: view.pageUrl,
    title: `${marksOf(view).join('')}${view.parts.map(titleOf).join('；')}`,
    content_text: [
      sheetText(sheetOf(view, ROOMY)),
      ...(verbatim.length > 0 ? ['原文：', ...verbatim] : []),
    ].join('\n'),
    // Only the first revision knows when the alert was first told.
    ...(revision.revision === 1 ? { date_published: revision.sentAt } : {}),
    date_modified: revision.sentAt,
    authors: [{ name: view.source }],
    tags: view.parts.flatMap(({ level }) => (level === null ? [] : [LEVEL_NAME[level]])),
    language: view.language,
    attachments: [
      {
        url: at(`/alerts/${encodeURIComponent(revision.alertId)}.cap.xml`),
        mime_type: 'application/cap+xml',
      },
    ],
    _anlan: {
      about: at('/api/'),
      status: revision.isDemonstration ? 'demonstration' : 'actual',
      action: view.isWithdrawal ? 'withdrawal' : view.correction === null ? view.action : 'correction',
      isOver: view.isOver,
      parts: view.parts.map((part) => ({
        level: part.level,
        hazard: { code: part.hazardCode, name: part.hazard },
        areas: part.placesInFull,
        adcodes: part.adcodes,
        startsAt: part.startsAt,
        endsAt: view.action === 'cancel' ? null : part.endsAt,
        isEndStated: part.isEndStated,
      })),
    },
  };
}
