import { beforeEach, expect, test } from 'vitest';
import { readGazetteer } from '../../../functions/content/content-files.ts';
import type { Store } from '../../../functions/store/store.ts';
import { importShelters } from '../../../functions/use-cases/import-shelters.ts';
import { freshStore } from '../../support/database.ts';

const gazetteer = readGazetteer();
let store: Store;
beforeEach(async () => ({ store } = await freshStore()));

const HEADER = '编号,名称,区划代码,地址,纬度,经度,坐标系,容纳人数,状态,状态时间,来源,核验日期';
const row = (change: Record<number, string> = {}) =>
  ['YM-1', '第一小学操场', '654225', '团结路 1 号', '46.2', '82.98', 'WGS84', '"1,200"', '开放中', '2026-11-01 08:30', '县应急局', '2026-11-01']
    .map((cell, index) => change[index] ?? cell)
    .join(','); // prettier-ignore
const table = (...rows: string[]) => [HEADER, ...rows].join('\n');

async function load(text: string | Uint8Array, isDryRun = false) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return importShelters({ store, gazetteer, isDemonstration: false }, bytes, isDryRun);
}

async function errorsOf(text: string) {
  const result = await load(text);
  if (!result.ok) throw new Error(result.problem.detail ?? result.problem.word);
  expect(result.value.saved).toBeNull();
  expect(await store.listShelters(null)).toEqual([]);
  return result.value.errors.map(({ line, column }) => `${line} ${column}`);
}

test('a table is stored whole, and an empty cell stays 未登记', async () => {
  const result = await load(table(row(), row({ 0: 'YM-2', 4: '', 5: '', 6: '', 7: '', 8: '', 9: '' })));
  expect(result).toMatchObject({
    ok: true,
    value: { rows: 2, readable: 2, errors: [], saved: { inserted: 2 } },
  });
  const stored = await store.listShelters('6542');
  expect(stored.find(({ id }) => id === 'YM-1')).toMatchObject({
    adcode: '654225',
    position: { lat: 46.2, lon: 82.98, datum: 'WGS84' },
    capacityPersons: 1200,
    status: 'open',
    statusAt: '2026-11-01T00:30:00.000Z',
    verifiedAt: '2026-10-31T16:00:00.000Z',
    isDemonstration: false,
  });
  expect(stored.find(({ id }) => id === 'YM-2')).toMatchObject({
    position: null,
    capacityPersons: null,
    status: null,
  });
});

test('the same table again replaces its rows', async () => {
  await load(table(row()));
  const again = await load(table(row({ 1: '第一小学体育馆' })));
  expect(again).toMatchObject({ ok: true, value: { saved: { inserted: 0, updated: 1 } } });
  expect((await store.listShelters(null)).map(({ name }) => name)).toEqual(['第一小学体育馆']);
});

test('a dry run reports the same and stores nothing', async () => {
  expect(await load(table(row()), true)).toMatchObject({
    ok: true,
    value: { readable: 1, errors: [], saved: null },
  });
  expect(await store.listShelters(null)).toEqual([]);
});

test('one bad row keeps all good ones out', async () => {
  expect(await errorsOf(table(row(), row({ 0: 'YM-2', 2: '999999' })))).toEqual(['3 区划']);
});

