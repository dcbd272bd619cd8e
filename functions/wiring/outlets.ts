import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { DrillReader } from '../../src/domain/drill.ts';
import { OUTLET_TROUBLE_NAME } from '../../src/domain/outlet.ts';
import type { OutletPages } from '../../src/domain/outlet-pages.ts';
import { operatorOutletRoutes } from '../api/operator-outlets.ts';
import { outletPages } from '../api/staff-outlets.ts';
import type { Outlet } from '../channels/outlet-contract.ts';
import { judgeSettings, openOutlet, type OutletWays } from '../channels/outlet-settings.ts';
import { newWebhookSecret } from '../channels/signature.ts';
import { requireOperator } from '../http/operator-token.ts';
import { workHandOvers } from '../jobs/hand-over.ts';
import { openDatabase } from '../store/database.ts';
import { createLedger } from '../store/ledger-queries.ts';
import type { OpenOutlet } from '../store/outlet-contract.ts';
import { createNoticeStore } from '../store/notice-queries.ts';
import { createOutletStore } from '../store/outlet-queries.ts';
import { textSeal } from '../store/sealed-text.ts';
import type { Area, Base } from './base.ts';

export interface OutletArea extends Area {
  pages: OutletPages;
}

/** Institutions that are handed every bulletin they asked for: gateways, front-ends, mailboxes, folders. */
export async function wireOutlets(base: Base, drills: Pick<DrillReader, 'findDrill'>): Promise<OutletArea> {
  const { env, persistence, catalogue, now, publicUrl } = base;
  const { keys, jobs, pool, folder, store } = persistence;
  const database = openDatabase(pool);
  const outlets = createOutletStore(database, textSeal(keys.masterKey, 'outlet settings'), jobs.enqueue);
  const ways: OutletWays = {
    internalHosts: new Set(env.ANLAN_OUTLET_INTERNAL_HOSTS),
    dataFolder: folder.path,
    isDemonstration: env.ANLAN_DEMO,
    isProduction: env.isProduction,
    now,
  };
  const open = keptOpen(ways, base);
  await workHandOvers(jobs, {
    alerts: store,
    drills,
    notices: createNoticeStore(database, jobs.enqueue),
    outlets,
    ledger: createLedger(database, jobs.enqueue),
    open,
    now,
    texts: base.texts,
    alarm: ({ id, name }, trouble, { topic, revision }) =>
      console.error(
        `渠道告警：${name}（${id}）没有交到 ${topic} 第 ${revision} 版：` +
          (trouble === 'ended' ? '到有效期结束也没有交到' : OUTLET_TROUBLE_NAME[trouble]),
      ),
  });
  const manage = {
    outlets,
    judge: (settings: OpenOutlet['settings'], isInternal: boolean) =>
      judgeSettings(ways, settings, isInternal),
    open,
    newSecret: newWebhookSecret,
    newId: () => randomBytes(6).toString('hex'),
    now,
    isKnownRegion: catalogue.isKnownRegion,
    publicUrl,
  };
  const operator = new Hono();
  operator.use(requireOperator(keys.operatorToken));
  operator.route('/', operatorOutletRoutes(manage));
  const routes = new Hono();
  routes.route('/api/operator', operator);
  return { routes, pages: outletPages(manage) };
}

/** One open way for each institution, with its connections, until its settings change or the server stops. */
function keptOpen(ways: OutletWays, base: Base): (outlet: OpenOutlet) => Outlet {
  const kept = new Map<string, { settings: string; way: Outlet }>();
  base.onClose(() => Promise.all([...kept.values()].map(({ way }) => way.close())));
  return ({ id, settings, isInternal }) => {
    const wanted = JSON.stringify([settings, isInternal]);
    const known = kept.get(id);
    if (known?.settings === wanted) return known.way;
    void known?.way.close();
    const way = openOutlet(ways, settings, isInternal);
    kept.set(id, { settings: wanted, way });
    return way;
  };
}
