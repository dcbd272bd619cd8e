import { createHmac } from 'node:crypto';
import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type ProblemWord } from '../../src/domain/problem.ts';
import type { VisitorPace } from '../http/rate-limit.ts';
import type { AuditLog } from '../store/audit-contract.ts';
import type { StaffSessions } from '../store/staff-sessions.ts';
import type { StaffSignIn } from '../store/staff-sign-in.ts';
import type { DoorPlace, DoorStep, Visit } from '../http/staff-door.ts';
import type { SignInLibrary } from './library.ts';
import type { SessionGate } from './session-gate.ts';

export interface DoorDeps {
  library(): Promise<SignInLibrary>;
  gate: SessionGate;
  sessions: StaffSessions;
  signIn: StaffSignIn;
  audit: AuditLog;
  /** Stops machines; what guards one account is the growing wait. */
  pace: VisitorPace;
  secret: string;
  isSecure: boolean;
  now(): Instant;
  newId(): string;
}

export const leadsTo = (place: DoorPlace, cookies: readonly string[] = []): DoorStep => ({
  result: ok(place),
  cookies,
});

export const refuses = (word: ProblemWord): DoorStep => ({ result: failed(word), cookies: [] });

export const waits = (waitSeconds: number): DoorStep => ({
  result: failed('too-many-requests', undefined, `请等 ${waitSeconds} 秒。`),
  cookies: [],
  waitSeconds,
});

/** The stable word of a refusal of the library. */
export async function codeOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { code?: unknown } | null;
  return typeof body?.code === 'string' ? body.code : '';
}

/** The visit as it goes on with cookies that an answer has just set: later ones replace earlier ones. */
export function withCookies(
  { request, address }: Visit,
  cookies: readonly string[],
  without: readonly string[] = [],
): Visit {
  const jar = new Map<string, string>();
  const take = (pair: string): void => {
    const at = pair.indexOf('=');
    if (at > 0) jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  };
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) take(pair);
  for (const name of without) jar.delete(name);
  for (const cookie of cookies) take(cookie.split(';')[0] ?? '');
  const headers = new Headers(request.headers);
  headers.delete('cookie');
  const pairs = [...jar].map(([name, value]) => `${name}=${value}`);
  if (pairs.length > 0) headers.set('cookie', pairs.join('; '));
  return { request: new Request(request.url, { headers }), address };
}

export const keyed = (secret: string, ...parts: readonly string[]): string =>
  createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');

/** Adds a line; `actor` and `subject` are account ids or what stands for a person who has none. */
export function log(
  { audit, now }: Pick<DoorDeps, 'audit' | 'now'>,
  action: string,
  who: { actor: string; subject: string; to?: string; reason?: string },
): Promise<void> {
  const { actor, subject, to = null, reason = null } = who;
  return audit.append({ at: now(), actor, action, subject, from: null, to, reason });
}
