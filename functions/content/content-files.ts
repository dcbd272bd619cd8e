import { readFileSync } from 'node:fs';
import { createEventCodes, type EventCode, type EventCodes } from '../../src/domain/event-code.ts';
import { createGazetteer, type DivisionsData } from '../../src/domain/gazetteer.ts';
import type { Gazetteer } from '../../src/domain/region.ts';

/** JSON of our own content folder. A missing or broken file is a bug of the checkout and throws, naming the file. */
function readJson(path: string): unknown {
  const url = new URL(`../../content/${path}`, import.meta.url);
  try {
    return JSON.parse(readFileSync(url, 'utf8'));
  } catch (cause) {
    throw new Error(`content/${path} cannot be read`, { cause });
  }
}

/** The country's divisions, from content/regions/divisions.json. */
export function readGazetteer(): Gazetteer {
  return createGazetteer(readJson('regions/divisions.json') as DivisionsData);
}

/** The event-code table, from content/events/event-codes.json. */
export function readEventCodes(): EventCodes {
  return createEventCodes(readEventRows());
}

/** The rows of the table in the order a form offers them. */
export function readEventRows(): readonly EventCode[] {
  return (readJson('events/event-codes.json') as { items: readonly EventCode[] }).items;
}
