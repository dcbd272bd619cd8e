import { LEVEL_CHARACTER } from '../domain/level.ts';
import { carePath } from '../domain/push-action.ts';
import { fullClockText } from '../domain/spoken-time.ts';
import { escaped } from './escaped.ts';
import type { Notice } from './notice.ts';

/** No script, no form, nothing from elsewhere: the words came from outside. */
export const ALERT_PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * A page with what a push said, in the shape of a bulletin's page, so that the same ageing greys it. Carries no
 * data-rendered-at: the server made no page.
 */
export function alertPage(notice: Notice, stylesheets: readonly string[]): string {
  const { alert } = notice;
  if (alert === null) throw new Error('a push without an alert has no page');
  const level = alert.isCancel || alert.level === null ? '' : ` level-${alert.level}`;
  const ending = alert.isWithdrawal ? '撤' : '解';
  const sign = alert.isCancel ? ending : alert.level === null ? '警' : LEVEL_CHARACTER[alert.level];
  const lines = notice.body.split('\n').filter((line) => line !== '');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><title>${escaped(notice.title)}</title>${stylesheets
    .map((href) => `<link rel="stylesheet" href="${escaped(href)}">`)
    .join(
      '',
    )}</head><body><!--stored-copy--><header class="top"><div class="wrap"><a class="mark" href="/">安澜</a></div></header>
<main id="main" class="wrap"><article class="bulletin${level}" data-state="${alert.isCancel ? 'all-clear' : 'in-force'}" data-alert-id="${escaped(alert.alertId)}" data-expires-at="${escaped(alert.expiresAt)}" lang="${escaped(notice.lang)}">
<div class="sign">${sign}</div><header><h1>${escaped(notice.title)}</h1><p class="meta">${escaped(alert.source)} · ${fullClockText(alert.sentAt)}</p></header>
<div class="body"><p class="over">已过有效期，可能已更新。请不要当作现在的预警。</p>${lines.map((line, i) => `<p class="${i === 0 ? 'do' : 'said'}">${escaped(line)}</p>`).join('')}
<p class="quiet">这一页是推送消息里的内容。联网后重新打开可看全文。</p></div></article>
<ul class="chips"><li><a href="/guides/">现在怎么做</a></li><li><a href="/shelters/">找避难场所</a></li><li><a href="${escaped(carePath(alert.alertId))}">电话告知家人</a></li><li><a href="/alerts/">全部预警</a></li></ul></main>
<aside class="sos" aria-label="紧急电话"><a href="tel:119"><b>119</b><span>火警救援</span></a><a href="tel:110"><b>110</b><span>报警</span></a><a href="tel:120"><b>120</b><span>急救</span></a></aside></body></html>`;
}
