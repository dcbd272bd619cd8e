import type { Instant } from '../../src/domain/instant.ts';
import type { OutletSettings } from '../../src/domain/outlet-settings.ts';
import type { OutletState, OutletStatus, OutletTrouble } from '../../src/domain/outlet.ts';
import type { AuditEntry } from './audit-contract.ts';

/** An outlet as the server plans with it: without its secret. */
export type StoredOutlet = Omit<OutletStatus, 'waiting' | 'stuck'>;
/** An outlet as the server hands over to it. */
export interface OpenOutlet extends StoredOutlet {
  settings: OutletSettings;
}
export type NewOutlet = Omit<OpenOutlet, 'state' | 'lastDeliveredAt' | 'lastFailedAt' | 'lastTrouble'>;

/** What a pause leaves in the ledger's row, so that resuming finds it. */
export const OUTLET_PAUSED = 'outlet-paused';

/** One bulletin owed to one outlet: its row in the delivery ledger, without the channel. */
export interface OutletDebt {
  topic: string;
  revision: number;
  outletId: string;
}

export interface OutletStore {
  /** False when the id is taken. Each change and its line in the audit log are there together or not at all. */
  addOutlet(outlet: NewOutlet, audit: AuditEntry): Promise<boolean>;
  /** In order of ids. */
  listOutlets(): Promise<readonly StoredOutlet[]>;
  /** Throws when its settings cannot be opened: another key folder, or damage. */
  findOutlet(id: string): Promise<OpenOutlet | null>;
  /** For people: with what is owed to each at `now`. */
  listStatus(now: Instant): Promise<readonly OutletStatus[]>;
  /** What is owed to it is forgotten; what the ledger counted stays. */
  removeOutlet(id: string, audit: AuditEntry): Promise<boolean>;
  setOutletState(id: string, state: OutletState, audit: AuditEntry): Promise<boolean>;
  /** How the last try went: a trouble, or null when the receiver took it. A test by a person is also logged. */
  noteOutcome(id: string, trouble: OutletTrouble | null, at: Instant, audit?: AuditEntry): Promise<void>;
  /** Notes that it is owed, once; a later `until` counts. */
  owe(debts: readonly (OutletDebt & { until: Instant })[]): Promise<void>;
  findDebt(debt: OutletDebt): Promise<{ until: Instant; done: readonly string[] } | null>;
  noteDone(debt: OutletDebt, done: readonly string[]): Promise<void>;
  /**
   * Sets free what waits for a person: everything of this outlet that was given up or stopped by a pause and has not
   * ended, as if it had just been planned, each with a job of this name. Answers how many.
   */
  reopen(id: string, now: Instant, job: string): Promise<number>;
  /** Forgets debts that ended before. */
  purgeDebts(before: Instant): Promise<void>;
}
