import type { DeskAlert, DeskDraft } from './alert-desk.ts';
import type { DrillRecord } from './drill.ts';
import type { NoticeRecord } from './notice.ts';
import type { StaffMember } from './staff.ts';

/** What the list pages of the duty officer's desk read, for the member who asks. In `Astro.locals.desk`. */
export interface DeskPages {
  /** Current alerts with what this member may do about each, newest first. */
  alerts(member: StaffMember): Promise<readonly DeskAlert[]>;
  /** Drafts the member reaches; those being worked on first, the newest change first. */
  drafts(member: StaffMember): Promise<readonly DeskDraft[]>;
  drills(member: StaffMember): Promise<readonly DrillRecord[]>;
  notices(member: StaffMember): Promise<readonly NoticeRecord[]>;
}
