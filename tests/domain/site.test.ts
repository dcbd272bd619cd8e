import { expect, test } from 'vitest';
import { imprintOf } from '../../src/domain/site.ts';

test('a bureau that has put its name is named at the foot of each page, with its registrations', () => {
  const site = { office: '某某县应急管理局', isOfficeNamed: true, registrations: ['备案号一', '备案号二'] };
  expect(imprintOf(site)).toEqual(['主办：某某县应急管理局', '备案号一', '备案号二']);
});

test('the neutral name stands for nobody and is not shown as the host', () => {
  expect(imprintOf({ office: '应急管理局', isOfficeNamed: false, registrations: [] })).toEqual([]);
});
