import { describe, expect, test } from 'vitest';
import { emptyForm, type OfficerForm } from '../../src/domain/alert-desk.ts';
import type { LatLon } from '../../src/domain/alert.ts';
import { checkForm } from '../../src/domain/officer-check.ts';
import { polygonMistake } from '../../src/domain/officer-polygon.ts';
import { approvalRefusal, needsSecondPerson } from '../../src/domain/officer-rules.ts';
import { staffMember } from '../support/staff.ts';

const NOW = '2026-07-01T04:00:00.000Z';
const square: LatLon[] = [
  [45, 82],
  [45, 83],
  [46, 83],
  [46, 82],
  [45, 82],
];

function form(change: Partial<OfficerForm> = {}): OfficerForm {
  return {
    ...emptyForm('某某县应急管理局'),
    hazard: { code: '11A51', name: '山洪' },
    parts: [{ level: 'orange', adcodes: ['654225'], polygon: null }],
    expiresAt: '2026-07-01T10:00:00.000Z',
    ...change,
  };
}
const words = (change: Partial<OfficerForm>): string[] =>
  checkForm(form(change), 'issue', NOW).map(({ word, path }) => `${path} ${word}`);
const headline = (text: string): Partial<OfficerForm> => ({
  bulletins: [{ ...emptyForm('').bulletins[0]!, headline: text }],
});

describe('a form', () => {
  test('that is right has no mistake', () => {
    expect(words({})).toEqual([]);
    expect(words({ parts: [{ level: 'red', adcodes: [], polygon: square }] })).toEqual([]);
  });

  test.each<[string, Partial<OfficerForm>, string]>([
    ['without a hazard', { hazard: { code: null, name: ' ' } }, 'hazard field-invalid'],
    ['without a source', { source: '' }, 'source field-invalid'],
    ['without a part', { parts: [] }, 'parts field-invalid'],
    [
      'without a level',
      { parts: [{ level: null, adcodes: ['65'], polygon: null }] },
      'parts.0.level field-invalid',
    ],
    [
      'without a place',
      { parts: [{ level: 'red', adcodes: [], polygon: null }] },
      'parts.0.adcodes field-invalid',
    ],
    [
      'with no code',
      { parts: [{ level: 'red', adcodes: ['1'], polygon: null }] },
      'parts.0.adcodes region-unknown',
    ],
    [
      'with one place in two parts',
      {
        parts: [
          { level: 'red', adcodes: ['654225'], polygon: null },
          { level: 'blue', adcodes: ['654225000000'], polygon: null },
        ],
      },
      'parts.1.adcodes field-invalid',
    ],
    [
      'with 501 places',
      {
        parts: [
          { level: 'red', adcodes: Array.from({ length: 501 }, (_, i) => `${654225100 + i}`), polygon: null },
        ],
      },
      'parts.0.adcodes regions-too-many',
    ],
    ['without an end', { expiresAt: null }, 'expiresAt validity-invalid'],
    ['that has ended', { expiresAt: NOW }, 'expiresAt validity-invalid'],
    ['that ends before it begins', { onsetAt: '2026-07-01T11:00:00.000Z' }, 'expiresAt validity-invalid'],
    ['that ends in the year 9999', { expiresAt: '9999-01-01T00:00:00.000Z' }, 'expiresAt validity-invalid'],
    ['that began last month', { onsetAt: '2026-06-01T00:00:00.000Z' }, 'onsetAt validity-invalid'],
    ['with a gap of the template', headline('〔几时〕有山洪'), 'bulletins.0.headline template-unfilled'],
    [
      'whose title names another level',
      headline('某县发布山洪红色预警'),
      'bulletins.0.headline level-disagrees',
    ],
    [
      'whose first language is not Chinese',
      { bulletins: [{ ...emptyForm('').bulletins[0]!, language: 'en', headline: 'Flood' }] },
      'bulletins field-invalid',
    ],
    [
      'with a second language without a title',
      { bulletins: [...form().bulletins, { ...form().bulletins[0]!, language: 'ug' }] },
      'bulletins.1.headline field-invalid',
    ],
    [
      'with one language twice',
      { bulletins: [...form().bulletins, { ...form().bulletins[0]!, language: 'ZH-cn', headline: 'x' }] },
      'bulletins.1.language field-invalid',
    ],
    [
      'with a web address that runs code',
      { bulletins: [{ ...form().bulletins[0]!, web: 'javascript:alert(1)' }] },
      'bulletins.0.web field-invalid',
    ],
  ])('%s is refused at that field', (_name, change, expected) => {
    expect(words(change)).toContain(expected);
  });

  test('a title may name the level it rises from', () => {
    expect(words(headline('山洪黄色预警升级为橙色'))).toEqual([]);
    expect(words(headline('山洪黄色预警升级为红色'))).toEqual(['bulletins.0.headline level-disagrees']);
  });
});

