import { expect, test } from 'vitest';
import { resultRoutes } from '../../../functions/api/results.ts';
import { staffResultsPage } from '../../../functions/api/staff-results-page.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createResultStore } from '../../../functions/store/results-queries.ts';
import { publishQuarters, resultsReader } from '../../../functions/use-cases/list-results.ts';
import { purgeCases } from '../../../functions/use-cases/purge-cases.ts';
import { approver, at, intake, handler, member, openOffice, planted } from '../case-clock-office.ts';

const editor = member('editor', 'editor');
const good = {
  found: '核查发现坝体下游有两处渗水点，排水沟堵塞。',
  done: '企业清通排水沟、加固坝体，专家复查合格。',
};

async function openPortal() {
  const office = await openOffice();
  let ids = 0;
  const deps = {
    ...office.deps,
    results: createResultStore(openDatabase(office.site.pool)),
    categories: new Map([['mining', '非煤矿山']]),
    regions: ['654225'],
    nameOf: (adcode: string) => (adcode === '654225' ? '裕民县' : null),
    newId: () => `public-${(ids += 1)}`,
    changed: () => undefined,
  };
  const pages = staffResultsPage(deps);
  const reader = resultsReader(deps);
  const form = async (id: string, fields: Record<string, string>, who = editor) => {
    const version = String((await office.cases.findCase(id))?.version);
    const seen = { seenFound: fields['found'] ?? good.found, seenDone: fields['done'] ?? good.done };
    const body = new URLSearchParams({ version, ...good, ...seen, ...fields });
    return (await pages.changeResult(who, id, new Request('http://localhost/', { method: 'POST', body })))
      .result;
  };
  const all = () => reader.results({ adcode: null, category: null }, 1);
  return { ...office, deps, pages, reader, form, all, app: resultRoutes(reader) };
}

test('a closed case is told to the public in the office’s words, and never before it is closed', async () => {
  const { file, act, form, all, app, pages, set, deps, cases } = await openPortal();
  const { id } = await file('654225100');
  await act(id, { do: 'accept', involvesDeath: false }, intake);
  expect(await form(id, { do: 'publish' })).toMatchObject({ problem: { word: 'case-move-refused' } });
  await act(id, { do: 'verify' }, handler);
  await act(id, { do: 'find', finding: 'substantiated', verifiers: ['handler', 'other'] }, handler);
  await act(id, { do: 'order', dueDay: '2026-07-20' }, approver);
  await act(id, { do: 'recheck', isPut: true }, handler);
  await act(id, { do: 'close' }, handler);
  expect(await pages.resultTasks(editor)).toMatchObject([{ id, publication: 'private', words: null }]);
  expect(await pages.resultTasks(handler)).toEqual([]);
  expect(await form(id, { do: 'publish' }, handler)).toMatchObject({ problem: { word: 'role-missing' } });
  expect(await form(id, { do: 'publish' }, { ...editor, adcodes: ['654202'] })).toMatchObject({ problem: { word: 'role-missing' } }); // prettier-ignore
  expect(await form(id, { do: 'preview' })).toEqual({ ok: true, value: 'previewed' });
  // Changed after the look: shown once more, not published.
  expect(await form(id, { do: 'publish', seenFound: '别的话' })).toEqual({ ok: true, value: 'previewed' });
  expect((await all()).total).toBe(0);
  expect(await form(id, { do: 'publish' })).toEqual({ ok: true, value: 'published' });
  // Public words are not changed under the public's eyes.
  expect(await form(id, { do: 'publish', found: '别的话' })).toMatchObject({ problem: { word: 'case-move-refused' } }); // prettier-ignore

  const answer = await app.request('/api/results.json?region=654225');
  const body: unknown = await answer.json();
  expect(body).toEqual({
    page: 1, pages: 1, total: 1,
    results: [{ id: 'public-1', category: 'mining', categoryName: '非煤矿山', adcode: '654225', regionName: '裕民县', finding: 'substantiated', closedWeek: '2026-03-02', ...good }],
  }); // prettier-ignore
  const caseNo = (await cases.findCase(id))?.caseNo ?? '';
  for (const trace of [id, caseNo, planted.text, '654225100', '2026-03-02T'])
    expect(JSON.stringify(body)).not.toContain(trace);
  expect(await (await app.request('/api/results.json?region=65420299')).json()).toMatchObject({ total: 0 });

  // After the purge the public words stay: they are not the reporter's.
  await act(id, { do: 'deny', reason: '放弃' }, approver);
  set(at('2026-07-01T00:00:00'));
  expect((await purgeCases(deps)).purged).toBe(1);
  expect((await all()).total).toBe(1);
  expect(await form(id, { do: 'unpublish' })).toEqual({ ok: true, value: 'withdrawn' });
  expect((await all()).total).toBe(0);
  await form(id, { do: 'publish' });
  await act(id, { do: 'reopen' }, approver);
  expect((await all()).total).toBe(0);
});

