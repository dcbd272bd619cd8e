import { expect, test } from 'vitest';
import { changeText, type Seen } from '../../src/browser/live-change.ts';

const seen = (alertId: string, revision: number, title: string): Seen => ({
  key: `${alertId} ${revision}`,
  alertId,
  title,
});
const flood = seen('a', 1, '山洪橙色预警');

test('nothing is said when nothing changed for this person', () => {
  expect(changeText([flood], [flood])).toBeNull();
  expect(changeText([], [])).toBeNull();
});

test('a new bulletin, a new revision and an ended one are told apart, in one sentence each', () => {
  expect(changeText([], [flood])).toBe('新的预警：山洪橙色预警。');
  expect(changeText([flood], [seen('a', 2, '山洪红色预警')])).toBe('有更新：山洪红色预警。');
  expect(changeText([flood], [])).toBe('已结束：山洪橙色预警。');
});

test('two parts of one alert with one title are named once', () => {
  expect(changeText([], [flood, flood])).toBe('新的预警：山洪橙色预警。');
});
