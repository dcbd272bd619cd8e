import { Hono } from 'hono';
import type { AcknowledgementReader } from '../../src/domain/acknowledgement.ts';
import type { SourceStatus } from '../../src/domain/neighbour.ts';
import type { Openness } from '../../src/domain/openness.ts';
import { opennessRoutes } from '../api/openness.ts';
import { openDatabase } from '../store/database.ts';
import { createDrillStore } from '../store/drill-queries.ts';
import { createLedger } from '../store/ledger-queries.ts';
import { createOpennessStore } from '../store/openness-queries.ts';
import { opennessSource } from '../use-cases/openness.ts';
import type { Area, Base } from './base.ts';

export interface OpennessArea extends Area {
  openness(): Promise<Openness>;
}

/** How fast, how many, how old: noted as it happens, told to anyone. */
export function wireOpenness(
  base: Base,
  acknowledgements: AcknowledgementReader,
  sources: () => Promise<readonly SourceStatus[]>,
): Promise<OpennessArea> {
  const { persistence, catalogue, now } = base;
  const { store, jobs, pool } = persistence;
  const database = openDatabase(pool);
  const openness = createOpennessStore(database);
  const drills = createDrillStore(database, jobs.enqueue);
  // A note that fails is missing on the page as 未记录; nothing else depends on it.
  base.onShown((shown, at) => void openness.noteShown(shown, at).catch(() => undefined));
  const read = opennessSource({
    openness,
    ledger: createLedger(database, jobs.enqueue),
    acknowledgements,
    countSubscriptions: () => store.countSubscriptions(),
    sources,
    lastDrill: async () => {
      const [last] = await drills.listPastDrills(1);
      if (last === undefined || last.record.startedAt === null) return null;
      const { form, startedAt, endedAt, sent } = last.record;
      return { source: form.source, startedAt, endedAt, devices: sent.start };
    },
    coverage: catalogue.coverage,
    now,
    isAway: () => base.keptSince() !== null,
  });
  const routes = new Hono();
  routes.route('/', opennessRoutes(read));
  return Promise.resolve({ routes, openness: read });
}
