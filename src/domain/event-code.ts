/** One row of the event-code table: a hazard's name as bulletins write it, and its platform code if known. */
export interface EventCode {
  /** Five-character code of the national early-warning platform; null: only the name is known. */
  code: string | null;
  name: string;
  /** 气象, 水旱, 地质 … */
  group: string;
  /** CAP category word. */
  category: string;
  aliases: readonly string[];
}

export interface EventCodes {
  /** The row whose name or alias is exactly `name`. */
  findHazard(name: string): EventCode | null;
  findCode(code: string): EventCode | null;
  /** Names and aliases, longest first. */
  names(): readonly string[];
}

/** Builds the index once; `rows` come from content/events/event-codes.json. Earlier rows win a shared alias. */
export function createEventCodes(rows: readonly EventCode[]): EventCodes {
  const byName = new Map<string, EventCode>();
  const byCode = new Map<string, EventCode>();
  for (const row of rows) {
    if (!byName.has(row.name)) byName.set(row.name, row);
    if (row.code !== null && !byCode.has(row.code)) byCode.set(row.code, row);
  }
  for (const row of rows) for (const alias of row.aliases) if (!byName.has(alias)) byName.set(alias, row);
  const names = [...byName.keys()].sort((a, b) => b.length - a.length);
  return {
    findHazard: (name) => byName.get(name) ?? null,
    findCode: (code) => byCode.get(code) ?? null,
    names: () => names,
  };
}
