import { Hono } from 'hono';
import { z } from 'zod';
import { MARK_PATTERN } from '../../src/domain/acknowledgement.ts';
import type { CallMinutes } from '../../src/domain/call-report.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { MAX_ENDPOINT_LENGTH } from '../../src/domain/push-endpoint.ts';
import { parseBody } from '../http/parse-body.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import { dutyOf, ownPlace, reportCalls, type CallDeps } from '../use-cases/care-calls.ts';
import { answer } from './subscriptions-wish.ts';

const MAX_BYTES = 8192;
const device = z.string().regex(MARK_PATTERN);
const report = z.object({
  alertId: z.string().regex(/^[\w.-]{1,100}$/),
  adcode: z.string().max(12),
  device,
  total: z.number(),
  done: z.number(),
  at: z.iso.datetime({ precision: 3 }),
});
const follow = z.object({
  device,
  adcode: z.string().max(12),
  endpoint: z.string().max(MAX_ENDPOINT_LENGTH),
});

/** 叫应, for signed-in people: counts come in from those who call, sums go out to those who answer for the place. */
export function callRoutes(deps: CallDeps & { minutes: CallMinutes }, gate: StaffGate): Hono {
  const app = new Hono();
  const officer = requireStaff(gate, 'grassroots');
  const colleague = requireStaff(gate, 'grassroots', 'duty-officer', 'alert-approver');
  app.get('/api/staff/calls', colleague, async (c) =>
    answer(ok({ ...(await dutyOf(deps, staffOf(c))), minutes: deps.minutes })),
  );
  app.post('/api/staff/calls/report', officer, async (c) => {
    const body = await parseBody(c.req.raw, MAX_BYTES, report);
    return answer(body.ok ? await reportCalls(deps, staffOf(c), body.value) : body);
  });
  app.post('/api/staff/calls/device', officer, async (c) => {
    const body = await parseBody(c.req.raw, MAX_BYTES, follow);
    if (!body.ok) return answer(body);
    const place = ownPlace(deps, staffOf(c), body.value.adcode);
    if (!place.ok) return answer(place);
    const { endpoint } = body.value;
    const isKnown = await deps.calls.followDevice(body.value.device, place.value, endpoint, deps.now());
    const followed: Result<object> = isKnown ? ok({}) : failed('subscription-unknown', 'endpoint');
    return answer(followed);
  });
  app.delete('/api/staff/calls/device', officer, async (c) => {
    const body = await parseBody(c.req.raw, MAX_BYTES, z.object({ device }));
    return answer(body.ok ? ok({ wasFollowing: await deps.calls.unfollowDevice(body.value.device) }) : body);
  });
  return app;
}
