import { describe, expect, test } from 'vitest';
import { browserFamily, CHECK_STEPS, runCheck, type CheckWorld } from '../../src/browser/self-check-steps.ts';

const sound: CheckWorld = {
  userAgent: 'Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile',
  hasPush: true,
  isSecure: true,
  isTouchMac: false,
  askPermission: () => Promise.resolve('granted'),
  isWorkerReady: () => Promise.resolve(true),
  subscription: () => Promise.resolve('there'),
  isKnown: () => Promise.resolve('known'),
  sendTest: () => Promise.resolve('delivered'),
  heard: () => Promise.resolve({ isShown: true }),
};

async function check(change: Partial<CheckWorld> = {}) {
  const told: string[] = [];
  const result = await runCheck({ ...sound, ...change }, (step, state) => told.push(`${step} ${state}`));
  return { result, told };
}

test('a device that is sound passes every step in order', async () => {
  const { result, told } = await check();
  expect(result).toEqual({ passed: true });
  expect(told).toEqual(CHECK_STEPS.flatMap((step) => [`${step} running`, `${step} passed`]));
});

describe('the first step that fails is told, and no step after it is tried', () => {
  const soon =
    <T>(value: T) =>
    () =>
      Promise.resolve(value);
  test.each<[string, Partial<CheckWorld>, string, string]>([
    ['an old browser', { hasPush: false }, 'browser', 'unsupported'],
    ['WeChat', { hasPush: false, userAgent: 'Android MicroMessenger/8' }, 'browser', 'in-app'],
    ['Douyin', { hasPush: false, userAgent: 'aweme_300 Android' }, 'browser', 'in-app'],
    ['an iPhone', { hasPush: false, userAgent: 'iPhone OS 17' }, 'browser', 'ios-not-installed'],
    ['an iPad that says it is a Mac', { hasPush: false, userAgent: 'Macintosh', isTouchMac: true }, 'browser', 'ios-not-installed'],
    ['a page over http', { isSecure: false }, 'secure', 'insecure'],
    ['a person who said no', { askPermission: soon('denied') }, 'permission', 'denied'],
    ['a person who said nothing', { askPermission: soon('default') }, 'permission', 'dismissed'],
    ['a private window', { isWorkerReady: soon(false) }, 'worker', 'no-worker'],
    ['a device that never subscribed', { subscription: soon('none') }, 'service', 'not-subscribed'],
    ['Chrome in mainland China', { subscription: soon('unanswered') }, 'service', 'unanswered'],
    ['a service that is down', { subscription: soon('failed') }, 'service', 'service-failed'],
    ['no network', { isKnown: soon('offline') }, 'server', 'offline'],
    ['a server that forgot', { isKnown: soon('unknown') }, 'server', 'unknown-here'],
    ['a test too many', { sendTest: soon('too-often') }, 'send', 'too-often'],
    ['a busy service', { sendTest: soon('later') }, 'send', 'busy'],
    ['a dead address', { sendTest: soon('gone') }, 'send', 'gone'],
    ['our own mistake', { sendTest: soon('refused') }, 'send', 'refused'],
    ['silence', { heard: soon(null) }, 'shown', 'not-shown'],
    ['a system that hides it', { heard: soon({ isShown: false }) }, 'shown', 'show-failed'],
  ])('%s', async (_who, change, step, fault) => {
    const { result, told } = await check(change);
    expect(result).toEqual({ passed: false, step, fault });
    expect(told.at(-1)).toBe(`${step} failed`);
  }); // prettier-ignore
});

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Safari/604', false, 'ios'],
  ['Mozilla/5.0 (Macintosh) Safari/605', true, 'ios'],
  ['Mozilla/5.0 (Macintosh) Version/17 Safari/605', false, 'safari'],
  ['Mozilla/5.0 (Linux; Android 14) Firefox/130', false, 'android'],
  ['Mozilla/5.0 (X11; rv:140) Firefox/140', false, 'firefox'],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130', false, 'desktop'],
])('%s is helped as %s', (agent, isTouchMac, family) =>
  expect(browserFamily(agent, isTouchMac)).toBe(family),
);