test('words that name, reach, quote or pay somebody are not published', async () => {
  const { file, act, form } = await openPortal();
  const { id } = await file();
  await act(id, { do: 'accept', involvesDeath: false }, intake);
  await act(id, { do: 'answer' }, 'reporter', '我昨天又看到他们把排水沟堵上了还骂人');
  await act(id, { do: 'verify' }, handler);
  await act(id, { do: 'find', finding: 'unsubstantiated', verifiers: ['handler', 'other'] }, handler);
  await act(id, { do: 'close' }, handler);
  const refusals = {
    'result-traced': [
      '请拨打 139 0000 0000 询问',
      '举报人反映属实',
      '已发放奖励三千元',
      '车牌新F12345的货车',
    ],
    'result-copied': ['经查，昨天又看到他们 把排水沟堵上了，还骂人'],
    'field-invalid': ['  '],
    'text-too-long': ['长'.repeat(501)],
  };
  for (const [word, texts] of Object.entries(refusals))
    for (const found of texts) expect(await form(id, { do: 'preview', found }), found).toMatchObject({ problem: { word } }); // prettier-ignore
  expect(await form(id, { do: 'preview', found: '现场没有发现所说的情况。', done: '' })).toEqual({ ok: true, value: 'previewed' }); // prettier-ignore
  expect(await form(id, { do: 'preview', version: '1' })).toMatchObject({
    problem: { word: 'case-changed' },
  });
});

test('figures of a quarter come when its last week is over, once, with small ones hidden, and never change', async () => {
  const { file, act, set, deps, reader, app, site } = await openPortal();
  const filed = [];
  for (let i = 0; i < 7; i += 1) filed.push(await file());
  await file('654202');
  for (const { id } of filed) await act(id, { do: 'accept', involvesDeath: false }, intake);
  // 30 March is a Monday: that week belongs to the first quarter.
  set(at('2026-04-05T23:59:59'));
  expect(await publishQuarters(deps)).toBe(0);
  set(at('2026-04-06T00:00:01'));
  expect(await Promise.all([publishQuarters(deps), publishQuarters(deps)])).toContain(1);
  expect(await reader.quarters()).toEqual(['2026-Q1']);
  const before = await reader.statistics('2026-Q1');
  expect(before?.total.counts).toEqual({ received: 8, accepted: 7, substantiated: null, rectified: null, rewarded: null }); // prettier-ignore
  // Seven of eight are here: beside the total that would tell of the one elsewhere.
  expect(before?.regions.map(({ counts }) => counts.received)).toEqual([null, null]);
  await site.pool.query(`update tip_off_case set content = jsonb_set(content, '{acceptedAt}', 'null')`);
  expect(await publishQuarters(deps)).toBe(0);
  expect(await reader.statistics('2026-Q1')).toEqual(before);
  const csv = await (await app.request('/api/results/2026-Q1.csv')).text();
  expect(csv.split('\r\n')[0]).toBe(
    '季度,分组,代码,名称,收到,受理,查实,整改到位,发放奖励,奖金（元，取整到千元）',
  );
  expect((await app.request('/api/results/2026-Q2.json')).status).toBe(404);
  expect(await (await app.request('/api/results/statistics.json')).json()).toEqual({
    quarters: [{ quarter: '2026-Q1', json: '/api/results/2026-Q1.json', csv: '/api/results/2026-Q1.csv' }],
  });
});
