import { Hono } from 'hono';
import type { DrillReader, DrillRecord } from '../../src/domain/drill.ts';
import type { MouthText } from '../../src/domain/mouth.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { drillTopic } from '../../src/domain/topic.ts';
import { drillDisagreements, drillMouthsOf } from '../../src/feeds/mouths.ts';
import { drillRoutes } from '../api/drills.ts';
import { staffDrillRoutes } from '../api/staff-drills.ts';
import { seldom } from '../hosts/seldom.ts';
import type { StaffGate } from '../http/staff-gate.ts';
import { workDrills } from '../jobs/drill.ts';
import { openDatabase } from '../store/database.ts';
import { createDrillStore } from '../store/drill-queries.ts';
import { createLedger } from '../store/ledger-queries.ts';
import { DRILL_REVISION, type DrillDeps } from '../use-cases/drill-deps.ts';
import { drillReader, listDrills } from '../use-cases/read-drills.ts';
import type { Area, Base } from './base.ts';

export interface DrillArea extends Area {
  reader: DrillReader;
  listFor(member: StaffMember): Promise<readonly DrillRecord[]>;
}

/** Drills: their own table, clock, topic, feed and API. What makes warnings is not handed in here. */
export async function wireDrills(base: Base, gate: StaffGate): Promise<DrillArea> {
  const { persistence, catalogue, env, texts, publicUrl, now, newId } = base;
  const { jobs, pool } = persistence;
  const database = openDatabase(pool);
  const ledger = createLedger(database, jobs.enqueue);
  const { gazetteer, eventCodes, regions } = catalogue;
  const deps: DrillDeps = {
    drills: createDrillStore(database, jobs.enqueue),
    places: { gazetteer, eventCodes, regions },
    settings: catalogue.desk.settings,
    now,
    newId,
    publicUrl,
    isDemonstration: env.ANLAN_DEMO,
    mouths: (drill, languages, at) => {
      const mouths = languages.flatMap((language) => drillMouthsOf(drill, language, at, texts));
      return {
        mouths: mouths.filter(isFirstOfItsWords),
        disagreements: drillDisagreements(drill, mouths, texts, at),
      };
    },
    sent: async (drillId) => {
      const totals = await ledger.totals({ topic: drillTopic(drillId) });
      const of = (revision: number): number =>
        totals
          .filter((total) => total.revision === revision && total.channel === 'web-push')
          .reduce((sum, { accepted }) => sum + accepted, 0);
      return { start: of(DRILL_REVISION.start), end: of(DRILL_REVISION.end) };
    },
  };
  await workDrills(jobs, deps);
  const say = seldom((message) => console.error(message), Date.now);
  const reader = drillReader(deps, (error) => say(`读演练：${(error as Error).message}`));
  base.onChange(reader.forget);
  const routes = new Hono();
  routes.route('/', drillRoutes(reader, now, publicUrl));
  routes.route('/api/staff/desk/drills', staffDrillRoutes(deps, gate));
  return { routes, reader, listFor: (member) => listDrills(deps, member) };
}

/** CAP and the feeds hold all languages in one document: shown once. */
export function isFirstOfItsWords(one: MouthText, index: number, all: readonly MouthText[]): boolean {
  return all.findIndex(({ mouth, text }) => mouth === one.mouth && text === one.text) === index;
}
