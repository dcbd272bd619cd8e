import { describe, expect, test } from 'vitest';
import { checkEndpoint, pushHostPolicy } from '../../src/domain/push-endpoint.ts';

const policy = pushHostPolicy([]);
const isAllowed = (endpoint: string, p = policy) => checkEndpoint(endpoint, p).ok;

describe('a push goes only to a known push service', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://fcm.googleapis.com:443/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://api.push.apple.com/abc',
    'https://db5p.notify.windows.com/w/?token=abc',
    'https://jmt17.google.com/fcm/send/abc',
  ])('%s is allowed', (endpoint) => {
    expect(isAllowed(endpoint)).toBe(true);
  });

  test.each([
    'http://fcm.googleapis.com/fcm/send/a',
    'https://fcm.googleapis.com:8443/a',
    'https://user:pw@fcm.googleapis.com/a',
    'https://fcm.googleapis.com@127.0.0.1/a',
    'https://127.0.0.1/a',
    'https://2130706433/a',
    'https://[::1]/a',
    'https://[::ffff:10.0.0.1]/a',
    'https://10.0.0.8/fcm.googleapis.com',
    'https://169.254.169.254/x.notify.windows.com/',
    'https://localhost/a',
    'https://storage.googleapis.com/a',
    'https://evilnotify.windows.com/a',
    'https://notify.windows.com/a',
    'https://x.notify.windows.com.evil.example/a',
    'https://fcm.googleapis.com./a',
    'https://fcm.googleapis.com\u3002evil.example/a',
    'https://fcm.googleapis.com/a b',
    'https://fcm.googleapis.com\\@127.0.0.1/',
    'ftp://fcm.googleapis.com/a',
    'javascript:alert(1)',
    '//fcm.googleapis.com/a',
    '',
    `https://fcm.googleapis.com/${'a'.repeat(1000)}`,
    'https://fcm.googleapis.com/\u0000',
    'https://fcm.googleapis.com/\uD800',
  ])('%j is refused', (endpoint) => {
    expect(checkEndpoint(endpoint, policy)).toEqual({
      ok: false,
      problem: { word: 'endpoint-not-allowed', path: 'endpoint' },
    });
  });

  test('the operator adds hosts and suffixes of at least two labels, nothing else', () => {
    const wider = pushHostPolicy(['push.example.cn', ' .push.example.org ', '']);
    expect(isAllowed('https://push.example.cn/a', wider)).toBe(true);
    expect(isAllowed('https://a.push.example.org/a', wider)).toBe(true);
    expect(isAllowed('https://push.example.org/a', wider)).toBe(false);
    for (const wrong of [
      'localhost',
      '10.0.0.1',
      '.cn',
      '*.example.cn',
      'https://a.cn',
      'a.cn/x',
      'a.cn:8443',
    ])
      expect(() => pushHostPolicy([wrong]), wrong).toThrow(/not a host name/);
  });

  test('a test origin is allowed only where a test gives it, and never in production', () => {
    const origin = 'https://localhost:8443';
    const testing = pushHostPolicy([], { testOrigins: [origin], isProduction: false });
    expect(isAllowed(`${origin}/push/1`, testing)).toBe(true);
    expect(isAllowed('https://localhost:8444/push/1', testing)).toBe(false);
    expect(() => pushHostPolicy([], { testOrigins: [origin], isProduction: true })).toThrow(/production/);
  });
});
