import { Hono } from 'hono';
import type { Instant } from '../../src/domain/instant.ts';
import type { NoticeReader } from '../../src/domain/notice.ts';
import { failed } from '../../src/domain/problem.ts';
import { normaliseAdcode, type Adcode } from '../../src/domain/region.ts';
import { writeNoticeAtom } from '../../src/feeds/notice-feed.ts';
import { problemResponse } from '../http/problem-response.ts';

export interface NoticeRouteDeps {
  reader: NoticeReader;
  now(): Instant;
  baseUrl: string;
  isKnownRegion(adcode: Adcode): boolean;
}

/** Notices for machines, apart from every list and feed of alerts. */
export function noticeRoutes({ reader, now, baseUrl, isKnownRegion }: NoticeRouteDeps): Hono {
  const app = new Hono();
  app.get('/api/notices', async (c) => {
    const asked = c.req.query('region') ?? '';
    const region = asked === '' ? null : normaliseAdcode(asked);
    if (asked !== '' && (region === null || !isKnownRegion(region.slice(0, 9))))
      return problemResponse(failed('region-unknown', 'region', asked.slice(0, 20)).problem);
    return c.json({ now: now(), region, notices: await reader.notices(region) });
  });
  app.get('/api/notices/:id', async (c) => {
    const notice = await reader.findNotice(c.req.param('id'));
    return notice === null
      ? problemResponse(failed('notice-unknown', 'id').problem)
      : c.json({ now: now(), notice });
  });
  app.get('/feeds/notices.atom', async () => {
    const body = writeNoticeAtom(await reader.notices(null), baseUrl, now());
    return new Response(body, {
      headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'no-cache' },
    });
  });
  return app;
}
