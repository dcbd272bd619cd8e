import type { StaffDoor } from '../http/staff-door.ts';
import type { DoorDeps } from './door-parts.ts';
import { ownAccount } from './own-account.ts';
import { passkeyDoor } from './passkey-door.ts';
import { passwordDoor } from './password-door.ts';
import { secondFactor } from './second-factor.ts';

/** The whole door of the bureau's side. */
export function createDoor(deps: DoorDeps): StaffDoor {
  return { ...passwordDoor(deps), ...secondFactor(deps), ...ownAccount(deps), ...passkeyDoor(deps) };
}
