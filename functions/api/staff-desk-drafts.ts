import { Hono } from 'hono';
import type { DraftChange } from '../../src/domain/alert-desk.ts';
import { DESK_ROLES } from '../../src/domain/officer-rules.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import { requireStaff, staffOf, type StaffGate } from '../http/staff-gate.ts';
import { approveDraft, returnDraft } from '../use-cases/approve-draft.ts';
import { changeDraft, createDraft, deleteDraft, listDrafts, readDraft } from '../use-cases/compose-draft.ts';
import type { DeskDeps } from '../use-cases/desk-deps.ts';
import { issueDraft } from '../use-cases/issue-draft.ts';
import { previewDraft } from '../use-cases/preview-draft.ts';
import { deskAct, deskAnswer, spoken } from './staff-desk-answer.ts';
import { draftChange, issueWish, newDraft, versioned, withReason } from '../use-cases/desk-form.ts';

/** A CAP document of thousands of points inside JSON. */
const MAX_NEW_BYTES = 6 * 1024 * 1024;

/** `/api/staff/desk/drafts/…`: composing, previewing, issuing and approving. */
export function staffDeskDraftRoutes(deps: DeskDeps, gate: StaffGate): Hono {
  const app = new Hono();
  app.use('*', requireStaff(gate, ...DESK_ROLES));
  app.get('/', async (c) => deskAnswer({ ok: true, value: { drafts: await listDrafts(deps, staffOf(c)) } }));
  app.post('/', async (c) => {
    const wish = await parseBody(c.req.raw, MAX_NEW_BYTES, newDraft);
    if (!wish.ok) return problemResponse(wish.problem);
    return deskAnswer(await createDraft(deps, staffOf(c), wish.value), 201);
  });
  app.get('/:id', async (c) => deskAnswer(await readDraft(deps, staffOf(c), c.req.param('id'))));
  app.put('/:id', (c) =>
    deskAct(c.req.raw, draftChange, (change) =>
      changeDraft(deps, staffOf(c), c.req.param('id'), change as DraftChange),
    ),
  );
  app.delete('/:id', async (c) => deskAnswer(await deleteDraft(deps, staffOf(c), c.req.param('id'))));
  app.post('/:id/preview', async (c) => {
    const draft = await readDraft(deps, staffOf(c), c.req.param('id'));
    if (!draft.ok) return deskAnswer(draft);
    const preview = await previewDraft(deps, draft.value, staffOf(c));
    return deskAnswer({ ok: true, value: { ...preview, problems: preview.problems.map(spoken) } });
  });
  app.post('/:id/issue', (c) =>
    deskAct(c.req.raw, issueWish, (wish) => issueDraft(deps, staffOf(c), c.req.param('id'), wish)),
  );
  app.post('/:id/approve', (c) =>
    deskAct(c.req.raw, versioned, ({ version }) =>
      approveDraft(deps, staffOf(c), c.req.param('id'), version),
    ),
  );
  app.post('/:id/return', (c) =>
    deskAct(c.req.raw, withReason, ({ version, reason }) =>
      returnDraft(deps, staffOf(c), c.req.param('id'), version, reason),
    ),
  );
  return app;
}
