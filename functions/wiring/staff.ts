import { Hono } from 'hono';
import type { StaffGate } from '../http/staff-gate.ts';
import { createSessionGate } from '../sign-in/session-gate.ts';
import type { AuditLog } from '../store/audit-contract.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { openDatabase } from '../store/database.ts';
import { createStaffSessions } from '../store/staff-sessions.ts';
import type { Area, Base } from './base.ts';

export interface StaffArea extends Area {
  gate: StaffGate;
  audit: AuditLog;
}

/** Sign-in of the bureau's people, their accounts, and the log of what they did. */
export function wireStaff(base: Base): Promise<StaffArea> {
  const { persistence, now, publicUrl } = base;
  const database = openDatabase(persistence.pool);
  const gate = createSessionGate({
    sessions: createStaffSessions(database),
    secret: Buffer.from(persistence.keys.staffKey).toString('base64url'),
    isSecure: publicUrl.startsWith('https:'),
    now,
  });
  return Promise.resolve({ routes: new Hono(), gate, audit: createAuditLog(database) });
}
