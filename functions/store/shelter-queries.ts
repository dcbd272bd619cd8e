import { asc, like, sql } from './drizzle.ts';
import { notifyChanges } from './change-feed.ts';
import { translated } from './database-errors.ts';
import type { Database } from './database.ts';
import { shelter } from './schema.ts';
import type { ShelterStore } from './store.ts';

/** Rows per statement: five parameters each, and a statement takes 65 535. */
const BATCH = 1000;

export function createShelterStore(database: Database): ShelterStore {
  return {
    async saveShelters(shelters) {
      // One statement may not touch a row twice: the last of several entries with one id counts.
      const rows = [...new Map(shelters.map((one) => [one.id, one])).values()];
      try {
        return await database.transaction(async (tx) => {
          let inserted = 0;
          for (let start = 0; start < rows.length; start += BATCH) {
            const batch = rows.slice(start, start + BATCH).map((one) => ({
              id: one.id,
              adcode: one.adcode,
              isDemonstration: one.isDemonstration,
              content: one,
            }));
            const written = await tx
              .insert(shelter)
              .values(batch)
              .onConflictDoUpdate({
                target: shelter.id,
                set: {
                  adcode: sql`excluded.adcode`,
                  isDemonstration: sql`excluded.is_demonstration`,
                  content: sql`excluded.content`,
                  updatedAt: sql`now()`,
                },
              })
              // xmax is 0 in a row version that replaced nothing.
              .returning({ isNew: sql<boolean>`xmax = 0` });
            inserted += written.filter((row) => row.isNew).length;
          }
          if (rows.length > 0) await tx.execute(notifyChanges('shelters'));
          return { inserted, updated: rows.length - inserted };
        });
      } catch (error) {
        throw translated(error);
      }
    },

    async listShelters(chosen) {
      const rows = await database
        .select({ content: shelter.content })
        .from(shelter)
        // A code is digits, so it holds none of LIKE's signs.
        .where(chosen === null ? undefined : like(shelter.adcode, `${chosen}%`))
        .orderBy(asc(shelter.adcode), asc(shelter.id));
      return rows.map((row) => row.content);
    },
  };
}
