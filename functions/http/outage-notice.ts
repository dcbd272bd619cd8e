import type { Instant } from '../../src/domain/instant.ts';
import { clockText } from '../../src/domain/spoken-time.ts';

/** Where both layouts let a notice about the whole page stand; the service worker puts its own there too. */
const MARKER = '<!--stored-copy-->';

/**
 * Makes a page that was rendered from memory say so: the database cannot be read, and what follows was true at
 * `since`. On the text of the page, so that no page can forget it. Calm is not said without it either.
 */
export function withOutageNotice(html: string, since: Instant, now: Instant): string {
  const time = clockText(since, now);
  const bar = `<p class="stored-bar" role="status" data-outage>数据库连接中断，以下内容截至 ${time}。</p>`;
  const calm = `<p><strong>下面只是 ${time} 的情况，现在可能已有新的预警。</strong></p>`;
  const marked = html.includes(MARKER)
    ? html.replace(MARKER, MARKER + bar)
    : html.replace(/<body\b[^>]*>/i, (body) => body + bar);
  // A wall screen puts the fresh board in place of its old one, and nothing else.
  return marked.replaceAll(/<div\b[^>]*\sdata-(?:calm|board)(?=[\s>=])[^>]*>/g, (tag) => tag + calm);
}
