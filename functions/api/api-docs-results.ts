import { z } from 'zod';
import { document, json } from './api-docs-operation.ts';
import {
  quarters,
  resultExample,
  results,
  statistics,
  statisticsExample,
} from './api-docs-results-shapes.ts';
import { adcode } from './api-docs-shapes.ts';
import type { Documented } from './api-docs-tags.ts';

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
