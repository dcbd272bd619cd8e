import { Hono } from 'hono';
import { fullClockText } from '../../src/domain/spoken-time.ts';
import type { LedgerLine } from '../../src/domain/reward-check.ts';
import { LEDGER_READERS } from '../../src/domain/reward-desk.ts';
import { ACCOUNT_NAME, ENTRY_NAME } from '../../src/domain/reward-words.ts';
import { problemResponse } from '../http/problem-response.ts';
import { csvResponse, xlsxResponse } from '../http/spreadsheet.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import { checkLedger, exportLedger } from '../use-cases/read-ledger.ts';
import type { RewardDeps } from '../use-cases/reward-deps.ts';

/** No column of the reporter: there is none to leave out. */
const HEADINGS = ['时间（北京）', '举报编号', '地区', '事项', '从', '到', '金额（元）'];

/** `/api/staff/rewards/ledger.csv` and `.xlsx`, with the filters of the page. */
export function staffRewardRoutes(deps: RewardDeps, gate: StaffGate): Hono {
  const app = new Hono();
  app.use('*', requireStaff(gate, ...LEDGER_READERS));
  for (const format of ['csv', 'xlsx'] as const)
    app.get(`/ledger.${format}`, async (c) => {
      const lines = await exportLedger(deps, staffOf(c), new URL(c.req.url).searchParams, format);
      if (!lines.ok) return problemResponse(lines.problem);
      const rows = [HEADINGS, ...lines.value.map((line) => cells(deps, line))];
      const sheet = { name: 'anlan-rewards', title: '奖励台账', rows };
      return format === 'csv' ? csvResponse(sheet) : xlsxResponse(sheet);
    });
  return app;
}

/** GET /check — for `anlan rewards check`. */
export function rewardCheckRoutes(deps: Pick<RewardDeps, 'rewards'>): Hono {
  const app = new Hono();
  app.get('/check', async (c) => c.json(await checkLedger(deps)));
  return app;
}

function cells(deps: Pick<RewardDeps, 'regionName'>, line: LedgerLine): string[] {
  return [
    fullClockText(line.at),
    line.caseNo,
    deps.regionName(line.adcode),
    ENTRY_NAME[line.kind],
    ACCOUNT_NAME[line.from],
    ACCOUNT_NAME[line.to],
    `${Math.floor(line.fen / 100)}.${String(line.fen % 100).padStart(2, '0')}`,
  ];
}
