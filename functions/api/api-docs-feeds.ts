import { z } from 'zod';
import { document } from './api-docs-operation.ts';
import type { Documented } from './api-docs-tags.ts';
import { adcode, ofId } from './api-docs-shapes.ts';

const place = { requestParams: { path: z.object({ adcode }) } };
const one = (description: string) => ({ requestParams: { path: ofId(description) } });

export const feedDocs: readonly Documented[] = [
  { method: 'get', path: '/alerts/feed.atom', operation: document('订阅源', '全部预警，Atom；一条预警的编号从不改变', 'application/atom+xml') },
  { method: 'get', path: '/feeds/alerts.json', operation: document('订阅源', '全部预警，JSON Feed 1.1', 'application/feed+json') },
  { method: 'get', path: '/feeds/alerts/{adcode}.json', route: '/feeds/alerts/:file{\\d{2,12}\\.json}', operation: document('订阅源', '一个地区现在的预警，JSON Feed', 'application/feed+json', place) },
  { method: 'get', path: '/now/{adcode}/feed.atom', route: '/now/:adcode/:file{feed\\.atom|calendar\\.ics}', operation: document('订阅源', '一个地区的预警，Atom', 'application/atom+xml', place) },
  { method: 'get', path: '/now/{adcode}/calendar.ics', route: '/now/:adcode/:file{feed\\.atom|calendar\\.ics}', operation: document('订阅源', '一个地区的预警，日历', 'text/calendar', place) },
  { method: 'get', path: '/alerts/{id}.cap.xml', route: '/alerts/:file{[0-9a-z]+\\.cap\\.xml}', operation: document('订阅源', '一条预警的最新一版，CAP 1.2', 'application/cap+xml', one('预警编号')) },
]; // prettier-ignore