test.each([
  ['no number', { 0: '' }, ['2 编号']],
  ['no name', { 1: '' }, ['2 名称']],
  ['no address', { 3: '' }, ['2 地址']],
  ['no source', { 10: '' }, ['2 来源']],
  ['no date of verification', { 11: '' }, ['2 核验日期']],
  ['a date that is none', { 11: '去年' }, ['2 核验日期']],
  ['the 31st of June', { 11: '2026-06-31' }, ['2 核验日期']],
  ['a name for a code', { 2: '裕民县' }, ['2 区划']],
  ['latitude and longitude swapped', { 4: '82.98', 5: '46.2' }, ['2 纬度']],
  ['half a position', { 5: '' }, ['2 纬度']],
  ['a position on no globe', { 4: '146' }, ['2 纬度']],
  ['a position without its datum', { 6: '' }, ['2 坐标系']],
  ['a datum nobody uses', { 6: 'NAD27' }, ['2 坐标系']],
  ['a number that is none', { 7: '很多' }, ['2 容纳人数']],
  ['a decimal comma', { 7: '"1,5"' }, ['2 容纳人数']],
  ['a status of our own making', { 8: '大概开' }, ['2 状态']],
  ['a control character', { 1: '第一\u0007小学' }, ['2 名称']],
  ['a direction override', { 3: '团结路\u202e1 号' }, ['2 地址']],
  ['a name of a hundred characters', { 1: '校'.repeat(100) }, ['2 名称']],
] as const)('a row with %s is refused by line and column', async (_, change, errors) => {
  expect(await errorsOf(table(row(change)))).toEqual(errors);
});

test('every mistake of a table is named at once, also in one row', async () => {
  const rows = [row({ 0: '', 7: '很多', 11: '' }), row(), row(), row({ 0: 'YM-3', 2: 'x' })];
  const errors = await errorsOf(table(...rows));
  expect(errors.sort()).toEqual(['2 容纳人数', '2 核验日期', '2 编号', '4 编号', '5 区划'].sort());
});

test('lines are counted as an editor counts them, blank ones too', async () => {
  expect(
    await errorsOf(`${HEADER}\r\n\r\n${row()}\r\n,,,,,,,,,,,\r\n\r\n${row({ 0: 'B', 2: 'x' })}\r\n`),
  ).toEqual(['6 区划']);
});

test('a column nobody knows is reported and not read', async () => {
  const [header, cells] = [`${HEADER},备注,`, `${row()},无,`];
  expect(await load(`${header}\n${cells}`)).toMatchObject({
    ok: true,
    value: { unknownColumns: ['备注'], saved: { inserted: 1 } },
  });
});

test('a status without its time is stored with a warning: the page will not call it open', async () => {
  const result = await load(table(row({ 9: '' })));
  expect(result).toMatchObject({ ok: true, value: { warnings: [{ line: 2, column: '状态时间' }] } });
});

test.each([
  ['nothing', ''],
  ['a header alone', HEADER],
  ['a quotation that never ends', `${HEADER}\n"YM-1,第一小学`],
  ['a row that is too short', `${HEADER}\nYM-1,第一小学`],
  ['a column twice', `${HEADER},名称\n${row()},另一个`],
  ['bytes of no encoding', Uint8Array.of(0xff, 0xff, 0xff, 0xff)],
  ['too many rows', `${HEADER}\n${`${row()}\n`.repeat(20_001)}`],
])('%s is no table of shelters', async (_, text) => {
  expect(await load(text)).toMatchObject({ ok: false, problem: { word: 'shelter-file-invalid' } });
  expect(await store.listShelters(null)).toEqual([]);
});

test('a table saved by Excel as GBK or as UTF-8 with its mark is read', async () => {
  const gbk = Buffer.from(
    'b1e0bac52cc3fbb3c62cc7f8bbaeb4fac2eb2cb5d8d6b72cc0b4d4b42cbacbd1e9c8d5c6da0a', 'hex',
  ); // prettier-ignore
  const cells = Buffer.concat([Buffer.from('YM-1,'), Buffer.from('d0a1d1a7', 'hex'), Buffer.from(',654225,'), Buffer.from('c2b7', 'hex'), Buffer.from(',x,2026-11-01')]); // prettier-ignore
  expect(await load(Buffer.concat([gbk, cells]))).toMatchObject({
    ok: true,
    value: { saved: { inserted: 1 } },
  });
  expect((await store.listShelters(null))[0]).toMatchObject({ name: '小学', address: '路' });
  expect(await load(`\ufeff${table(row())}`)).toMatchObject({ ok: true, value: { errors: [] } });
});
