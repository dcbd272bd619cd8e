import { describe, expect, test } from 'vitest';
import type { OfficerForm } from '../../../src/domain/alert-desk.ts';
import { differences, merged } from '../../../src/islands/desk/draft-differences.ts';
import { formUnits } from '../../../src/islands/desk/form-units.ts';
import { withBulletin, withLanguage } from '../../../src/islands/desk/form-change.ts';
import { smallForm } from './small-form.ts';

const base = smallForm();
const said = (form: OfficerForm, description: string) => withBulletin(form, 'zh-CN', { description });
const between = (mine: OfficerForm, theirs: OfficerForm, began: OfficerForm | null = base) =>
  differences(
    began,
    mine,
    theirs,
    formUnits([mine, theirs], (adcode) => adcode),
  );

describe('two officers on one draft', () => {
  test('see nothing where they agree', () => {
    expect(between(said(base, '雨大'), said(base, '雨大'))).toEqual([]);
  });

  test('keep what each changed alone, and choose where both did', () => {
    const mine = said(smallForm({ expiresAt: '2026-07-01T18:00:00.000Z' }), '我写的');
    const theirs = said(smallForm({ source: '裕民县防汛办' }), '她写的');
    const found = between(mine, theirs);
    expect(found.map(({ unit, suggested }) => [unit.key, suggested])).toEqual([
      ['expiresAt', 'mine'],
      ['source', 'theirs'],
      ['zh-CN.description', null],
    ]);
    const chosen = merged(mine, theirs, found, (key) => (key === 'source' ? 'theirs' : 'mine'));
    expect(chosen).toEqual({ ...mine, source: '裕民县防汛办' });
  });

  test('with no common beginning choose everything', () => {
    const found = between(smallForm({ source: '甲' }), smallForm({ source: '乙' }), null);
    expect(found.map(({ suggested }) => suggested)).toEqual([null]);
  });

  test('lose no language that only one of them wrote', () => {
    const mine = withBulletin(withLanguage(base, 'ug'), 'ug', { headline: 'تەۋە' });
    const found = between(mine, base);
    expect(found.map(({ unit }) => unit.key)).toEqual(['ug.headline']);
    expect(merged(mine, base, found, () => 'mine')).toEqual(mine);
    expect(merged(mine, base, found, () => 'theirs')).toEqual(base);
  });

  test('read levels and places in words', () => {
    const [found] = between(
      smallForm({ parts: [{ level: 'red', adcodes: ['654225'], polygon: null }] }),
      base,
    );
    expect(found?.mine).toBe('红色：654225');
    expect(found?.theirs).toBe('橙色：654225200');
  });
});
