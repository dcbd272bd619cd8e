import { Hono } from 'hono';
import type { RewardDesk } from '../../src/domain/reward-desk.ts';
import { rewardCheckRoutes, staffRewardRoutes } from '../api/staff-rewards.ts';
import { rewardDesk } from '../api/staff-rewards-page.ts';
import { requireOperator } from '../http/operator-token.ts';
import type { StaffGate } from '../http/staff-gate.ts';
import { createCustodianStore } from '../store/custodian-queries.ts';
import { openDatabase } from '../store/database.ts';
import { createRewardStore } from '../store/reward-queries.ts';
import { createStaffAccounts } from '../store/staff-accounts.ts';
import type { RewardDeps } from '../use-cases/reward-deps.ts';
import type { Area, Base } from './base.ts';
import type { CaseArea } from './cases.ts';

export interface RewardArea extends Area {
  desk: RewardDesk;
}

/** Rewards from assessment to payment, and the ledger of them. */
export function wireRewards(base: Base, cases: CaseArea, gate: StaffGate): RewardArea {
  const { persistence, catalogue } = base;
  const database = openDatabase(persistence.pool);
  const deps: RewardDeps = {
    ...cases.deps,
    rewards: createRewardStore(database, cases.keys),
    claims: createCustodianStore(database, cases.keys),
    profiles: catalogue.rewardProfiles,
    accounts: createStaffAccounts(database),
    regionName: (adcode) => (adcode === null ? '没有地区' : (catalogue.nameOf(adcode) ?? adcode)),
  };
  const operator = new Hono();
  operator.use(requireOperator(persistence.keys.operatorToken));
  operator.route('/', rewardCheckRoutes(deps));
  const routes = new Hono();
  routes.route('/api/operator/rewards', operator);
  routes.route('/api/staff/rewards', staffRewardRoutes(deps, gate));
  return { routes, desk: rewardDesk(deps) };
}
