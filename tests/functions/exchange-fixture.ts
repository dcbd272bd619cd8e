import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { exchangePostRoutes } from '../../functions/api/exchange-posts.ts';
import { operatorNeighbourRoutes } from '../../functions/api/operator-neighbours.ts';
import { newWebhookSecret, signedHeaders, verifySignature } from '../../functions/channels/signature.ts';
import { createVisitorPace } from '../../functions/http/rate-limit.ts';
import { createAuditLog } from '../../functions/store/audit-log.ts';
import { openDatabase } from '../../functions/store/database.ts';
import { textSeal } from '../../functions/store/sealed-text.ts';
import { createSourceStore } from '../../functions/store/source-queries.ts';
import { secretsOf } from '../../functions/use-cases/manage-neighbours.ts';
import type { SourceStatus } from '../../src/domain/neighbour.ts';
import { NOON, openDesk } from './alert-desk.ts';

export interface PostWish {
  from?: string;
  secret?: string;
  id?: string;
  at?: string;
  type?: string;
  /** Sent instead of what was signed. */
  sent?: string;
  /** False: no signature at all. */
  isSigned?: false;
}

/** At noon, with one neighbour that has its access. */
export async function openExchange() {
  const desk = await openDesk(NOON);
  const database = openDatabase(desk.pool);
  const sources = createSourceStore(database);
  const audit = createAuditLog(database);
  const seal = textSeal(new Uint8Array(32).fill(3), 'neighbour secrets');
  let clock = NOON;
  let ids = 0;
  const now = () => clock;
  const operator = operatorNeighbourRoutes({
    sources,
    audit,
    seal,
    newSecret: newWebhookSecret,
    newId: () => `neighbour-${(ids += 1)}`,
    now,
    publicUrl: 'https://yjglj.example',
  });
  const app = new Hono();
  app.route('/api/operator', operator);
  app.route(
    '/',
    exchangePostRoutes({
      sources,
      alerts: { ...desk.deps, now },
      verify: verifySignature,
      secretsOf: (source, at) => secretsOf({ seal }, source, at),
      digest: (content) => createHash('sha256').update(content).digest('hex'),
      now,
      pace: createVisitorPace({ points: 60, durationSeconds: 600, now: () => Date.parse(clock) }),
      isDemonstration: false,
    }),
  );

  async function operate(method: string, path: string, body?: object) {
    const response = await app.request(`/api/operator${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { url, secret } = (await response.json()) as { url?: string; secret: string };
    return { from: url === undefined ? '' : (new URL(url).searchParams.get('from') ?? ''), secret };
  }
  /** As the command line printed it. */
  const access = await operate('POST', '/neighbours', { name: NEIGHBOUR });

  return {
    desk,
    audit,
    operator,
    operate,
    access,
    setNow: (instant: string) => void (clock = instant),
    async post(body: string, wish: PostWish = {}) {
      const { from = access.from, secret = access.secret, id = `m-${body.length}`, at = clock } = wish;
      const signature = wish.isSigned === false ? {} : signedHeaders(secret, id, body, at);
      const response = await app.request(
        `/api/exchange/alerts?from=${from}`,
        {
          method: 'POST',
          headers: { 'content-type': wish.type ?? 'application/cap+xml', ...signature },
          body: wish.sent ?? body,
        },
        { clientAddress: '203.0.113.7' },
      );
      return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
    },
    async status(): Promise<SourceStatus> {
      const response = await app.request('/api/operator/neighbours');
      const { neighbours } = (await response.json()) as { neighbours: SourceStatus[] };
      return neighbours[0] as SourceStatus;
    },
  };
}

export const NEIGHBOUR = '塔城地区应急管理局';
export type Exchange = Awaited<ReturnType<typeof openExchange>>;
