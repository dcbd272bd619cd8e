import type { ClientBase } from 'pg';

/** What a snapshot needs to know of a table; read from the catalogue, so that a new table is in the next backup by itself. */
export interface SnapshotTable {
  name: string;
  /** Without generated ones, which compute themselves. */
  columns: string[];
}

/**
 * All tables of the product in an order in which rows can be inserted: `instance` first (it decides whether
 * demonstration rows are taken), then each table after those it refers to. Unlogged tables hold what must not outlive
 * a crash, and so not come back from a backup either.
 */
export async function listTables(client: ClientBase): Promise<SnapshotTable[]> {
  const { rows: tables } = await client.query<{ name: string; columns: string[]; needs: string[] }>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns,
      array(select distinct f.confrelid::regclass::text from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
    order by c.relname <> 'instance', c.relname`);
  const sorted: SnapshotTable[] = [];
  const waiting = [...tables];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs }) =>
      needs.every((name) => sorted.some((done) => done.name === name.replaceAll('"', ''))),
    );
    const [table] = waiting.splice(next, 1);
    if (next === -1 || !table) throw new Error('tables refer to each other in a circle');
    sorted.push({ name: table.name, columns: table.columns });
  }
  return sorted;
}

/** A table or column name as SQL text. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Sequences behind identity columns go on after the highest number there is. */
export async function advanceSequences(client: ClientBase, tables: readonly SnapshotTable[]): Promise<void> {
  for (const { name, columns } of tables)
    for (const column of columns) {
      const { rows } = await client.query<{ sequence: string | null }>(
        'select pg_get_serial_sequence($1, $2) as sequence',
        [quoted(name), column],
      );
      const sequence = rows[0]?.sequence;
      if (sequence)
        await client.query(
          `select setval($1::regclass, highest) from (select max(${quoted(column)}) as highest from ${quoted(name)}) t
           where highest is not null`,
          [sequence],
        );
    }
}
