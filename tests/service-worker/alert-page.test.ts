import { describe, expect, test } from 'vitest';
import { alertPage } from '../../src/service-worker/alert-page.ts';
import type { Notice } from '../../src/service-worker/notice.ts';

const notice = (alert: Partial<NonNullable<Notice['alert']>>): Notice => ({
  title: '山洪橙色预警 · <b>裕民县</b>',
  body: '山沟、河边的人现在就往高处走。\n有效至今天 20:00',
  lang: 'zh-CN',
  tag: 'a1b2c3',
  path: '/alerts/a1b2c3/',
  requireInteraction: true,
  silent: false,
  note: null,
  alert: {
    alertId: 'a1b2c3',
    revision: 1,
    isCancel: false,
    isWithdrawal: false,
    level: 'orange',
    sentAt: '2026-07-01T06:20:00.000Z',
    expiresAt: '2026-07-01T12:00:00.000Z',
    source: '裕民县应急管理局',
    place: '654225',
    ...alert,
  },
});

describe('the page kept from a push', () => {
  test('carries the level as its character and greys itself by its end', () => {
    const page = alertPage(notice({}), []);
    expect(page).toContain('<div class="sign">橙</div>');
    expect(page).toContain('data-expires-at="2026-07-01T12:00:00.000Z"');
  });

  test('an all-clear says 解, a withdrawal of what we relayed says 撤 and never 解', () => {
    expect(alertPage(notice({ isCancel: true }), [])).toContain('<div class="sign">解</div>');
    const withdrawn = alertPage(notice({ isCancel: true, isWithdrawal: true }), []);
    expect(withdrawn).toContain('<div class="sign">撤</div>');
  });

  test('leads to the telephone numbers that this device keeps', () => {
    expect(alertPage(notice({}), [])).toContain('href="/care/#a1b2c3"');
  });

  test('text from outside stays text', () => {
    expect(alertPage(notice({}), [])).not.toContain('<b>裕民县</b>');
  });
});
