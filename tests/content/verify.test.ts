import { expect, test } from 'vitest';
import { faultText } from '../../src/content/fault.ts';
import { verifyContent } from '../../src/content/verify.ts';
import { replaced, withContent, type Changes } from './broken-content.ts';

const TODAY = '2026-11-22';
const verdict = (changes: Changes) => withContent(changes, (root) => verifyContent(root, TODAY));

test('sound content is read whole', () => {
  const { errors, warnings, content, documentCount } = verdict({});
  expect(errors.map(faultText)).toEqual([]);
  expect(warnings).toEqual([]);
  expect(documentCount).toBe(8);
  expect(content?.guides[0]).toMatchObject({ slug: 'hail', reviewBy: '2026-12-31' });
});

test('a bare year of a source is read as text', () => {
  expect(verdict({}).content?.kit.sources[0]?.date).toBe('2024');
});

const GUIDE = 'guides/hail.yaml';
const defects: readonly {
  defect: string;
  changes: Changes;
  file: string;
  field: string;
  says?: string;
  allowed?: string;
}[] = [
  { defect: 'an invalid enum', changes: { 'kits/household.yaml': replaced('tier: basic', 'tier: luxury') }, file: 'kits/household.yaml', field: 'items[0].tier', says: '"luxury"', allowed: 'extended' },
  { defect: 'a missing field', changes: { [GUIDE]: replaced('rule: 听到预警就进坚固的房子。\n', '') }, file: GUIDE, field: 'rule', says: '缺少这个字段' },
  { defect: 'a missing enum field', changes: { 'kits/household.yaml': replaced('    tier: basic\n', '') }, file: 'kits/household.yaml', field: 'items[0].tier', says: '缺少这个字段', allowed: 'special' },
  { defect: 'YAML that cannot be read', changes: { [GUIDE]: 'name: [冰雹\nhazard: hail' }, file: GUIDE, field: '', says: 'YAML 写法有误（第' },
  { defect: 'the same key twice', changes: { 'site/site.yaml': replaced('tagline: 测试', 'tagline: 测试\ntagline: 又一个') }, file: 'site/site.yaml', field: '', says: 'YAML 写法有误（第' },
  { defect: 'an empty file', changes: { 'site/site.yaml': '# 空\n' }, file: 'site/site.yaml', field: '', says: '文件是空的' },
  { defect: 'an unknown key', changes: { [GUIDE]: replaced('summary:', 'sumary: 错\nsummary:') }, file: GUIDE, field: 'sumary', says: '没有这个字段', allowed: 'summary' },
  { defect: 'an unknown key deep inside', changes: { [GUIDE]: replaced('{ text: 护住头。', '{ txt: 错, text: 护住头。') }, file: GUIDE, field: 'do[0].txt', allowed: 'text' },
  { defect: 'an unknown adcode', changes: { 'hotlines.yaml': replaced("['654225']", "['654299']") }, file: 'hotlines.yaml', field: 'hotlines[1].adcodes[0]', says: '没有这个区划代码' },
  { defect: 'an adcode with trailing zeros', changes: { 'hotlines.yaml': replaced("['654225']", "['650000']") }, file: 'hotlines.yaml', field: 'hotlines[1].adcodes[0]', says: '最短形式' },
  { defect: 'an adcode that is a number', changes: { 'hotlines.yaml': replaced("['654225']", '[654225]') }, file: 'hotlines.yaml', field: 'hotlines[1].adcodes[0]', says: '加引号' },
  { defect: 'a profile named for another region', changes: { 'regions/654225.yaml': replaced("adcode: '654225'", "adcode: '65'") }, file: 'regions/654225.yaml', field: 'adcode', says: '文件名' },
  { defect: 'an unknown source id', changes: { [GUIDE]: replaced('不冒雹抢收。, sources: [s1]', '不冒雹抢收。, sources: [s9]') }, file: GUIDE, field: 'dont[0].sources[0]', says: '"s9"', allowed: 's1' },
  { defect: 'a statement without a source', changes: { [GUIDE]: replaced('不冒雹抢收。, sources: [s1]', '不冒雹抢收。, sources: []') }, file: GUIDE, field: 'dont[0].sources', says: '至少 1 项' },
  { defect: 'an unknown hazard', changes: { [GUIDE]: replaced('hazard: hail', 'hazard: meteor') }, file: GUIDE, field: 'hazard', says: '没有这个灾种', allowed: 'hail' },
  { defect: 'an unknown guide', changes: { 'hazards/hail.yaml': replaced('guide: hail', 'guide: snow') }, file: 'hazards/hail.yaml', field: 'guide', says: '没有这篇指南', allowed: 'hail' },
  { defect: 'an unknown hotline', changes: { [GUIDE]: replaced("hotlines: ['119']", "hotlines: ['911']") }, file: GUIDE, field: 'hotlines[0]', says: '没有这个号码', allowed: '119' },
  { defect: 'a served region without a profile', changes: { 'site/site.yaml': replaced("['654225']", "['65']") }, file: 'site/site.yaml', field: 'regions[0]', allowed: '654225' },
  { defect: 'a slug taken twice', changes: { 'hazards/hail.yml': 'name: 冰雹\n' }, file: 'hazards/hail.yml', field: '', says: '重名' },
  { defect: 'an event code of two hazards', changes: { 'hazards/ice.yaml': 'name: 结冰\nicon: ice\nguide: null\neventCodes: ["11B15"]\neventNames: []\nfirstInstruction: null\norder: 2\n' }, file: 'hazards/ice.yaml', field: 'eventCodes[0]', says: 'hazards/hail.yaml' },
  { defect: 'a foreign file in a folder of documents', changes: { 'guides/notes.txt': '随手记' }, file: 'guides/notes.txt', field: '', says: '只放 .yaml' },
  { defect: 'a day that does not exist', changes: { [GUIDE]: replaced('2026-12-31', '2026-02-30') }, file: GUIDE, field: 'reviewBy', says: '没有这一天' },
  { defect: 'a review before it was reviewed', changes: { [GUIDE]: replaced('reviewedOn: 2026-01-01', 'reviewedOn: 2027-01-01') }, file: GUIDE, field: 'reviewBy', says: '晚于' },
  { defect: 'a rule too long for one line', changes: { [GUIDE]: replaced('听到预警就进坚固的房子。', '很'.repeat(33)) }, file: GUIDE, field: 'rule', says: '至多 32 个字' },
  { defect: 'a direction mark hidden in a line', changes: { [GUIDE]: replaced('护住头。', '护住\u202E头。') }, file: GUIDE, field: 'do[0].text', says: '控制字符' },
  { defect: 'an alias that stands for other text', changes: { 'site/site.yaml': 'name: &a [x, x]\ntagline: [*a, *a]\n' }, file: 'site/site.yaml', field: '', says: 'YAML 写法有误' },
  { defect: 'a second person of no role', changes: { 'site/site.yaml': replaced('approvers: [duty-officer,', 'approvers: [mayor,') }, file: 'site/site.yaml', field: 'desk.approvers[0]', says: '"mayor"', allowed: 'alert-approver' },
  { defect: 'a template of an unknown hazard', changes: { 'templates/hail.yaml': replaced('hazard: hail', 'hazard: meteor') }, file: 'templates/hail.yaml', field: 'hazard', says: '没有这个灾种', allowed: 'hail' },
  { defect: 'a missing single document', changes: { 'kits/household.yaml': null }, file: 'kits/household.yaml', field: '', says: '缺少这个文件' },
]; // prettier-ignore

