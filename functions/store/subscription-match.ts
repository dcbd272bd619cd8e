import { sql, type SQL } from './drizzle.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { isAtLeast, LEVELS } from '../../src/domain/level.ts';
import { withAncestors } from './subscription-queries.ts';

export function textArray(values: readonly string[]): SQL {
  return sql`${sql.param([...values])}::text[]`;
}

/**
 * Subscriptions that one of the parts concerns: a chosen region lies in a part's region or contains it, and the
 * part is grave enough. Parts are never merged: a blue part in one township must not wake who asked for red,
 * because another township has red.
 */
export function isConcerned(revision: AlertRevision): SQL {
  const clauses = revision.parts
    .filter((part) => part.adcodes.length > 0)
    .map((part) => {
      const reached = LEVELS.filter((lowest) => isAtLeast(part.level, lowest));
      return sql`(s.lowest_level = any(${textArray(reached)}) and (
        s.region_prefixes && ${textArray(part.adcodes)} or
        s.regions && ${textArray(withAncestors(part.adcodes))}))`;
    });
  return clauses.length === 0 ? sql`false` : sql`(${sql.join(clauses, sql` or `)})`;
}
