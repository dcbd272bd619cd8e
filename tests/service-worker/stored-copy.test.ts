import { describe, expect, test } from 'vitest';
import { judgedTimes, withAge } from '../../src/service-worker/stored-copy.ts';

const SAVED = '2026-07-01T04:00:00.000Z';
const page = (body: string) =>
  `<!doctype html><html lang="zh-CN" data-rendered-at="${SAVED}"><head></head><body class="x"><!--stored-copy-->${body}</body></html>`;
const aged = (body: string, now: string) => withAge(page(body), SAVED, now);

describe('a stored page says that it is one', () => {
  test('its age stands on top in clock time and as a span', () => {
    expect(aged('', '2026-07-01T04:25:00.000Z')).toContain(
      '<body class="x"><p class="stored-bar" role="status" data-stored-copy>离线副本 · 保存于 今天 12:00（25分钟前）· 可能已有新的预警</p>',
    );
  });

  test('a page without the marker gets the bar at the start of its body', () => {
    expect(withAge('<html><body><p>x</p></body></html>', SAVED, SAVED)).toMatch(
      /<body><p class="stored-bar"/,
    );
  });

  test('times on the page are brought up to now', () => {
    const html = aged(
      '<span data-ago="2026-07-01T03:59:00.000Z">1分钟前</span><span data-left="2026-07-01T05:00:00.000Z">还有1小时</span>',
      '2026-07-01T04:30:00.000Z',
    );
    expect(html).toContain('>31分钟前</span>');
    expect(html).toContain('>还有30分钟</span>');
  });

  test('what the device was pushed since then is listed, as text', () => {
    const newer = [{ title: '<b>山洪</b>红色预警', path: '/alerts/a/' }];
    expect(withAge(page(''), SAVED, SAVED, newer)).toContain(
      '<li><a href="/alerts/a/">&lt;b&gt;山洪&lt;/b&gt;红色预警</a></li>',
    );
  });

  test('a calm page does not stay calm: it says that this was then', () => {
    const html = aged(
      '<div class="calm" data-calm><p>现在没有生效的预警</p></div>',
      '2026-07-01T04:30:00.000Z',
    );
    expect(html).toContain(
      'data-calm><p><strong>这是离线副本：下面只是保存时的情况，现在可能已有预警。</strong></p>',
    );
  });
});

describe('what has expired is greyed without a script', () => {
  const line =
    '<li class="bulletin-line level-red" data-state="in-force" data-expires-at="2026-07-01T05:00:00.000Z"><a>山洪</a></li>';

  test('at its end, not before, and it says so', () => {
    expect(aged(line, '2026-07-01T04:59:59.999Z')).toContain(line);
    expect(aged(line, '2026-07-01T05:00:00.000Z')).toContain(
      '<li class="bulletin-line" data-expires-at="2026-07-01T05:00:00.000Z" data-state="ended"><strong class="stored-ended">已过有效期</strong> <a>山洪</a></li>',
    );
  });

  test('a bulletin that carries its own sentence is not told twice; a line after it is', () => {
    const whole =
      '<article class="bulletin level-red" data-state="in-force" data-expires-at="2026-07-01T05:00:00.000Z"><p class="over">已过有效期，可能已更新。</p></article>';
    const html = aged(whole + line, '2026-07-01T06:00:00.000Z');
    expect(html.match(/data-state="ended"/g)).toHaveLength(2);
    expect(html.match(/stored-ended/g)).toHaveLength(1);
  });

  test('words of a bulletin in an attribute cannot hide it, and words in the text cannot pose as one', () => {
    const tricky =
      '<li aria-label="a > b &lt;x data-state=in-force" class="level-red" data-state="in-force" data-expires-at="2026-07-01T05:00:00.000Z">&lt;p data-expires-at="x"&gt;</li>';
    const html = aged(tricky, '2026-07-01T06:00:00.000Z');
    expect(html).toContain('data-state="ended">');
    expect(html).not.toContain('data-state="in-force"');
  });

  test('an end that is no instant changes nothing', () => {
    const odd = '<li data-state="in-force" data-expires-at="soon">x</li>';
    expect(aged(odd, '2026-07-09T00:00:00.000Z')).toContain(odd);
  });
});

describe('the clock of a device is not believed blindly', () => {
  test('a device that was a day slow when the page came is a day slow now', () => {
    const times = judgedTimes(SAVED, '2026-06-30T04:00:00.000Z', '2026-06-30T06:00:00.000Z');
    expect(times).toEqual({ savedAt: SAVED, now: '2026-07-01T06:00:00.000Z' });
  });

  test('a few minutes are the network’s and stay', () => {
    const times = judgedTimes(SAVED, '2026-07-01T04:04:00.000Z', '2026-07-01T05:00:00.000Z');
    expect(times).toEqual({ savedAt: '2026-07-01T04:04:00.000Z', now: '2026-07-01T05:00:00.000Z' });
  });

  test('a clock set back after saving does not bring a page into the future', () => {
    expect(judgedTimes(SAVED, SAVED, '2026-01-01T00:00:00.000Z').now).toBe(SAVED);
    expect(judgedTimes(null, SAVED, '2026-07-01T05:00:00.000Z').now).toBe('2026-07-01T05:00:00.000Z');
  });
});