describe('a drawn area', () => {
  test('that is closed and simple can be used', () => {
    expect(polygonMistake(square, 200)).toBeNull();
  });

  test.each<[string, LatLon[]]>([
    ['of nothing', []],
    ['of two points', [square[0]!, square[1]!, square[0]!]],
    ['not closed', square.slice(0, 4)],
    ['crossing itself', [square[0]!, square[2]!, square[1]!, square[3]!, square[0]!]],
    ['running back over itself', [square[0]!, square[1]!, [45, 82.5], square[3]!, square[0]!]],
    [
      'touching itself',
      [
        [45, 82],
        [45, 83],
        [46, 83],
        [45, 82.5],
        [46, 82],
        [45, 82],
      ],
    ],
    [
      'on one line',
      [
        [45, 82],
        [45, 83],
        [45, 84],
        [45, 82],
      ],
    ],
    [
      'beyond the pole',
      [
        [91, 82],
        [45, 83],
        [46, 83],
        [91, 82],
      ],
    ],
    [
      'beyond the date line',
      [
        [45, 181],
        [45, 83],
        [46, 83],
        [45, 181],
      ],
    ],
    [
      'of no numbers',
      [
        [NaN, 82],
        [45, 83],
        [46, 83],
        [NaN, 82],
      ],
    ],
    [
      'of infinite numbers',
      [
        [Infinity, 82],
        [45, 83],
        [46, 83],
        [Infinity, 82],
      ],
    ],
    [
      'of one point repeated',
      [
        [45, 82],
        [45, 82],
        [45, 82],
        [45, 82],
      ],
    ],
  ])('%s is refused', (_name, ring) => {
    expect(polygonMistake(ring, 200)).toMatch(/。$/);
  });

  test('of more points than a hand draws is refused before anything is computed', () => {
    const many = Array.from({ length: 100_000 }, (_, i): LatLon => [45, 82 + i / 1e6]);
    expect(polygonMistake(many, 200)).toContain('最多 200 个点');
  });
});

describe('the second person', () => {
  const settings = {
    offices: ['某某县应急管理局'],
    secondPersonLevels: ['red', 'orange'] as const,
    approvers: ['alert-approver'] as const,
  };

  test('is asked for by the level that goes out and by the level it replaces', () => {
    expect(needsSecondPerson(settings, [{ level: 'orange' }], [])).toBe(true);
    expect(needsSecondPerson(settings, [{ level: 'blue' }], [{ level: 'red' }])).toBe(true);
    expect(needsSecondPerson(settings, [{ level: 'blue' }, { level: null }], [{ level: 'yellow' }])).toBe(
      false,
    );
  });

  test('is neither who began it, nor who changed it last, nor who asked', () => {
    const member = staffMember({ id: 'a', roles: ['alert-approver'] });
    const person = (id: string) => ({ id, name: id });
    const draft = { createdBy: person('x'), updatedBy: person('y'), requestedBy: person('z') };
    expect(approvalRefusal(settings, draft, member)).toBeNull();
    for (const own of ['createdBy', 'updatedBy', 'requestedBy'])
      expect(approvalRefusal(settings, { ...draft, [own]: person('a') }, member)).toBe('second-person-same');
    expect(approvalRefusal(settings, draft, staffMember({ id: 'b' }))).toBe('role-missing');
  });
});
