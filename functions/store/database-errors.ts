import { DemonstrationRefused, RevisionConflict } from './store.ts';

/** Set by the trigger in migrations/0001_demonstration-guard.sql. */
const DEMONSTRATION_REFUSED = 'AN001';
const UNIQUE_VIOLATION = '23505';

/** The SQLSTATE of what a driver or Drizzle (which wraps it as `cause`) threw; null when it is no database error. */
export function sqlState(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code;
  return null;
}

/** Turns the database's refusals that callers know into their classes; gives everything else back as it came. */
export function translated(error: unknown): unknown {
  const state = sqlState(error);
  if (state === DEMONSTRATION_REFUSED)
    return new DemonstrationRefused('演示数据不能写入正式数据库。', { cause: error });
  if (state === UNIQUE_VIOLATION) return new RevisionConflict('a concurrent writer won', { cause: error });
  return error;
}
