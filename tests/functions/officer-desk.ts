import { Hono } from 'hono';
import type { Pool } from 'pg';
import { expect } from 'vitest';
import { alertDocumentRoutes } from '../../functions/api/alert-documents.ts';
import { alertRoutes } from '../../functions/api/alerts.ts';
import { drillRoutes } from '../../functions/api/drills.ts';
import { noticeRoutes } from '../../functions/api/notices.ts';
import { staffDeskDraftRoutes } from '../../functions/api/staff-desk-drafts.ts';
import { staffDeskRoutes } from '../../functions/api/staff-desk.ts';
import { staffDrillRoutes } from '../../functions/api/staff-drills.ts';
import { staffNoticeRoutes } from '../../functions/api/staff-notices.ts';
import { loadCatalogue } from '../../functions/content/catalogue.ts';
import type { StaffGate } from '../../functions/http/staff-gate.ts';
import { createAuditLog } from '../../functions/store/audit-log.ts';
import { openDatabase } from '../../functions/store/database.ts';
import { createDeskStore } from '../../functions/store/desk-queries.ts';
import { createDrillStore } from '../../functions/store/drill-queries.ts';
import { createNoticeStore } from '../../functions/store/notice-queries.ts';
import type { Store } from '../../functions/store/store.ts';
import { alertSource } from '../../functions/use-cases/alert-source.ts';
import type { OptInTelling } from '../../functions/use-cases/deliver-telling.ts';
import type { DeskDeps } from '../../functions/use-cases/desk-deps.ts';
import type { DrillDeps } from '../../functions/use-cases/drill-deps.ts';
import type { NoticeDeps } from '../../functions/use-cases/notice-deps.ts';
import { drillReader } from '../../functions/use-cases/read-drills.ts';
import { noticeReader } from '../../functions/use-cases/read-notices.ts';
import type { DeskDraft, OfficerForm } from '../../src/domain/alert-desk.ts';
import { emptyForm } from '../../src/domain/alert-desk.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { disagreements, drillDisagreements, drillMouthsOf, mouthsOf } from '../../src/feeds/mouths.ts';
import { staffMember } from '../support/staff.ts';
import { NOON, openDesk, REGIONS } from './alert-desk.ts';

export const OFFICE = '裕民县应急管理局';
const catalogue = loadCatalogue('2026-07-01');

/** People of a made-up bureau. */
export const ZHANG = staffMember();
export const LI = staffMember({
  id: 'staff-li',
  name: '李四',
  email: 'li@example.com',
  roles: ['alert-approver'],
});
export const TOWN = staffMember({
  id: 'staff-town',
  name: '王五',
  email: 'w@example.com',
  adcodes: ['654225100'],
});
export const ELSEWHERE = staffMember({
  id: 'staff-wusu',
  name: '赵六',
  email: 'z@example.com',
  adcodes: ['654202'],
});

/** An answer of the API with its JSON. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

export interface OfficerDesk {
  deps: DeskDeps;
  drills: DrillDeps;
  notices: NoticeDeps;
  /** What was handed to the queue of those who asked for notices. */
  told: OptInTelling[];
  store: Store;
  pool: Pool;
  setNow(instant: string): void;
  /** A request as this member; null: nobody is signed in. */
  ask(member: StaffMember | null, method: string, path: string, body?: unknown): Promise<Answer>;
  /** A new draft of a form. */
  draft(form: OfficerForm, member?: StaffMember): Promise<DeskDraft>;
  /** Issues a form by one person, with an override where a second is asked for; the alert's id. */
  issued(form: OfficerForm, member?: StaffMember): Promise<string>;
  audit(): Promise<string[]>;
  revisions(): Promise<number>;
}

