import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/browser/offline-store/answers.ts';
import { handleClick, type ClickEffects } from '../../src/service-worker/notice-click.ts';
import { UNREADABLE, type Notice } from '../../src/service-worker/notice.ts';

const data = { path: '/alerts/a1b2c3/', alertId: 'a1b2c3', place: '654225100' };
let opened: string[];
let answered: string[];
let again: Notice[];
let retries: number;
let state: Answer['state'];
let effects: ClickEffects;

beforeEach(() => {
  opened = [];
  answered = [];
  again = [];
  retries = 0;
  state = 'counted';
  effects = {
    open: (path) => Promise.resolve(void opened.push(path)),
    answer: (alertId, kind, place) => {
      answered.push(`${alertId} ${kind} ${place}`);
      return Promise.resolve(state);
    },
    retryLater: () => Promise.resolve(void (retries += 1)),
    lastPush: () => Promise.resolve({ ...UNREADABLE, title: '山洪橙色预警', body: '往高处走' }),
    showAgain: (notice) => Promise.resolve(void again.push(notice)),
  };
});

describe('我已安全', () => {
  test('is counted without a page, and said so in the message, which stays', async () => {
    await handleClick('safe', data, effects);
    expect(answered).toEqual(['a1b2c3 safe 654225100']);
    expect(opened).toEqual([]);
    expect(again[0]).toMatchObject({ title: '山洪橙色预警', body: '已记下“我已安全”，不含姓名。\n往高处走' });
    expect(retries).toBe(0);
  });

  test('without a network waits, asks to be woken, and says that it waits', async () => {
    state = 'waiting';
    await handleClick('known', data, effects);
    expect(answered).toEqual(['a1b2c3 known 654225100']);
    expect(retries).toBe(1);
    expect(again[0]?.body).toMatch(/^现在没有网，“已知晓”会在有网时自动补报/);
  });

  test('is not counted twice where the browser cannot wake us: the refusal costs nothing', async () => {
    state = 'waiting';
    effects.retryLater = () => Promise.reject(new Error('no sync'));
    await handleClick('safe', data, effects);
    expect(again).toHaveLength(1);
  });

  test('without a place, or where nothing can be stored, the page asks', async () => {
    await handleClick('safe', { ...data, place: null }, effects);
    effects.answer = () => Promise.reject(new Error('disk'));
    await handleClick('safe', data, effects);
    expect(opened).toEqual(['/alerts/a1b2c3/#answer', '/alerts/a1b2c3/#answer']);
  });

  test('after the end says that it was not counted', async () => {
    state = 'refused';
    await handleClick('safe', data, effects);
    expect(again[0]?.body).toContain('没有计入');
  });
});

test.each([
  ['', '/alerts/a1b2c3/'],
  ['guide', '/alerts/a1b2c3/'],
  ['call', '/care/#a1b2c3'],
  ['an action of a version to come', '/alerts/a1b2c3/'],
])('the button %j opens %s', async (action, path) => {
  await handleClick(action, data, effects);
  expect(opened).toEqual([path]);
  expect(answered).toEqual([]);
});

test.each([null, undefined, 7, 'x', {}, { path: 7, alertId: 7, place: 7 }])(
  'a notification of another version (%j) opens the list of warnings',
  async (other) => {
    await handleClick('safe', other, effects);
    expect(opened).toEqual(['/alerts/']);
  },
);
