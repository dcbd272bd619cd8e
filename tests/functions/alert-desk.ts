import type { Pool } from 'pg';
import { readEventCodes, readGazetteer } from '../../functions/content/content-files.ts';
import type { EnqueueInTransaction, Store } from '../../functions/store/store.ts';
import type { Accepted, AlertDeps } from '../../functions/use-cases/alert-deps.ts';
import { ingestDocument } from '../../functions/use-cases/ingest-document.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { ProblemWord, Result } from '../../src/domain/problem.ts';
import { freshStore, queuedJobs } from '../support/database.ts';

const gazetteer = readGazetteer();
const eventCodes = readEventCodes();

/** Two of the served counties with a box of their own on the map, far from each other. */
export const REGIONS: AlertDeps['regions'] = [
  { adcode: '654225', extent: { minLat: 45.4, maxLat: 46.2, minLon: 82.2, maxLon: 83.6 } },
  { adcode: '654202', extent: { minLat: 43.9, maxLat: 45.2, minLon: 83.6, maxLon: 85.3 } },
];

/** Noon in Beijing on 1 July 2026. */
export const NOON = '2026-07-01T04:00:00.000Z';

/** A duty officer's desk on an empty real database, with a clock that stands still until it is set. */
export interface AlertDesk {
  deps: AlertDeps;
  store: Store;
  pool: Pool;
  enqueue: EnqueueInTransaction;
  setNow(instant: string): void;
  /** Each result of one document, bytes or text. */
  ingestAll(document: string | Uint8Array): Promise<readonly Result<Accepted>[]>;
  /** The one result of a document. */
  ingest(document: string | Uint8Array): Promise<Result<Accepted>>;
  /** The newest revision of every alert not ended. */
  current(): Promise<readonly AlertRevision[]>;
  /** Everything that would have changed: rows of alerts, drafts and deliveries owed. */
  counts(): Promise<{ revisions: number; drafts: number; deliveries: number }>;
  documents(): Promise<{ body: string; mediaType: string }[]>;
}

export async function openDesk(now = NOON, isDemonstration = false): Promise<AlertDesk> {
  const { store, pool, enqueue } = await freshStore({ isDemonstration });
  let clock = now;
  let ids = 0;
  const deps: AlertDeps = {
    store,
    now: () => clock,
    newId: () => String((ids += 1)).padStart(6, '0'),
    gazetteer,
    eventCodes,
    regions: REGIONS,
    sender: 'anlan@yjglj.example',
    isDemonstration,
  };
  const ingestAll = (document: string | Uint8Array) =>
    ingestDocument(deps, typeof document === 'string' ? new TextEncoder().encode(document) : document);
  return {
    deps,
    store,
    pool,
    enqueue,
    setNow: (instant) => void (clock = instant),
    ingestAll,
    ingest: async (document) => {
      const results = await ingestAll(document);
      const [only] = results;
      if (only === undefined || results.length > 1) throw new Error(`${results.length} results`);
      return only;
    },
    current: () => store.listCurrent(clock),
    counts: async () => {
      const { rows } = await pool.query<{ n: string }>('select count(*) as n from alert_revision');
      return {
        revisions: Number(rows[0]?.n),
        drafts: (await store.listDrafts()).length,
        deliveries: (await queuedJobs(pool, 'deliver')).length,
      };
    },
    documents: async () => {
      const { rows } = await pool.query<{ document: string; media_type: string }>(
        'select document, media_type from alert_revision order by alert_id, revision',
      );
      return rows.map((row) => ({ body: row.document, mediaType: row.media_type }));
    },
  };
}

/** What was accepted; a refusal fails the test with its word. */
export function taken(result: Result<Accepted>): Accepted {
  if (!result.ok) throw new Error(`refused: ${result.problem.word} ${result.problem.detail ?? ''}`);
  return result.value;
}

/** The word of a refusal; an acceptance fails the test. */
export function refused(result: Result<Accepted>): ProblemWord {
  if (result.ok) throw new Error(`accepted: ${JSON.stringify(result.value)}`);
  return result.problem.word;
}

export const words = (accepted: Accepted): string[] => accepted.notices.map((notice) => notice.word);

export const NOTHING = { revisions: 0, drafts: 0, deliveries: 0 };
