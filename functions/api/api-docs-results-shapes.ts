import { z } from 'zod';
import { adcode } from './api-docs-shapes.ts';

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
export const results = z.strictObject({
  page: z.int(),
  pages: z.int(),
  total: z.int(),
  results: z.array(result),
});
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
export const statistics = z.strictObject({
  quarter: z.string(),
  from: z.string(),
  to: z.string(),
  total: z.strictObject(row),
  weeks: rows,
  categories: rows,
  regions: rows,
  nameOf: z.record(z.string(), z.string()),
});
export const quarters = z.strictObject({
  quarters: z.array(z.strictObject({ quarter: z.string(), json: z.string(), csv: z.string() })),
});

const counts = { received: 42, accepted: 30, substantiated: 16, rectified: 12, rewarded: null };
const shown = { counts, rewardFen: null };
export const statisticsExample = {
  quarter: '2026-Q3', from: '2026-07-06', to: '2026-10-04', total: shown,
  weeks: [{ key: '2026-07-06', ...shown }], categories: [{ key: 'mining', ...shown }], regions: [{ key: '654225', ...shown }],
  nameOf: { mining: '非煤矿山', '654225': '裕民县', other: '其他' },
}; // prettier-ignore
export const resultExample = { id: '4f1c', category: 'mining', categoryName: '非煤矿山', adcode: '654225', regionName: '裕民县', finding: 'substantiated', closedWeek: '2026-07-06', found: '坝体有渗水点。', done: '已经加固，复查合格。' }; // prettier-ignore
