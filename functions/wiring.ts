import { Hono } from 'hono';
import type { CaseDesk } from '../src/domain/case-desk.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { DeskPages } from '../src/domain/desk-pages.ts';
import type { Portal } from '../src/domain/portal.ts';
import type { RewardDesk } from '../src/domain/reward-desk.ts';
import type { StaffMember } from '../src/domain/staff.ts';
import type { StaffPages } from '../src/domain/staff-pages.ts';
import type { ReporterDesk } from '../src/domain/tip-off-desk.ts';
import type { Env } from './env.ts';
import type { Persistence } from './hosts/persistence.ts';
import type { Broadcaster } from './http/broadcaster.ts';
import { isAnswering } from './store/database.ts';
import { wireApiDocs } from './wiring/api-docs.ts';
import { wireAlerts } from './wiring/alerts.ts';
import { createBase } from './wiring/base.ts';
import { wireCaseClocks } from './wiring/case-clocks.ts';
import { wireCases } from './wiring/cases.ts';
import { wireCustodian } from './wiring/custodian.ts';
import { wireDesk } from './wiring/desk.ts';
import { wireExchange } from './wiring/exchange.ts';
import { wireExchangePosts } from './wiring/exchange-posts.ts';
import { keepPortal } from './wiring/kept-portal.ts';
import { wireMouths } from './wiring/mouths.ts';
import { wireOpenness } from './wiring/openness.ts';
import { wireOutlets } from './wiring/outlets.ts';
import { wirePush } from './wiring/push.ts';
import { wireRewards } from './wiring/rewards.ts';
import { wireResults } from './wiring/results.ts';
import { wireStaff } from './wiring/staff.ts';
import { wireSubscriber } from './wiring/subscriber.ts';
import { wireTipOffStatus } from './wiring/tip-off-status.ts';
import { wireTipOffs } from './wiring/tip-offs.ts';

/** Everything a host needs of the server, with implementations picked. */
export interface Wiring {
  portal: Portal;
  /** What one visitor may do about tip-offs without script. */
  tipOffDeskFor(clientAddress: string): ReporterDesk;
  /** Who is signed in; null for everybody else. Asked only for pages under `/staff/`. */
  staffOf(request: Request): Promise<StaffMember | null>;
  /** What the pages under `/staff/` may read and do. */
  staffPages: StaffPages;
  /** What the duty officer's list pages read. */
  desk: DeskPages;
  /** What the pages of cases read and do. */
  cases: CaseDesk;
  /** What the pages about rewards read and do. */
  rewards: RewardDesk;
  functions(request: Request, clientAddress: string): Promise<Response | null>;
  ownOrigins: readonly string[];
  nextChangeAt(): Promise<number | null>;
  /** Null while the database answers; else when what readers are told was last confirmed by it. */
  keptSince(): Instant | null;
  broadcaster: Broadcaster;
  onChange(listener: () => void): void;
  /** Every function there is, as it is registered. */
  routes: readonly { method: string; path: string }[];
  isDatabaseUp(): Promise<boolean>;
  /** Ends open event streams, so that the server can drain. */
  closeStreams(): void;
  close(): Promise<void>;
}

/** Marks "no such function" inside this process; it never reaches a client. */
const NO_ROUTE = 'x-anlan-no-route';

/** The one place that picks implementations: each area in a file of its own, composed here. */
export async function createWiring(env: Env, persistence: Persistence): Promise<Wiring> {
  const base = await createBase(env, persistence);
  const alerts = await wireAlerts(base);
  const push = await wirePush(base);
  const staff = await wireStaff(base);
  const tipOffs = await wireTipOffs(base);
  const cases = await wireCases(base, staff, tipOffs.cleanPhoto);
  const rewards = wireRewards(base, cases, staff.gate);
  const custodian = wireCustodian(base, staff, cases);
  const results = wireResults(base, cases);
  await wireCaseClocks(base, cases, custodian, results);
  const status = wireTipOffStatus(base, cases, tipOffs.cleanPhoto);
  const subscriber = await wireSubscriber(base, push.channel, staff.gate);
  const exchange = await wireExchange(base);
  const desk = await wireDesk(base, staff.gate);
  const mouths = await wireMouths(base, desk.drills);
  const posts = wireExchangePosts(base, staff.audit);
  const outlets = await wireOutlets(base, desk.drills);
  const openness = await wireOpenness(base, subscriber.acknowledgements, exchange.listSources);

  const apiDocs = wireApiDocs(base);

  const app = new Hono();
  app.notFound(() => new Response(null, { status: 404, headers: { [NO_ROUTE]: '1' } }));
  app.onError((error) => {
    throw error;
  });
  for (const area of [
    alerts,
    push,
    tipOffs,
    status,
    staff,
    subscriber,
    exchange,
    posts,
    mouths,
    outlets,
    desk,
    cases,
    rewards,
    custodian,
    results,
    openness,
    apiDocs,
  ])
    app.route('/', area.routes);

  const kept = keepPortal(base, {
    now: base.now,
    isDemonstration: env.ANLAN_DEMO,
    currentAlerts: base.source.current,
    findAlert: base.source.find,
    pastAlerts: base.source.past,
    shelters: (chosen) => persistence.store.listShelters(chosen),
    sources: exchange.listSources,
    ...desk.drills,
    ...desk.notices,
    acknowledgements: subscriber.acknowledgements,
    calls: subscriber.calls,
    mouths: mouths.pages,
    openness: openness.openness,
    apiDocument: apiDocs.document,
    results: results.reader,
  });

  return {
    portal: kept.portal,
    tipOffDeskFor: (address) => ({ ...tipOffs.deskFor(address), ...status.deskFor(address) }),
    staffOf: staff.gate.memberOf,
    staffPages: { ...staff.pages, ...outlets.pages, ...custodian.pages, ...results.pages },
    desk: desk.pages,
    cases: cases.pages,
    rewards: rewards.desk,
    functions: async (request, clientAddress) => {
      const response = await app.fetch(request, { clientAddress });
      return response.headers.has(NO_ROUTE) ? null : response;
    },
    ownOrigins: env.ANLAN_PUBLIC_URL === undefined ? [] : [new URL(env.ANLAN_PUBLIC_URL).origin],
    nextChangeAt: async () => {
      const [alerts, others] = [await base.source.nextChangeAt(), kept.nextChangeAt()];
      return alerts === null || others === null ? (alerts ?? others) : Math.min(alerts, others);
    },
    keptSince: base.keptSince,
    broadcaster: base.broadcaster,
    onChange: base.onChange,
    routes: app.routes.map(({ method, path }) => ({ method, path })),
    isDatabaseUp: () => isAnswering(persistence.pool),
    closeStreams: () => base.broadcaster.close(),
    close: () => base.close(),
  };
}
