import { describe, expect, test } from 'vitest';
import { emptyForm, type DeskHazard, type DeskTemplate } from '../../../src/domain/alert-desk.ts';
import {
  blanksOf,
  isEmptyForm,
  withBlank,
  withBulletin,
  withHazard,
  withLanguage,
  withMorePart,
  withoutLanguage,
  withoutPart,
} from '../../../src/islands/desk/form-change.ts';

const hazard = (name: string, template: string | null): DeskHazard => ({
  code: null,
  name,
  group: '水旱',
  aliases: [],
  isMeteorological: false,
  template,
});
const hazards = [hazard('山洪', 'flood'), hazard('泥石流', 'slide'), hazard('蝗灾', null)];
const templates: DeskTemplate[] = [
  { id: 'flood', description: '〔地点〕可能发生山洪。', instruction: '往高处走。', sources: [] },
  { id: 'slide', description: '〔地点〕可能发生泥石流。', instruction: '往两侧跑。', sources: [] },
];
const begun = emptyForm('裕民县应急管理局');
const choose = (form: typeof begun, name: string) =>
  withHazard(form, { code: null, name }, hazards, templates);

describe('the template of a hazard', () => {
  test('fills what nobody wrote, and goes with its hazard', () => {
    const flood = choose(begun, '山洪');
    expect(flood.bulletins[0]).toMatchObject({
      description: '〔地点〕可能发生山洪。',
      instruction: '往高处走。',
    });
    expect(choose(flood, '泥石流').bulletins[0]?.instruction).toBe('往两侧跑。');
    expect(choose(flood, '蝗灾').bulletins[0]?.instruction).toBe('');
  });

  test('never replaces words typed by hand', () => {
    const typed = withBulletin(choose(begun, '山洪'), 'zh-CN', { description: '哈拉布拉镇可能发生山洪。' });
    expect(choose(typed, '泥石流').bulletins[0]).toMatchObject({
      description: '哈拉布拉镇可能发生山洪。',
      instruction: '往两侧跑。',
    });
  });

  test('leaves blanks that are found in order and filled one by one', () => {
    const text = '〔时间〕至〔时间〕，〔地点〕有雨。';
    expect(blanksOf(text)).toEqual(['〔时间〕', '〔时间〕', '〔地点〕']);
    expect(withBlank(text, 1, '20时')).toBe('〔时间〕至20时，〔地点〕有雨。');
    expect(withBlank('〔a〕', 0, '$&')).toBe('$&');
  });
});

test('a form is empty until somebody chose or wrote something; a template alone is neither', () => {
  expect(isEmptyForm(begun, templates)).toBe(true);
  const filled = { ...choose(begun, '山洪'), hazard: { code: null, name: '' } };
  expect(isEmptyForm(filled, templates)).toBe(true);
  expect(isEmptyForm(choose(begun, '山洪'), templates)).toBe(false);
  expect(isEmptyForm(withBulletin(begun, 'zh-CN', { headline: '题' }), templates)).toBe(false);
});

test('the last part and the first language stay', () => {
  expect(withoutPart(begun, 0).parts).toHaveLength(1);
  expect(withoutPart(withMorePart(begun), 0).parts).toHaveLength(1);
  expect(withoutLanguage(begun, 'zh-CN').bulletins).toHaveLength(1);
  expect(withoutLanguage(withLanguage(begun, 'ug'), 'ug').bulletins).toHaveLength(1);
  expect(withLanguage(withLanguage(begun, 'ug'), 'ug').bulletins).toHaveLength(2);
});
