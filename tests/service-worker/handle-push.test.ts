import { beforeEach, describe, expect, test } from 'vitest';
import { callNote, testNote } from '../../src/domain/device-note.ts';
import { pushPayload } from '../../src/domain/push-payload.ts';
import { alertPage } from '../../src/service-worker/alert-page.ts';
import { handlePush, type Manner, type PushEffects } from '../../src/service-worker/handle-push.ts';
import { readNotice, UNREADABLE, type Notice } from '../../src/service-worker/notice.ts';
import { withAge } from '../../src/service-worker/stored-copy.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

const ORIGIN = 'https://anlan.example';
let now = '2026-07-01T03:00:00.000Z';
let shown: { title: string; manner: Manner; path: string }[];
let bodies: string[];
let heard: { note: object; isShown: boolean }[];
let labels: Record<string, string>;
let pages: Map<string, string>;
let remembered: Map<string, Notice>;
let effects: PushEffects;

beforeEach(() => {
  now = '2026-07-01T03:00:00.000Z';
  shown = [];
  bodies = [];
  heard = [];
  labels = {};
  pages = new Map();
  remembered = new Map();
  effects = {
    ownOrigin: ORIGIN,
    now: () => now,
    show: (notice, manner) => {
      shown.push({ title: notice.title, manner, path: notice.path });
      bodies.push(notice.body);
      return Promise.resolve();
    },
    lastPush: (id) => Promise.resolve(remembered.get(id) ?? null),
    rememberPush: (id, notice) => Promise.resolve(void remembered.set(id, notice)),
    keepAlertPage: (notice) =>
      Promise.resolve(void pages.set(notice.path, alertPage(notice, ['/_astro/x.css']))),
    labelOf: (place) => Promise.resolve(labels[place] ?? null),
    tellPages: (note, isShown) => Promise.resolve(void heard.push({ note, isShown })),
  };
});

const texts = { guideInstruction: () => null, nameOf: () => null, publicUrl: ORIGIN };
const textOf = (change: Partial<AlertRevision> = {}) =>
  JSON.stringify(pushPayload(exampleRevision(change), ['654225'], '2026-07-01T03:00:00.000Z', texts));

describe('a push always shows something', () => {
  test('what the server sends is shown as it is, aloud', async () => {
    await handlePush(textOf(), effects);
    expect(shown).toEqual([{ title: '山洪橙色预警 · 裕民县', manner: 'alert', path: '/alerts/a1b2c3/' }]);
  });

  test('a bare notification without the declarative wrapper is read too', async () => {
    await handlePush(JSON.stringify({ title: '演练', body: 'x', navigate: '/alerts/z/' }), effects);
    expect(shown).toEqual([{ title: '演练', manner: 'alert', path: '/alerts/z/' }]);
  });

  test.each([
    null,
    '',
    'not json',
    '[]',
    '7',
    '"x"',
    '{}',
    '{"web_push":8030}',
    '{"web_push":8030,"notification":{"title":7}}',
  ])('%j becomes the generic notice', async (text) => {
    await handlePush(text, effects);
    expect(shown).toEqual([{ title: UNREADABLE.title, manner: 'alert', path: '/alerts/' }]);
  });

  test('when storage is broken it is shown all the same', async () => {
    effects.lastPush = () => Promise.reject(new Error('disk'));
    effects.rememberPush = () => Promise.reject(new Error('disk'));
    await handlePush(textOf(), effects);
    expect(shown).toHaveLength(1);
  });

  test('when the browser refuses its options the generic notice is shown', async () => {
    const { show } = effects;
    effects.show = (notice, manner) =>
      notice === UNREADABLE ? show(notice, manner) : Promise.reject(new TypeError('options'));
    await handlePush(textOf(), effects);
    expect(shown.map(({ title }) => title)).toEqual([UNREADABLE.title]);
  });

  test('a link to another site opens the alert’s own page instead', () => {
    const push = JSON.parse(textOf()) as { notification: { navigate: string } };
    for (const navigate of [
      'https://evil.example/',
      '//evil.example/',
      'javascript:alert(1)',
      'data:text/html,x',
      7,
    ]) {
      push.notification.navigate = navigate as string;
      expect(readNotice(JSON.stringify(push), ORIGIN).path).toBe('/alerts/a1b2c3/');
    }
  });
});

describe('revisions of one alert stay in order on the device', () => {
  const update = textOf({ revision: 2, action: 'update', parts: [examplePart({ level: 'red' })] });

  test('an update replaces and speaks up', async () => {
    await handlePush(textOf(), effects);
    await handlePush(update, effects);
    expect(shown.at(-1)).toEqual({
      title: '【更新】山洪红色预警 · 裕民县',
      manner: 'alert',
      path: '/alerts/a1b2c3/',
    });
  });

  test('an older one that comes late shows the newer one again, silently, and changes no page', async () => {
    await handlePush(update, effects);
    const before = pages.get('/alerts/a1b2c3/');
    await handlePush(textOf(), effects);
    expect(shown.at(-1)).toMatchObject({ title: '【更新】山洪红色预警 · 裕民县', manner: 'quiet' });
    expect(pages.get('/alerts/a1b2c3/')).toBe(before);
    expect(remembered.get('a1b2c3')?.alert?.revision).toBe(2);
  });

  test('an all-clear is not undone by the warning that overtook it', async () => {
    await handlePush(textOf({ revision: 2, action: 'cancel' }), effects);
    await handlePush(textOf(), effects);
    expect(shown.at(-1)?.title).toContain('【解除】');
  });

  test('the same push twice makes a sound once', async () => {
    await handlePush(textOf(), effects);
    await handlePush(textOf(), effects);
    expect(shown.map(({ manner }) => manner)).toEqual(['alert', 'quiet']);
  });

  test('the same push again leaves the page alone that was opened in between', async () => {
    await handlePush(textOf(), effects);
    pages.set('/alerts/a1b2c3/', 'the whole page');
    await handlePush(textOf(), effects);
    expect(pages.get('/alerts/a1b2c3/')).toBe('the whole page');
  });

  test('a warning that comes after its end says so, without a sound', async () => {
    now = '2026-07-01T12:00:00.000Z';
    await handlePush(textOf(), effects);
    expect(shown).toEqual([
      { title: '（已过有效期）山洪橙色预警 · 裕民县', manner: 'quiet', path: '/alerts/a1b2c3/' },
    ]);
  });
});

