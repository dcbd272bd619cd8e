import type { Result } from '../../src/domain/problem.ts';

/** One request at the door: its cookies and origin, and the address whose pace it counts on. */
export interface Visit {
  request: Request;
  address: string;
}

/** Where a step leads: inside, to the code, to setting up a second factor, to the backup codes, back to the beginning. */
export type DoorPlace = 'inside' | 'code' | 'enrol' | 'codes' | 'outside';

export interface DoorStep {
  result: Result<DoorPlace>;
  /** Values for Set-Cookie. */
  cookies: readonly string[];
  /** How long nothing more is tried, when that is why it was refused. */
  waitSeconds?: number;
}

/** Everything a person does to get in, to get out, and to change how they get in. */
export interface StaffDoor {
  enterPassword(visit: Visit, email: string, password: string): Promise<DoorStep>;
  enterCode(visit: Visit, code: string, kind: 'totp' | 'backup'): Promise<DoorStep>;
  setUp(visit: Visit, code: string, password: string): Promise<DoorStep>;
  confirmTotp(visit: Visit, code: string): Promise<DoorStep>;
  leave(visit: Visit, everywhere: boolean): Promise<DoorStep>;
  /** These ask for the password again and for a session with its second factor. */
  changePassword(visit: Visit, current: string, next: string): Promise<DoorStep>;
  replaceTotp(visit: Visit, password: string): Promise<DoorStep>;
  renewCodes(visit: Visit, password: string): Promise<DoorStep>;
  /** The member has noted the backup codes: they are not shown again. */
  noteCodes(visit: Visit): Promise<DoorStep>;
  removePasskey(visit: Visit, id: string): Promise<DoorStep>;
  /** The library's own exchange for passkeys; null for every path that is not opened. */
  passkey(visit: Visit, path: string): Promise<Response | null>;
}
