import { Hono } from 'hono';
import { CASE_READERS } from '../../src/domain/case-desk.ts';
import type { Result } from '../../src/domain/problem.ts';
import { problemResponse } from '../http/problem-response.ts';
import { SANDBOX_POLICY } from '../http/security-headers.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import type { CasePageDeps } from '../use-cases/open-case-page.ts';
import { openCasePhoto } from '../use-cases/open-case-photo.ts';
import { sentCopyOf } from '../use-cases/redacted-copy.ts';

/** `/api/staff/cases/…`: what a page cannot hold in itself, opened for one request and stored nowhere. */
export function staffCaseRoutes(deps: CasePageDeps, gate: StaffGate): Hono {
  const app = new Hono();
  app.use('*', requireStaff(gate, ...CASE_READERS));
  for (const [path, kind] of [
    ['/:id/photos/:number{[0-9]{1,9}}', 'reporter'],
    ['/:id/office-photos/:number{[0-9]{1,9}}', 'office'],
  ] as const)
    app.get(path, async (c) => {
      const { id, number } = c.req.param();
      return file(await openCasePhoto(deps, staffOf(c), id, kind, Number(number)), 'image/jpeg');
    });
  app.get('/:id/transfer-copy.txt', async (c) => {
    const copy = await sentCopyOf(deps, staffOf(c), c.req.param('id'));
    if (!copy.ok) return problemResponse(copy.problem);
    const name = `${copy.value.caseNo}-transfer.txt`;
    const bytes = new TextEncoder().encode(`\ufeff${copy.value.text.replaceAll('\n', '\r\n')}\r\n`);
    return file({ ok: true, value: bytes }, 'text/plain; charset=utf-8', `attachment; filename="${name}"`);
  });
  return app;
}

/** Whatever is in the bytes, a browser only ever shows or saves them. */
function file(result: Result<Uint8Array>, type: string, disposition = 'inline'): Response {
  if (!result.ok) return problemResponse(result.problem);
  return new Response(result.value as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': type,
      'content-disposition': disposition,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': SANDBOX_POLICY,
    },
  });
}
