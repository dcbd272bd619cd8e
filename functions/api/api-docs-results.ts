import { z } from 'zod';
import { document, json } from './api-docs-operation.ts';
import { adcode } from './api-docs-shapes.ts';
import type { Documented } from './api-docs-tags.ts';

const result = z.strictObject({
  id: z.string(),
  category: z.string(),
  categoryName: z.string(),
  adcode: adcode.nullable().describe('到县为止'),
  regionName: z.string(),
  finding: z.enum(['substantiated', 'partly', 'unsubstantiated', 'unverifiable']),
  closedWeek: z.string().describe('办结那一周的星期一'),
  found: z.string().describe('查到了什么，核查单位的话'),
  done: z.string().describe('怎么改的'),
});
const results = z.strictObject({ page: z.int(), pages: z.int(), total: z.int(), results: z.array(result) });
const count = z.int().nullable().describe('null 是不公布：少于五件，或公布了能算出别的');
const row = {
  counts: z.strictObject({
    received: count,
    accepted: count,
    substantiated: count,
    rectified: count,
    rewarded: count,
  }),
  rewardFen: z.int().nullable().describe('分，取整到千元'),
};
const rows = z.array(z.strictObject({ key: z.string(), ...row }));
const statistics = z.strictObject({
  quarter: z.string(),
  from: z.string(),
  to: z.string(),
  total: z.strictObject(row),
  weeks: rows,
  categories: rows,
  regions: rows,
  nameOf: z.record(z.string(), z.string()),
});
const quarters = z.strictObject({
  quarters: z.array(z.strictObject({ quarter: z.string(), json: z.string(), csv: z.string() })),
});

const counts = { received: 42, accepted: 30, substantiated: 16, rectified: 12, rewarded: null };
const shown = { counts, rewardFen: null };
const statisticsExample = {
  quarter: '2026-Q3', from: '2026-07-06', to: '2026-10-04', total: shown,
  weeks: [{ key: '2026-07-06', ...shown }], categories: [{ key: 'mining', ...shown }], regions: [{ key: '654225', ...shown }],
  nameOf: { mining: '非煤矿山', '654225': '裕民县', other: '其他' },
}; // prettier-ignore
const resultExample = { id: '4f1c', category: 'mining', categoryName: '非煤矿山', adcode: '654225', regionName: '裕民县', finding: 'substantiated', closedWeek: '2026-07-06', found: '坝体有渗水点。', done: '已经加固，复查合格。' }; // prettier-ignore
const ONE_PAGE = { requestParams: { query: z.object({ region: adcode.optional(), category: z.string().optional(), page: z.coerce.number().int().optional() }) } }; // prettier-ignore
const ONE_QUARTER = { requestParams: { path: z.object({ quarter: z.string().describe('例如 2026-Q3') }) } };
const FILE = '/api/results/:file{20\\d\\d-Q[1-4]\\.(?:json|csv)}';

export const resultDocs: readonly Documented[] = [
  {
    method: 'get',
    path: '/api/results.json',
    operation: json(
      '公开',
      '办结并公开的举报：查到了什么、怎么改的，没有举报人的任何信息',
      { schema: results, example: { page: 1, pages: 1, total: 1, results: [resultExample] } },
      ONE_PAGE,
    ),
  },
  {
    method: 'get',
    path: '/api/results/statistics.json',
    operation: json('公开', '已经公布的季度统计', {
      schema: quarters,
      example: {
        quarters: [
          { quarter: '2026-Q3', json: '/api/results/2026-Q3.json', csv: '/api/results/2026-Q3.csv' },
        ],
      },
    }),
  },
  {
    method: 'get',
    path: '/api/results/{quarter}.json',
    route: FILE,
    operation: json(
      '公开',
      '一个季度的统计：按周、按类别、按地区。公布后不再改',
      { schema: statistics, example: statisticsExample },
      { ...ONE_QUARTER, refuses: [404] },
    ),
  },
  {
    method: 'get',
    path: '/api/results/{quarter}.csv',
    route: FILE,
    operation: document('公开', '同一份统计，电子表格能打开', 'text/csv', ONE_QUARTER),
  },
];