describe('a tap opens the bulletin without a network', () => {
  test('the page has the words, the level, the end and no script, and greys like any other', async () => {
    await handlePush(textOf(), effects);
    const html = pages.get('/alerts/a1b2c3/') ?? '';
    expect(html).toContain('<link rel="stylesheet" href="/_astro/x.css">');
    expect(html).toContain('立即转移到高处；');
    expect(html).toMatch(/class="bulletin level-orange" data-state="in-force"/);
    const later = withAge(html, '2026-07-01T03:00:00.000Z', '2026-07-02T03:00:00.000Z');
    expect(later).toContain('data-state="ended"');
    expect(later).not.toContain('level-orange');
    expect(later).toContain('离线副本');
  });

  test('words from outside stay words', async () => {
    const evil = '<img src=x onerror=alert(1)>"\'&';
    const parts = [
      examplePart({ hazard: { code: null, name: evil } }, { headline: evil, instruction: evil }),
    ];
    await handlePush(textOf({ source: evil, parts }), effects);
    const html = pages.get('/alerts/a1b2c3/') ?? '';
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img');
    expect(html).not.toMatch(/<script/i);
  });

  test('an id that is no id makes no page', async () => {
    const push = JSON.parse(textOf()) as { notification: { data: { alertId: string } } };
    push.notification.data.alertId = '../../staff';
    await handlePush(JSON.stringify(push), effects);
    expect(pages.size).toBe(0);
  });
});

describe('whose place it is', () => {
  test('is said in the family’s own word, which no push carried', async () => {
    labels = { '654225': '爸妈家' };
    await handlePush(textOf(), effects);
    expect(bodies[0]).toMatch(/^您关注的“爸妈家”：\n立即转移到高处；/);
    expect(textOf()).not.toContain('爸妈家');
    expect(pages.get('/alerts/a1b2c3/')).not.toContain('爸妈家');
  });

  test('a store that cannot be read costs the word and not the warning', async () => {
    effects.labelOf = () => Promise.reject(new Error('disk'));
    await handlePush(textOf(), effects);
    expect(shown[0]).toMatchObject({ title: '山洪橙色预警 · 裕民县', manner: 'alert' });
  });
});

describe('the end of a minor warning', () => {
  const minor = [examplePart({ level: 'blue' })];
  test('is told without a sound, and still replaces the warning and its page', async () => {
    await handlePush(textOf({ parts: minor }), effects);
    await handlePush(textOf({ revision: 2, action: 'cancel', parts: minor }), effects);
    expect(shown.map(({ manner }) => manner)).toEqual(['alert', 'quiet']);
    expect(remembered.get('a1b2c3')?.alert?.isCancel).toBe(true);
    expect(pages.get('/alerts/a1b2c3/')).toContain('【解除】');
  });

  test('of a grave one rings: people wait for it outside', async () => {
    await handlePush(textOf({ revision: 2, action: 'cancel' }), effects);
    expect(shown[0]?.manner).toBe('alert');
  });
});

describe('a message about this device itself', () => {
  const test1 = JSON.stringify(testNote('nonce-1234', ORIGIN));

  test('is shown, told to the page that waits for it, and remembered as no alert', async () => {
    await handlePush(test1, effects);
    expect(shown).toEqual([{ title: '测试通知（不是预警）', manner: 'alert', path: '/subscribe/check/' }]);
    expect(heard).toEqual([{ note: { kind: 'test', nonce: 'nonce-1234' }, isShown: true }]);
    expect(remembered.size).toBe(0);
    expect(pages.size).toBe(0);
  });

  test('that the system does not let through is told as not shown', async () => {
    effects.show = () => Promise.reject(new Error('denied'));
    await expect(handlePush(test1, effects)).rejects.toThrow('denied');
    expect(heard).toEqual([{ note: { kind: 'test', nonce: 'nonce-1234' }, isShown: false }]);
  });

  test('a reminder opens the officer’s list at its alert', () => {
    const words = { title: '山洪橙色预警', place: '哈拉布拉镇', left: 3 };
    const read = readNotice(JSON.stringify(callNote('a1b2c3', words, ORIGIN)), ORIGIN);
    expect(read.path).toBe('/care/calls/#a1b2c3');
    expect(read.body).toContain('还有 3 户没有叫应');
    expect(read.alert).toBeNull();
  });
});
