import type { OutletStatus, OutletTrouble } from './outlet.ts';
import type { Result } from './problem.ts';
import type { StaffMember } from './staff.ts';

/** What became of a button on the page of channels. */
export interface OutletsAnswer {
  id: string;
  result: Result<{ did: 'paused' | 'resumed' | 'tested'; trouble: OutletTrouble | null }>;
}

/** What the page of channels may read and do: never add one, and never see a secret. */
export interface OutletPages {
  outlets(): Promise<readonly OutletStatus[]>;
  /** The forms of the page: field `do` is pause, resume or test. */
  changeOutlets(member: StaffMember, request: Request): Promise<OutletsAnswer>;
}
