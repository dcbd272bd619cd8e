import { fromBeijing, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { windowStart } from '../../src/domain/reward-caps.ts';
import { ledgerFaults, type LedgerFault, type LedgerLine } from '../../src/domain/reward-check.ts';
import { LEDGER_READERS, type LedgerView } from '../../src/domain/reward-desk.ts';
import { balances, type RewardAccount, type RewardEntryKind } from '../../src/domain/reward-ledger.ts';
import { hasRole, reaches, type StaffMember } from '../../src/domain/staff.ts';
import type { LedgerFilter } from '../store/reward-contract.ts';
import type { RewardDeps } from './reward-deps.ts';

/** As many as a page holds; the file that is exported has all. */
const MOST_LISTED = 300;
const MOST_EXPORTED = 100_000;

type LedgerDeps = Pick<RewardDeps, 'rewards' | 'profiles' | 'regionName' | 'now' | 'audit'>;

/** What was asked for, within the member's own trees. Months and offices that are none are ignored, and shown empty. */
export function ledgerFilter(
  member: StaffMember,
  asked: URLSearchParams,
): LedgerFilter & { month: string; shown: string } {
  const month = /^20\d{2}-(0[1-9]|1[0-2])$/.exec(asked.get('month') ?? '')?.[0] ?? '';
  const [year = 0, number = 0] = month.split('-').map(Number);
  const start = (offset: number): Instant | null =>
    month === ''
      ? null
      : fromBeijing(year + Math.floor((number - 1 + offset) / 12), ((number - 1 + offset) % 12) + 1, 1, 0);
  const typed = asked.get('office') ?? '';
  const shown = typed === 'none' || /^\d{6}$/.test(typed) ? typed : '';
  return { adcodes: member.adcodes, office: shown || null, from: start(0), until: start(1), month, shown };
}

/** The ledger for who may read it: lines, sums and whether it balances and agrees with the cases. */
export async function readLedger(
  deps: LedgerDeps,
  member: StaffMember,
  asked: URLSearchParams,
): Promise<LedgerView | null> {
  if (!hasRole(member, ...LEDGER_READERS)) return null;
  const filter = ledgerFilter(member, asked);
  const [lines, sums, offices, check] = await Promise.all([
    deps.rewards.listLines(filter, MOST_LISTED),
    deps.rewards.sumLines(filter),
    deps.rewards.listOffices(member.adcodes),
    checkLedger(deps),
  ]);
  const sumOf = (kind: RewardEntryKind): number => sums.find((sum) => sum.kind === kind)?.fen ?? 0;
  return {
    month: filter.month,
    office: filter.shown,
    offices: offices.map((adcode) => ({ adcode, name: deps.regionName(adcode) })),
    lines,
    count: sums.reduce((count, sum) => count + sum.count, 0),
    sums: {
      approve: sumOf('approve'),
      lower: sumOf('lower'),
      pay: sumOf('pay'),
      release: sumOf('release'),
      reclaim: sumOf('reclaim'),
    },
    balances: balances(sums),
    budgets: await budgetsOf(deps, member),
    faults: check.faults,
  };
}

async function budgetsOf(deps: LedgerDeps, member: StaffMember): Promise<LedgerView['budgets']> {
  const since = windowStart(deps.now(), 'year');
  const year = Number(new Date(Date.parse(since) + 43_200_000).toISOString().slice(0, 4));
  const own = deps.profiles
    .flatMap(({ budgets }) => budgets)
    .filter((budget) => budget.year === year && reaches(member, budget.adcode));
  return Promise.all(
    own.map(async ({ adcode, fen }) => ({
      name: deps.regionName(adcode),
      year,
      fen,
      usedFen: await deps.rewards.spent({ adcode }, 'approve', since, ''),
    })),
  );
}

/** Whether every line has its case and every case its lines; the sum of all accounts is nothing by their making. */
export async function checkLedger(
  deps: Pick<RewardDeps, 'rewards'>,
): Promise<{ faults: LedgerFault[]; lines: number; balances: Record<RewardAccount, number> }> {
  const { cases, lines } = await deps.rewards.readBooks();
  return { faults: ledgerFaults(cases, lines), lines: lines.length, balances: balances(lines) };
}

/** Every line of the filter for a file, oldest first; who took it out stands in the log. */
export async function exportLedger(
  deps: LedgerDeps,
  member: StaffMember,
  asked: URLSearchParams,
  format: 'csv' | 'xlsx',
): Promise<Result<readonly LedgerLine[]>> {
  if (!hasRole(member, ...LEDGER_READERS)) return failed('role-missing');
  const filter = ledgerFilter(member, asked);
  const lines = (await deps.rewards.listLines(filter, MOST_EXPORTED)).toReversed();
  await deps.audit.append({
    at: deps.now(),
    actor: member.id,
    action: 'rewards-exported',
    subject: format,
    from: filter.month === '' ? null : filter.month,
    to: filter.shown === '' ? null : filter.shown,
    reason: `${lines.length}`,
  });
  return ok(lines);
}
