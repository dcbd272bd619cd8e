import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { failed } from '../../src/domain/problem.ts';
import { problemResponse } from './problem-response.ts';

/** Lets only the holder of the operator token pass: `Authorization: Bearer …`, compared in constant time. */
export function requireOperator(token: string): MiddlewareHandler {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return async (c, next) => {
    const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    if (!timingSafeEqual(digest(given), expected))
      return problemResponse(failed('operator-token-wrong').problem, { 'www-authenticate': 'Bearer' });
    await next();
    return undefined;
  };
}