test.each(defects)('$defect is an error naming file and field', ({ changes, file, field, says, allowed }) => {
  const { errors, content } = verdict(changes);
  expect(content).toBeNull();
  const found = errors.find((error) => error.file === file && error.field === field);
  expect(found, errors.map(faultText).join('\n')).toBeDefined();
  if (found === undefined) return;
  const text = faultText(found);
  expect(text).toContain(`content/${file}`);
  if (says !== undefined) expect(text).toContain(says);
  if (allowed !== undefined) expect(found.allowed).toContain(allowed);
});

test('all errors of all files come at once', () => {
  const { errors } = verdict({
    [GUIDE]: (text) => text.replace('name: 冰雹\n', '').replace('summary:', 'sumary:'),
    'site/site.yaml': replaced('isOfficeNamed: false', 'isOfficeNamed: maybe'),
  });
  expect(errors.map((error) => error.field).sort()).toEqual(['isOfficeNamed', 'name', 'sumary', 'summary']);
});

test('a guide past its review date is warned of and still built', () => {
  const { errors, warnings, content } = verdict({ [GUIDE]: replaced('2026-12-31', '2026-11-21') });
  expect(errors).toEqual([]);
  expect(content).not.toBeNull();
  expect(warnings.map(faultText)).toEqual([
    expect.stringContaining('content/guides/hail.yaml，字段 reviewBy'),
  ]);
});

test('a guide on its last day is not past its review date', () => {
  expect(verdict({ [GUIDE]: replaced('2026-12-31', TODAY) }).warnings).toEqual([]);
});
