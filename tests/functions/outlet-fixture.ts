import type { AuditEntry } from '../../functions/store/audit-contract.ts';
import { textSeal } from '../../functions/store/sealed-text.ts';
import { createLedger } from '../../functions/store/ledger-queries.ts';
import { openDatabase } from '../../functions/store/database.ts';
import type { NewOutlet } from '../../functions/store/outlet-contract.ts';
import { createOutletStore } from '../../functions/store/outlet-queries.ts';
import { startSender } from '../../functions/jobs/boss.ts';
import type { HandOver, Outlet, OutletResult } from '../../functions/channels/outlet-contract.ts';
import {
  handOverTo,
  OUTLET_JOB,
  planHandOver,
  type HandOverDeps,
} from '../../functions/use-cases/hand-over.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { Drill } from '../../src/domain/drill.ts';
import type { NoticeRecord } from '../../src/domain/notice.ts';
import { HANDED_MOUTHS } from '../../src/domain/outlet.ts';
import { onTestFinished } from 'vitest';
import { freshStore, queuedJobs } from '../support/database.ts';

export const SEAL = textSeal(new Uint8Array(32).fill(7), 'outlet settings');
export const CAP_DOCUMENT = { mediaType: 'application/cap+xml' as const, body: '<alert/>' };

/** Takes every level of every region, no drills, all texts. */
export function exampleOutlet(change: Partial<NewOutlet> = {}): NewOutlet {
  return {
    id: 'gateway',
    name: '短信网关',
    kind: 'blackhole',
    address: '只记录',
    isInternal: false,
    adcodes: [],
    lowestLevel: 'blue',
    acceptsDrills: false,
    acceptsNotices: false,
    mouths: HANDED_MOUTHS,
    languages: [],
    createdAt: '2026-06-01T00:00:00.000Z',
    settings: { kind: 'blackhole' },
    ...change,
  };
}

function auditLine(at: string): AuditEntry {
  return { at, actor: 'operator', action: 'tested', subject: 'gateway', from: null, to: null, reason: null };
}

/** Institutions on an empty real database, with a clock that stands still and receivers that answer as told. */
export async function openOffice(now = '2026-07-01T03:00:00.000Z') {
  const { store, pool, connectionString } = await freshStore();
  const sender = await startSender(pool, (message) => console.error(message));
  onTestFinished(() => sender.stop());
  const database = openDatabase(pool);
  const outlets = createOutletStore(database, SEAL, sender.enqueue);
  const ledger = createLedger(database, sender.enqueue);
  const drills = new Map<string, Drill>();
  const notices = new Map<string, NoticeRecord>();
  const alarms: string[] = [];
  const taken: HandOver[] = [];
  let clock = now;
  const office = {
    store,
    pool,
    connectionString,
    outlets,
    ledger,
    drills,
    notices,
    alarms,
    /** What the institutions took, in order. */
    taken,
    add: (change: Partial<NewOutlet> = {}) => outlets.addOutlet(exampleOutlet(change), auditLine(clock)),
    remove: (id = 'gateway') => outlets.removeOutlet(id, auditLine(clock)),
    pause: () => outlets.setOutletState('gateway', 'paused', auditLine(clock)),
    resume: async () => {
      await outlets.setOutletState('gateway', 'active', auditLine(clock));
      return outlets.reopen('gateway', clock, OUTLET_JOB);
    },
    setNow: (instant: string) => void (clock = instant),
    /** Answers the next hand-over; once it is empty all are taken. */
    answers: [] as ((message: HandOver) => Promise<OutletResult> | OutletResult)[],
    save: (revision: AlertRevision) => store.saveRevision(revision, CAP_DOCUMENT),
    /** Runs what lies in the queues once, in order of sending: plans, then hand-overs. */
    async runOnce(): Promise<string[]> {
      for (const { data } of await takeJobs('hand-over'))
        await planHandOver(deps, data as { topic: string; revision: number });
      const results: string[] = [];
      for (const { data } of await takeJobs('hand-over-outlet'))
        results.push(await handOverTo(deps, data as Parameters<typeof handOverTo>[1]));
      return results;
    },
    /** One try of what is owed, as the queue's retry would make it. */
    try: (topic: string, revision: number, outletId = 'gateway') =>
      handOverTo(deps, { topic, revision, outletId }),
    plan: (topic: string, revision: number) => planHandOver(deps, { topic, revision }),
    states: async (topic: string) =>
      (await ledger.rowsOf(topic)).map((row) => `${row.batch} ${row.revision} ${row.state}`),
  };
  const receiver: Outlet = {
    handOver: async (message) => {
      const result = (await office.answers.shift()?.(message)) ?? { outcome: 'delivered' };
      if (result.outcome === 'delivered') taken.push(message);
      return result;
    },
    close: () => Promise.resolve(),
  };
  const deps: HandOverDeps = {
    alerts: store,
    notices: { findNotice: (id) => Promise.resolve(notices.get(id) ?? null) },
    drills: { findDrill: (id) => Promise.resolve(drills.get(id) ?? null) },
    outlets,
    ledger,
    open: () => receiver,
    now: () => clock,
    texts: {
      guideInstruction: () => null,
      nameOf: (code) => (code === '654225' ? '裕民县' : null),
      publicUrl: 'https://yjglj.example.gov.cn',
    },
    alarm: (outlet, trouble, debt) => alarms.push(`${outlet.id} ${trouble} ${debt.topic}/${debt.revision}`),
  };

  async function takeJobs(name: string) {
    const jobs = await queuedJobs(pool, name);
    await pool.query(`delete from pgboss.job where name = $1`, [name]);
    return jobs;
  }
  return { ...office, deps, jobs: (name: string) => queuedJobs(pool, name) };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
