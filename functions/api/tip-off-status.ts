import { Hono, type Context } from 'hono';
import { failed, type Result } from '../../src/domain/problem.ts';
import type { StatusDeed } from '../../src/domain/tip-off-status.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import { EMPTY_STATUS_FORM, isMultipart, readStatusForm, type StatusForm } from '../http/status-form.ts';
import { STATUS_BODIES } from './tip-off-status-bodies.ts';
import { DEEDS, type StatusDoorDeps } from './tip-off-status-deeds.ts';
import { visit } from './tip-off-status-door.ts';

export interface StatusRouteDeps extends StatusDoorDeps {
  /** The visitor's address, proxies considered. Counted by a keyed hash, never kept or logged. */
  addressOf(context: Context): string;
}

const MAX_JSON_BYTES = 64 * 1024;

/** POST /api/tip-offs/status, messages, claim, waive, opt-out, follow-up — with the receipt in the body only. */
export function statusRoutes(deps: StatusRouteDeps): Hono {
  const app = new Hono();

  async function read(
    request: Request,
    deed: StatusDeed | 'status',
    address: string,
  ): Promise<Result<StatusForm>> {
    if (deed === 'messages' && isMultipart(request)) {
      const waitSeconds = await deps.uploadPace.consume(address);
      return waitSeconds === null ? readStatusForm(request) : failed('too-many-requests');
    }
    const body = await parseBody<Partial<StatusForm>>(request, MAX_JSON_BYTES, STATUS_BODIES[deed]);
    return body.ok ? { ok: true, value: { ...EMPTY_STATUS_FORM, ...body.value } } : body;
  }

  for (const deed of ['status', ...DEEDS] as const)
    app.post(`/api/tip-offs/${deed}`, async (c) => {
      // An address ends up in histories and logs, so nothing in it is looked at.
      if (new URL(c.req.url).search !== '') return problemResponse(failed('receipt-in-address').problem);
      const address = deps.addressOf(c);
      const form = await read(c.req.raw, deed, address);
      if (!form.ok) return problemResponse(form.problem);
      const asked = deed === 'status' ? null : deed;
      const visited = await visit(deps, address, form.value.receipt, asked, form.value);
      if (!visited.ok) return problemResponse(visited.problem);
      const { view, problem } = visited.value;
      return problem === null
        ? Response.json(view, { headers: { 'cache-control': 'no-store' } })
        : problemResponse(problem);
    });
  return app;
}
