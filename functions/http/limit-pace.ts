import type { MiddlewareHandler } from 'hono';
import { failed } from '../../src/domain/problem.ts';
import { problemResponse } from './problem-response.ts';
import type { VisitorPace } from './rate-limit.ts';

/** Slows one address down on the routes it stands before; the host puts the address into the environment. */
export function limitPace(pace: VisitorPace): MiddlewareHandler {
  return async (c, next) => {
    const { clientAddress } = c.env as { clientAddress: string };
    const waitSeconds = await pace.consume(clientAddress);
    if (waitSeconds !== null)
      return problemResponse(failed('too-many-requests').problem, { 'retry-after': String(waitSeconds) });
    await next();
    return undefined;
  };
}
