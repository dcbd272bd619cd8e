import { Hono, type Context } from 'hono';
import { nextPath, withNext } from '../../src/domain/staff-next.ts';
import { originProblem } from '../http/origin-check.ts';
import { problemResponse } from '../http/problem-response.ts';
import { readForm } from '../http/read-form.ts';
import type { DoorStep, StaffDoor } from '../sign-in/door-contract.ts';
import { DOOR_FORMS, PLACE_PAGES, type DoorForm } from './staff-forms.ts';

export interface StaffSignInDeps {
  door: StaffDoor;
  addressOf(context: Context): string;
  ownOrigins: readonly string[];
}

const MAX_FORM_BYTES = 16 * 1024;

/**
 * The forms of signing in, under /api/staff/: a browser is sent on (303) with the problem's word in the address, never
 * with anything typed or said; who asks for JSON gets the place or the problem. Of the sign-in library's own addresses
 * only the four for passkeys, under /api/staff/auth/.
 */
export function staffSignInRoutes({ door, addressOf, ownOrigins }: StaffSignInDeps): Hono {
  const app = new Hono();
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
      const done = await doorForm.step(door, { request: c.req.raw, address: addressOf(c) }, field);
      return answered(c, done, doorForm, field);
    });
  app.all('/auth/*', async (c) => {
    const path = new URL(c.req.url).pathname.replace(/^.*?\/auth(?=\/)/, '');
    const answer = await door.passkey({ request: c.req.raw, address: addressOf(c) }, path);
    return answer ?? c.notFound();
  });
  return app;
}

function answered(
  c: Context,
  step: DoorStep,
  { page, done }: DoorForm,
  field: (name: string) => string,
): Response {
  const { result, cookies, waitSeconds } = step;
  const headers = new Headers({ 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  if (waitSeconds !== undefined) headers.set('retry-after', String(waitSeconds));
  if (c.req.header('accept')?.includes('text/html') !== true)
    return result.ok
      ? Response.json({ place: result.value }, { headers })
      : problemResponse(result.problem, Object.fromEntries(headers));
  const next = nextPath(field('next') || null);
  if (result.ok)
    headers.set(
      'location',
      result.value === 'inside' ? (done ?? next) : withNext(PLACE_PAGES[result.value], next),
    );
  else {
    const from = result.problem.word === 'sign-in-needed' ? PLACE_PAGES.outside : page;
    const code = field('setup');
    const more = {
      problem: result.problem.word,
      ...(waitSeconds === undefined ? {} : { wait: String(waitSeconds) }),
    };
    headers.set('location', withNext(from, next, code === '' ? more : { ...more, code }));
  }
  return new Response(null, { status: 303, headers });
}
