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
