import { Hono } from 'hono';
import type { AuditPage } from '../../src/domain/staff-pages.ts';
import type { AuditLog } from '../store/audit-contract.ts';
import type { StaffAccountStore } from '../store/staff-contract.ts';

const PAGE_LINES = 50;

/** GET /verify — for `anlan audit verify`: whether every line follows the one before, and where the log ends. */
export function auditRoutes(audit: AuditLog): Hono {
  const app = new Hono();
  app.get('/verify', async (c) => {
    const brokenAt = await audit.verify();
    const [last] = await audit.list(1, null);
    return c.json({ brokenAt, lines: last?.sequence ?? 0, hash: last?.hash ?? null });
  });
  return app;
}

/** One page of the log for the people who may read it, newest first. */
export async function auditPage(
  audit: AuditLog,
  accounts: Pick<StaffAccountStore, 'listAccounts'>,
  before: number | null,
): Promise<AuditPage> {
  const [found, people, brokenAt] = await Promise.all([
    audit.list(PAGE_LINES + 1, before),
    accounts.listAccounts(),
    // The whole log, so only with its first page.
    before === null ? audit.verify() : null,
  ]);
  const lines = found.slice(0, PAGE_LINES);
  return {
    lines,
    nameOf: Object.fromEntries(people.map(({ id, name }) => [id, name])),
    before: found.length > PAGE_LINES ? (lines.at(-1)?.sequence ?? null) : null,
    brokenAt,
  };
}
