import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { exchangePostRoutes } from '../api/exchange-posts.ts';
import { operatorNeighbourRoutes } from '../api/operator-neighbours.ts';
import { newWebhookSecret, verifySignature } from '../channels/signature.ts';
import { requireOperator } from '../http/operator-token.ts';
import type { AuditLog } from '../store/audit-contract.ts';
import { openDatabase } from '../store/database.ts';
import { textSeal } from '../store/sealed-text.ts';
import { createSourceStore } from '../store/source-queries.ts';
import { secretsOf } from '../use-cases/manage-neighbours.ts';
import type { Area, Base } from './base.ts';

/** A burst of a whole province's warnings, each tried a few times; more is a mistake or an attack. */
const POSTS_PER_TEN_MINUTES = 600;

/** Bulletins that neighbours post to us, each signed with its own secret. */
export function wireExchangePosts(base: Base, audit: AuditLog): Area {
  const { env, persistence, now, newId, publicUrl } = base;
  const sources = createSourceStore(openDatabase(persistence.pool));
  const seal = textSeal(persistence.keys.masterKey, 'neighbour secrets');
  const operator = new Hono();
  operator.use(requireOperator(persistence.keys.operatorToken));
  operator.route(
    '/',
    operatorNeighbourRoutes({ sources, audit, seal, newSecret: newWebhookSecret, newId, now, publicUrl }),
  );
  const routes = new Hono();
  routes.route('/api/operator', operator);
  routes.route(
    '/',
    exchangePostRoutes({
      sources,
      alerts: base.alertDeps,
      verify: verifySignature,
      secretsOf: (source, at) => secretsOf({ seal }, source, at),
      digest: (content) => createHash('sha256').update(content).digest('hex'),
      now,
      pace: base.paceOf(POSTS_PER_TEN_MINUTES),
      isDemonstration: env.ANLAN_DEMO,
    }),
  );
  return { routes };
}
