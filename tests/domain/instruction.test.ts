import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstSentence, isVague, leadOf, sentenceForPeople } from '../../src/domain/instruction.ts';

test.each([
  '请注意防范。', '请做好防范工作', '请加强防范！', '请注意防范', '注意安全。', '请有关单位和人员做好防范准备。', '做好防御工作；', '请提高警惕，注意防范。', '请密切关注天气变化。',
  '请各地及时采取防范措施。', '1.注意防范。', '（1）做好防汛准备。', '敬请广大市民注意出行安全。', '', ' 。', '务必高度重视',
])('「%s」 names nothing that one can do', (words) => {
  expect(isVague(words)).toBe(true);
}); // prettier-ignore

test.each([
  '请立即转移到高处。', '不要蹚水过河。', '关好门窗', '请注意防范，远离河道。', '停止户外活动。', '减少外出。', '请向两侧高处转移避险。', '拨打119。', '防寒保暖',
  '请有关部门做好道路除雪防滑工作。', '就地避让', 'Seek shelter now.',
])('「%s」 names something to do', (words) => {
  expect(isVague(words)).toBe(false);
}); // prettier-ignore

test('the lead goes on to the first sentence that names an action', () => {
  expect(leadOf('请注意防范。不要蹚水过河。关好门窗。')).toBe('请注意防范。不要蹚水过河。');
  expect(leadOf('1.立即转移到高处；2.不要蹚水。')).toBe('1.立即转移到高处；');
  expect(leadOf('\n 快跑')).toBe('快跑');
});

test('there is no lead where nothing is said to do', () => {
  for (const words of ['', '请注意防范。', '请注意防范。\n请做好防范工作。'])
    expect(leadOf(words)).toBeNull();
});

test('the lead is the beginning of the instruction, to the letter', () => {
  const words = fc.array(fc.constantFrom('请注意防范', '快跑', '。', '；', '\n', ' ', '1.', '😀'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(words, (items) => {
      const text = items.join('');
      expect(text.trim().startsWith(leadOf(text) ?? '')).toBe(true);
      expect(text.trim().startsWith(firstSentence(text))).toBe(true);
    }),
  );
});

test('a megabyte of semicolons is read in a blink', () => {
  const started = performance.now();
  expect(leadOf(';'.repeat(1_000_000))).toBeNull();
  expect(isVague('请'.repeat(1_000_000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});

test.each([
  ['防御指南：\n1.政府及相关部门按照职责做好防大风工作；\n2.停止露天活动和高空作业；3.关好门窗。', '停止露天活动和高空作业；'],
  ['防范建议：尽量减少外出。', '尽量减少外出。'],
  ['1.各级政府和有关部门做好防暴雨准备；2.居民和单位应关好门窗。', '居民和单位应关好门窗。'],
  ['有关单位和个人要停止野外用火。', '有关单位和个人要停止野外用火。'],
  ['（一）交通管理部门加强疏导；（二）驾驶人员减速慢行。', '驾驶人员减速慢行。'],
  ['危险地带人员和危房居民转到安全场所。', '危险地带人员和危房居民转到安全场所。'],
  ['请注意防范。不要蹚水过河！', '不要蹚水过河！'],
  ['Seek shelter now.', 'Seek shelter now.'],
])('of 「%s」 a resident is told 「%s」', (instruction, told) => {
  expect(sentenceForPeople(instruction)).toBe(told);
}); // prettier-ignore

test('nothing is told to a resident where only offices are addressed', () => {
  for (const words of [
    '',
    '防御指南：',
    '1.政府及相关部门按照职责做好防大风工作；',
    '请有关部门做好道路除雪防滑工作。',
  ])
    expect(sentenceForPeople(words)).toBeNull();
});
