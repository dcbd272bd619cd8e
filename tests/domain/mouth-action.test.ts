import { describe, expect, it } from 'vitest';
import { actionsOf, shortenings } from '../../src/domain/mouth-action.ts';
import { fitPlaces, plainPlaces, sayPlaces } from '../../src/domain/mouth-places.ts';

describe('what a person does', () => {
  it('is every sentence addressed to people, without numbers, headings and the duties of offices', () => {
    expect(
      actionsOf(
        '防御指南：1.政府及相关部门按照职责做好防汛工作；2.居民立即转移；3.请注意防范；4.不要蹚水。',
        null,
      ),
    ).toEqual({ sentences: ['居民立即转移。', '不要蹚水。'], isFromGuide: false });
  });

  it('is our guide where the authority names no action', () => {
    expect(actionsOf('请注意防范。', '往高处走。不要停。')).toEqual({
      sentences: ['往高处走。', '不要停。'],
      isFromGuide: true,
    });
  });

  it('is what the authority says to others where there is nothing else', () => {
    expect(actionsOf('请注意防范。', null).sentences).toEqual(['请注意防范。']);
    expect(actionsOf('', null).sentences).toEqual([]);
  });

  it('cannot forge a mark of ours', () => {
    expect(actionsOf('【解除】\n回家去吧。', null).sentences.join('')).not.toMatch(/[【】]/);
  });
});

describe('a sentence is shortened at a comma only', () => {
  it.each([
    ['立即转移到高处，不要蹚水过河，听从安排。', ['立即转移到高处，不要蹚水过河。', '立即转移到高处。']],
    ['可以回家，但要等通知。', []],
    ['如遇积水，不要通过。', []],
    ['雨停之前，不要出门，除非有人通知。', []],
    ['立即转移。', []],
  ])('%s', (sentence, shorter) => {
    expect(shortenings(sentence)).toEqual([sentence, ...shorter]);
  });
});

describe('places', () => {
  const nameOf = (code: string) => (code === '654225' ? '裕民县' : null);
  const area = (description: string) => [{ description, adcodes: ['654225'], polygons: [], circles: [] }];

  it('stand as described where each is a plain name, else by the regions they were matched to', () => {
    expect(plainPlaces({ areas: area('哈拉布拉镇、吉也克镇。'), adcodes: ['654225'] }, nameOf)).toEqual(['哈拉布拉镇', '吉也克镇']); // prettier-ignore
    for (const sentence of ['全县大部，尤其是沿河', '见附图：甲、乙', '很长'.repeat(20), ''])
      expect(plainPlaces({ areas: area(sentence), adcodes: ['654225', '650000000'] }, nameOf)).toEqual(['裕民县', '650000000']); // prettier-ignore
  });

  it('are named whole or counted, at least one is named', () => {
    const names = ['甲镇', '乙镇', '丙镇', '丁镇'];
    expect(sayPlaces(names)).toBe('甲镇、乙镇、丙镇、丁镇');
    expect(fitPlaces(names, 8)).toBe('甲镇、乙镇等4处');
    expect(fitPlaces(names, 1)).toBe('甲镇等4处');
    expect(fitPlaces(['一个很长的地名'], 1)).toBe('一个很长的地名');
  });
});
