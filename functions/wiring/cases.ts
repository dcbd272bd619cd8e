import { Hono } from 'hono';
import type { CaseDesk } from '../../src/domain/case-desk.ts';
import type { PhotoCleaner } from '../../src/domain/tip-off.ts';
import { casePages } from '../api/staff-case-pages.ts';
import { staffCaseRoutes } from '../api/staff-cases.ts';
import { readCategoryNames } from '../content/category-names.ts';
import { openFolderAttachments } from '../store/attachments.ts';
import type { CaseStore } from '../store/case-contract.ts';
import { createCaseDeskStore } from '../store/case-desk-queries.ts';
import { createCaseStore } from '../store/case-queries.ts';
import { openDatabase } from '../store/database.ts';
import { createStaffAccounts } from '../store/staff-accounts.ts';
import { createTipKeys, type TipKeys } from '../store/tip-keys.ts';
import type { CaseDeps } from '../use-cases/handle-case.ts';
import type { Area, Base } from './base.ts';
import type { StaffArea } from './staff.ts';

export interface CaseArea extends Area {
  /** The one store of cases; every area about tip-offs takes this one. */
  cases: CaseStore;
  /** What `handleCase` needs: the only way to move a case. */
  deps: CaseDeps;
  /** Keys of single tip-offs, for what is sealed with them elsewhere. */
  keys: TipKeys;
  /** What the pages under /staff/cases/ read and do. */
  pages: CaseDesk;
}

/** The bureau's daily work on tip-offs. `cleanPhoto`: the one cleaner of this server. */
export async function wireCases(base: Base, staff: StaffArea, cleanPhoto: PhotoCleaner): Promise<CaseArea> {
  const { persistence, catalogue, now } = base;
  const database = openDatabase(persistence.pool);
  const attachments = await openFolderAttachments(persistence.folder.attachments);
  const keys = createTipKeys(database, attachments, persistence.keys.masterKey);
  const cases = createCaseStore({ database, keys, receiptKey: persistence.keys.receiptKey });
  const names = readCategoryNames();
  await cases.addMissingCases();
  const deps: CaseDeps = { cases, audit: staff.audit, calendar: catalogue.workCalendar, now };
  const pages = {
    ...deps,
    desk: createCaseDeskStore(database, keys),
    accounts: createStaffAccounts(database),
    cleanPhoto,
    categoryName: (category: string) => names.get(category) ?? category,
    regionName: staff.pages.regionName,
  };
  const routes = new Hono();
  routes.route('/api/staff/cases', staffCaseRoutes(pages, staff.gate));
  return { routes, cases, deps, keys, pages: casePages(pages) };
}