/** The desk's API on an empty real database behind a gate that lets made-up people in. */
export async function openOfficerDesk(
  change: Partial<DeskDeps> = {},
  isDemonstration = false,
): Promise<OfficerDesk> {
  const { deps: alerts, store, pool, setNow, enqueue } = await openDesk(NOON, isDemonstration);
  const texts = {
    guideInstruction: catalogue.guideInstruction,
    nameOf: catalogue.nameOf,
    publicUrl: 'https://anlan.example',
  };
  const deps: DeskDeps = {
    alerts,
    drafts: createDeskStore(openDatabase(pool)),
    settings: {
      offices: [OFFICE],
      secondPersonLevels: ['red', 'orange'],
      approvers: ['duty-officer', 'alert-approver'],
    },
    mouths: (history, languages, now) => {
      const mouths = languages.flatMap((language) => mouthsOf(history, language, now, texts));
      const revision = history.at(-1);
      return {
        mouths,
        disagreements: revision === undefined ? [] : disagreements(revision, mouths, texts, now),
      };
    },
    ...change,
  };
  const told: OptInTelling[] = [];
  const shared = {
    places: { gazetteer: alerts.gazetteer, eventCodes: alerts.eventCodes, regions: alerts.regions },
    settings: deps.settings,
    now: alerts.now,
    newId: alerts.newId,
    publicUrl: texts.publicUrl,
    isDemonstration,
  };
  const drills: DrillDeps = {
    ...shared,
    drills: createDrillStore(openDatabase(pool), enqueue),
    mouths: (drill, languages, now) => {
      const mouths = languages.flatMap((language) => drillMouthsOf(drill, language, now, texts));
      return { mouths, disagreements: drillDisagreements(drill, mouths, texts, now) };
    },
    sent: () => Promise.resolve({ start: 0, end: 0 }),
  };
  const notices: NoticeDeps = {
    ...shared,
    notices: createNoticeStore(openDatabase(pool), enqueue),
    tell: (telling) => Promise.resolve(void told.push(telling)),
  };
  const report = (error: unknown): never => {
    throw error;
  };
  const people = new Map<string, StaffMember>();
  const gate: StaffGate = {
    memberOf: (request) => Promise.resolve(people.get(request.headers.get('x-member') ?? '') ?? null),
  };
  const app = new Hono();
  app.route('/drafts', staffDeskDraftRoutes(deps, gate));
  app.route('/drills', staffDrillRoutes(drills, gate));
  app.route('/notices', staffNoticeRoutes(notices, gate));
  const readers = [drillReader(drills, report), noticeReader(notices, report)] as const;
  app.route('/', drillRoutes(readers[0], alerts.now, texts.publicUrl));
  app.route(
    '/',
    noticeRoutes({
      reader: readers[1],
      now: alerts.now,
      baseUrl: texts.publicUrl,
      isKnownRegion: catalogue.isKnownRegion,
    }),
  );
  app.route('/', alertRoutes(alertSource(store, alerts.now)));
  app.route('/', alertDocumentRoutes(alertSource(store, alerts.now), texts.publicUrl));
  app.route('/', staffDeskRoutes(deps, catalogue.desk, gate));
  const ask: OfficerDesk['ask'] = async (member, method, path, body) => {
    if (member !== null) people.set(member.id, member);
    // The server hears of each change; the standing clock alone would never make a list old.
    for (const reader of readers) reader.forget();
    const isFile = body instanceof Uint8Array;
    const response = await app.request(path, {
      method,
      headers: {
        'content-type': isFile ? 'application/octet-stream' : 'application/json',
        'x-member': member?.id ?? '',
      },
      ...(body === undefined ? {} : { body: isFile ? Buffer.from(body) : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Record<string, unknown>,
    };
  };
  const draft: OfficerDesk['draft'] = async (form, member = ZHANG) => {
    const { status, body } = await ask(member, 'POST', '/drafts', { form });
    expect(status, JSON.stringify(body)).toBe(201);
    return body as unknown as DeskDraft;
  };
  return {
    deps,
    drills,
    notices,
    told,
    store,
    pool,
    setNow,
    ask,
    draft,
    issued: async (form, member = ZHANG) => {
      const { id, version } = await draft(form, member);
      const wish = { version, override: { reason: '夜间只有一人值班' } };
      const { status, body } = await ask(member, 'POST', `/drafts/${id}/issue`, wish);
      expect(status, JSON.stringify(body)).toBe(200);
      return body['alertId'] as string;
    },
    audit: async () => {
      const lines = await createAuditLog(openDatabase(pool)).list(200, null);
      return lines.map(({ action, actor }) => `${actor} ${action}`).toReversed();
    },
    revisions: async () => {
      const { rows } = await pool.query<{ n: string }>('select count(*) as n from alert_revision');
      return Number(rows[0]?.n);
    },
  };
}

/** A right form of one part; in force until 20:00 Beijing time of the test's day. */
export function floodForm(change: Partial<OfficerForm> = {}): OfficerForm {
  return {
    ...emptyForm(OFFICE),
    hazard: { code: '11A51', name: '山洪' },
    parts: [{ level: 'yellow', adcodes: ['654225'], polygon: null }],
    expiresAt: '2026-07-01T12:00:00.000Z',
    bulletins: [
      {
        language: 'zh-CN',
        headline: '',
        description: '预计未来6小时山区有强降雨。',
        instruction: '住在沟口的人马上往两侧高处走。',
        contact: null,
        web: null,
      },
    ],
    ...change,
  };
}

export { REGIONS };
