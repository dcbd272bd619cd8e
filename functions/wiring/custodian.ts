import { Hono } from 'hono';
import type { CustodianPages } from '../../src/domain/custodian-desk.ts';
import { isAgeRecipient } from '../../src/domain/custodian-key.ts';
import { staffCustodianRoutes } from '../api/staff-custodian.ts';
import type { ClaimGate } from '../store/custodian-contract.ts';
import { createCustodianStore } from '../store/custodian-queries.ts';
import { openDatabase } from '../store/database.ts';
import { createStaffAccounts } from '../store/staff-accounts.ts';
import type { CustodyDeps } from '../use-cases/custodian-deps.ts';
import { listKeys } from '../use-cases/custodian-key.ts';
import { listTasks, readCustody } from '../use-cases/read-custody.ts';
import type { Area, Base } from './base.ts';
import type { CaseArea } from './cases.ts';
import type { StaffArea } from './staff.ts';

export interface CustodianArea extends Area {
  pages: CustodianPages;
  /** Asked before anything is paid. */
  claims: ClaimGate;
  /** Forgets what was sealed for whoever asked: when an access ends by the clock. */
  dropAccess(caseId: string): Promise<void>;
}

/** 身份保管: public keys, requests for sealed identities, and who claims. Private keys are in no part of the server. */
export function wireCustodian(base: Base, staff: StaffArea, cases: CaseArea): CustodianArea {
  const database = openDatabase(base.persistence.pool);
  const accounts = createStaffAccounts(database);
  const deps: CustodyDeps = {
    ...cases.deps,
    custody: createCustodianStore(database, cases.keys),
    nameOf: async (id) => (await accounts.findAccount(id))?.name ?? id,
    isRecipient: isRealRecipient,
  };
  const routes = new Hono();
  routes.route('/api/staff/custodian', staffCustodianRoutes(deps, staff.gate));
  return {
    routes,
    claims: deps.custody,
    dropAccess: (caseId) => deps.custody.dropRequest(caseId),
    pages: {
      custodianKeys: () => listKeys(deps),
      custodyTasks: (member) => listTasks(deps, member),
      custodyOf: (member, id) => readCustody(deps, member, id),
    },
  };
}

/**
 * The library also checks the checksum in the key's last letters: a key copied wrongly would lose every identity.
 * Loaded when it is first needed, which is seldom.
 */
export async function isRealRecipient(text: string): Promise<boolean> {
  if (!isAgeRecipient(text)) return false;
  const { Encrypter } = await import('age-encryption');
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
