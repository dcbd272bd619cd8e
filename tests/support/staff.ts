import { createHmac } from 'node:crypto';
import type { StaffGate } from '../../functions/http/staff-gate.ts';
import type { StaffMember } from '../../src/domain/staff.ts';

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
