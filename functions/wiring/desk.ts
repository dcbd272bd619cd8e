import { Hono } from 'hono';
import type { DeskPages } from '../../src/domain/desk-pages.ts';
import { disagreements, mouthsOf } from '../../src/feeds/mouths.ts';
import { staffDeliveryRoutes } from '../api/staff-deliveries.ts';
import { staffDeskDraftRoutes } from '../api/staff-desk-drafts.ts';
import { staffDeskRoutes } from '../api/staff-desk.ts';
import type { StaffGate } from '../http/staff-gate.ts';
import { openDatabase } from '../store/database.ts';
import { createDeskStore } from '../store/desk-queries.ts';
import { createLedger } from '../store/ledger-queries.ts';
import { listDrafts } from '../use-cases/compose-draft.ts';
import type { DeskDeps } from '../use-cases/desk-deps.ts';
import { listDeskAlerts } from '../use-cases/revise-alert.ts';
import type { Area, Base } from './base.ts';
import { isFirstOfItsWords, wireDrills, type DrillArea } from './drills.ts';
import { wireNotices, type NoticeArea } from './notices.ts';

export interface DeskArea extends Area {
  pages: DeskPages;
  drills: DrillArea['reader'];
  notices: NoticeArea['reader'];
}

/** The duty officer's desk: drafts, their issuing by one or two persons, drills and notices. */
export async function wireDesk(base: Base, gate: StaffGate): Promise<DeskArea> {
  const { persistence, catalogue, alertDeps, texts } = base;
  const desk: DeskDeps = {
    alerts: alertDeps,
    drafts: createDeskStore(openDatabase(persistence.pool)),
    settings: catalogue.desk.settings,
    mouths: (history, languages, now) => {
      const revision = history.at(-1);
      const mouths = languages.flatMap((language) => mouthsOf(history, language, now, texts));
      return {
        mouths: mouths.filter(isFirstOfItsWords),
        disagreements: revision === undefined ? [] : disagreements(revision, mouths, texts, now),
      };
    },
  };
  const drills = await wireDrills(base, gate);
  const notices = await wireNotices(base, gate);
  const routes = new Hono();
  for (const area of [drills, notices]) routes.route('/', area.routes);
  routes.route('/api/staff/desk/drafts', staffDeskDraftRoutes(desk, gate));
  const ledger = createLedger(openDatabase(persistence.pool), persistence.jobs.enqueue);
  routes.route('/api/staff/desk/deliveries', staffDeliveryRoutes(ledger, gate));
  routes.route('/api/staff/desk', staffDeskRoutes(desk, catalogue.desk, gate));
  return {
    routes,
    pages: {
      alerts: (member) => listDeskAlerts(desk, member),
      drafts: (member) => listDrafts(desk, member),
      drills: drills.listFor,
      notices: notices.listFor,
    },
    drills: drills.reader,
    notices: notices.reader,
  };
}
