import { ALERT_PAGE_POLICY, alertPage } from './alert-page.ts';
import { alertPath, type Notice } from './notice.ts';
import { keepPage } from './pages.ts';

/**
 * Keeps a push's words as the page of its alert, in place of whatever was stored: an older page with more words would
 * say what no longer holds. The next visit with a network brings the whole page back.
 */
export async function keepAlertPage(notice: Notice): Promise<void> {
  if (notice.alert === null) return;
  const url = new URL(alertPath(notice.alert.alertId), self.location.origin).href;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': ALERT_PAGE_POLICY,
  };
  await keepPage(new Request(url), new Response(alertPage(notice, __STYLESHEETS__), { headers }));
}
