import { Hono, type Context } from 'hono';
import { originProblem } from '../http/origin-check.ts';
import { problemResponse } from '../http/problem-response.ts';
import { readForm } from '../http/read-form.ts';
import { doorAnswer } from '../http/staff-door-answer.ts';
import { DOOR_FORMS } from '../http/staff-door-forms.ts';
import type { StaffDoor } from '../http/staff-door.ts';

export interface StaffSignInDeps {
  door: StaffDoor;
  addressOf(context: Context): string;
  ownOrigins: readonly string[];
}

const MAX_FORM_BYTES = 16 * 1024;

/**
 * The forms of signing in, under /api/staff/. Of the sign-in library's own addresses only the four for passkeys are
 * there, under /api/staff/auth/.
 */
export function staffSignInRoutes({ door, addressOf, ownOrigins }: StaffSignInDeps): Hono {
  const app = new Hono();
  // The host asks this too; here it stands before every session that is made, whatever host there is.
  app.use(async (c, next) => {
    const foreign = originProblem(c.req.raw, ownOrigins);
    if (foreign !== null) return problemResponse(foreign);
    await next();
    return undefined;
  });
  for (const doorForm of DOOR_FORMS)
    app.post(doorForm.path, async (c) => {
      const form = await readForm(c.req.raw, MAX_FORM_BYTES);
      if (!form.ok) return problemResponse(form.problem);
      const field = (name: string): string => form.value.get(name) ?? '';
      const step = await doorForm.step(door, { request: c.req.raw, address: addressOf(c) }, field);
      return doorAnswer(c.req.raw, step, doorForm, field);
    });
  app.all('/auth/*', async (c) => {
    const path = new URL(c.req.url).pathname.replace(/^.*?\/auth(?=\/)/, '');
    const answer = await door.passkey({ request: c.req.raw, address: addressOf(c) }, path);
    return answer ?? c.notFound();
  });
  return app;
}
