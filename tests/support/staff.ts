import { createHmac, randomBytes } from 'node:crypto';
import type { StaffGate } from '../../functions/http/staff-gate.ts';
import type { StaffMember, StaffRole } from '../../src/domain/staff.ts';
import type { ServerAddress } from './server.ts';

/** A member of a made-up bureau; name only what the test is about. */
export function staffMember(wish: Partial<StaffMember> = {}): StaffMember {
  return {
    id: 'staff-zhang',
    name: '张三',
    email: 'zhang@example.com',
    roles: ['duty-officer'],
    adcodes: ['654225'],
    ...wish,
  };
}

/** A gate through which this member passes, whatever the request; null: nobody. */
export function staffGate(member: StaffMember | null): StaffGate {
  return { memberOf: () => Promise.resolve(member) };
}

/** The six digits an authenticator shows for a secret (base32, as in the QR code) at a time in epoch milliseconds. */
export function totpOf(secret: string, atMs: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const mac = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Whom to add, and where they may act. */
export interface StaffWish {
  roles?: readonly StaffRole[];
  adcodes?: readonly string[];
  name?: string;
}

type Staffed = Pick<ServerAddress, 'url' | 'operatorToken'>;

/** Adds a person on a running server; they have a set-up code and nothing else yet. Each call makes another person. */
export async function invited(
  server: Staffed,
  wish: StaffWish = {},
): Promise<{ email: string; setUp: { code: string } }> {
  const { roles = ['duty-officer'], adcodes = ['654225'], name = '张三' } = wish;
  const email = `${randomBytes(6).toString('hex')}@example.com`;
  const added = await fetch(`${server.url}/api/operator/staff`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await server.operatorToken()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, email, roles, adcodes }),
  });
  if (!added.ok) throw new Error(`staff: ${added.status} ${await added.text()}`);
  return { email, setUp: ((await added.json()) as { setUp: { code: string } }).setUp };
}

/** Adds a person and signs them in through all the steps; gives the Cookie header. Send it with an Origin. */
export async function signedIn(server: Staffed, wish: StaffWish = {}): Promise<string> {
  const { setUp } = await invited(server, wish);
  const cookies = new Map<string, string>();
  const cookie = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const step = async (path: string, fields: Record<string, string>): Promise<void> => {
    const answer = await fetch(`${server.url}/api/staff${path}`, {
      method: 'POST',
      headers: { origin: server.url, cookie: cookie() },
      body: new URLSearchParams(fields),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  await step('/sign-in/set-up', { setup: setUp.code, password: 'correct horse battery staple' });
  const page = await fetch(`${server.url}/staff/sign-in/enrol/`, { headers: { cookie: cookie() } });
  const secret = /data-secret="([A-Z2-7]+)"/.exec(await page.text())?.[1] ?? '';
  await step('/sign-in/enrol', { code: totpOf(secret, Date.now()) });
  return cookie();
}
