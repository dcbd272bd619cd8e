import { Hono } from 'hono';
import type { NoticeReader, NoticeRecord } from '../../src/domain/notice.ts';
import { noticeTopic } from '../../src/domain/topic.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { noticeRoutes } from '../api/notices.ts';
import { staffNoticeRoutes } from '../api/staff-notices.ts';
import { seldom } from '../hosts/seldom.ts';
import type { StaffGate } from '../http/staff-gate.ts';
import { workNotices } from '../jobs/notice.ts';
import { deliverOptInJob, handOverJob } from '../jobs/queue.ts';
import { openDatabase } from '../store/database.ts';
import { createNoticeStore } from '../store/notice-queries.ts';
import { listNotices } from '../use-cases/compose-notice.ts';
import type { NoticeDeps } from '../use-cases/notice-deps.ts';
import { noticeReader } from '../use-cases/read-notices.ts';
import type { Area, Base } from './base.ts';

export interface NoticeArea extends Area {
  reader: NoticeReader;
  listFor(member: StaffMember): Promise<readonly NoticeRecord[]>;
}

/** 通告 (禁火令, 旅游安全提示 …): beside warnings, never among them. */
export async function wireNotices(base: Base, gate: StaffGate): Promise<NoticeArea> {
  const { persistence, catalogue, env, publicUrl, now, newId } = base;
  const { jobs, pool } = persistence;
  const { gazetteer, regions } = catalogue;
  const deps: NoticeDeps = {
    notices: createNoticeStore(openDatabase(pool), jobs.enqueue),
    places: { gazetteer, regions },
    settings: catalogue.desk.settings,
    now,
    newId,
    publicUrl,
    isDemonstration: env.ANLAN_DEMO,
    tell: async (telling) => {
      await jobs.send(deliverOptInJob, telling);
      await jobs.send(handOverJob, { topic: noticeTopic(telling.id), revision: telling.revision });
    },
  };
  await workNotices(jobs, deps);
  const say = seldom((message) => console.error(message), Date.now);
  const reader = noticeReader(deps, (error) => say(`读通告：${(error as Error).message}`));
  base.onChange(reader.forget);
  const { isKnownRegion } = catalogue;
  const routes = new Hono();
  routes.route('/', noticeRoutes({ reader, now, baseUrl: publicUrl, isKnownRegion }));
  routes.route('/api/staff/notices', staffNoticeRoutes(deps, gate));
  return { routes, reader, listFor: (member) => listNotices(deps, member) };
}
