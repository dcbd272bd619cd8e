import { nextPath, withNext } from '../../src/domain/staff-next.ts';
import { problemResponse } from './problem-response.ts';
import type { DoorStep } from './staff-door.ts';
import { PLACE_PAGES, type DoorForm } from './staff-door-forms.ts';

/**
 * A browser is sent on (303), with the problem's word in the address and never anything typed or said; who asks for
 * JSON gets the place or the problem.
 */
export function doorAnswer(
  request: Request,
  { result, cookies, waitSeconds }: DoorStep,
  { page, done }: DoorForm,
  field: (name: string) => string,
): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  const wait = waitSeconds === undefined ? {} : { wait: String(waitSeconds) };
  if (request.headers.get('accept')?.includes('text/html') !== true)
    return result.ok
      ? Response.json({ place: result.value }, { headers })
      : problemResponse(result.problem, wait.wait === undefined ? {} : { 'retry-after': wait.wait });
  const next = nextPath(field('next') || null);
  if (result.ok) {
    const inside = done ?? next;
    headers.set('location', result.value === 'inside' ? inside : withNext(PLACE_PAGES[result.value], next));
  } else {
    const { word } = result.problem;
    const code = field('setup');
    const more = { problem: word, ...wait, ...(code === '' ? {} : { code }) };
    // A step whose beginning is gone starts over; every other is tried again where it was.
    headers.set('location', withNext(word === 'sign-in-needed' ? PLACE_PAGES.outside : page, next, more));
  }
  return new Response(null, { status: 303, headers });
}
