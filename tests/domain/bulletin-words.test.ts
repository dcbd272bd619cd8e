import { describe, expect, test } from 'vitest';
import type { BulletinView } from '../../src/domain/bulletin-view.ts';
import { bulletinWords } from '../../src/domain/bulletin-words.ts';

const view = (change: Partial<BulletinView> = {}): BulletinView => ({
  alertId: 'a1',
  revision: 1,
  state: 'in-force',
  level: 'orange',
  hazardName: '暴雪',
  hazardCode: null,
  headline: '某某县气象台发布暴雪橙色预警信号',
  title: '某某县气象台发布暴雪橙色预警信号',
  actionWord: '发布',
  correction: null,
  doThis: '不要出门。',
  isDoThisFromGuide: false,
  instruction: '不要出门。看好老人和孩子。',
  description: '今夜有大雪。',
  source: '某某县气象台',
  areaText: '某某县',
  sentAt: '2026-11-22T02:00:00.000Z',
  startsAt: null,
  endsAt: '2026-11-22T08:00:00.000Z',
  isEndStated: true,
  isRelayed: true,
  isWithdrawn: false,
  isDemonstration: false,
  ...change,
});

describe('what a card says', () => {
  test('the lead and the rest are the whole instruction', () => {
    const { lead, rest } = bulletinWords(view());
    expect(lead! + rest).toBe('不要出门。看好老人和孩子。');
  });

  test('the duty of an office is never set largest, and none of the words is lost', () => {
    const instruction =
      '1.政府及有关部门按照职责做好防雪灾的应急工作；2.交通、电力等部门应当加强巡查维护；3.减少不必要的户外活动；4.把牲畜赶入棚圈。';
    const { lead, rest } = bulletinWords(
      view({ instruction, doThis: '1.政府及有关部门按照职责做好防雪灾的应急工作；' }),
    );
    expect(lead).toBe('减少不必要的户外活动。');
    expect(rest).toBe(instruction);
  });

  test('an instruction for offices alone keeps its own first sentence', () => {
    const instruction = '政府及有关部门按照职责做好防雪灾的应急工作。';
    expect(bulletinWords(view({ instruction, doThis: instruction }))).toMatchObject({
      lead: instruction,
      rest: '',
    });
  });

  test('a sentence of our guide leaves the whole instruction of the authority below it', () => {
    expect(
      bulletinWords(view({ doThis: '关阀门。', isDoThisFromGuide: true, instruction: '请注意防范。' })),
    ).toMatchObject({ lead: '关阀门。', rest: '请注意防范。' });
  });

  test('a description that repeats the instruction says the rest of it once, without the bare heading', () => {
    const description = '今夜有大雪。\n防御指南：\n不要出门。看好老人和孩子。';
    expect(bulletinWords(view({ description })).background).toBe('今夜有大雪。');
  });

  test('a foreign or overlong name does not stand cut under the sign', () => {
    expect(bulletinWords(view({ hazardName: 'Severe Thunderstorm' })).signName).toBeNull();
    expect(bulletinWords(view({ hazardName: '重污染天气' })).signName).toBe('重污染天气');
    expect(bulletinWords(view({ hazardName: '暴雪橙色预警信号' })).signName).toBe('暴雪');
  });

  test('what we stopped relaying is never said to be lifted', () => {
    const words = bulletinWords(view({ state: 'all-clear', isWithdrawn: true, actionWord: '撤回' }));
    expect(words.sign).toBe('撤');
    expect(words.closing).not.toContain('已经解除');
    expect(bulletinWords(view({ state: 'all-clear' }))).toMatchObject({
      sign: '解',
      closing: '这条预警已经解除。',
    });
  });
});
