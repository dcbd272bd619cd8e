import type { AcknowledgementReader } from './acknowledgement.ts';
import type { AlertRevision } from './alert.ts';
import type { CallReader } from './call-report.ts';
import type { DrillReader } from './drill.ts';
import type { ApiDocument } from './api-document.ts';
import type { Instant } from './instant.ts';
import type { MouthPages } from './mouth.ts';
import type { SourceStatus } from './neighbour.ts';
import type { Openness } from './openness.ts';
import type { NoticeReader } from './notice.ts';
import type { Adcode } from './region.ts';
import type { ResultsReader } from './results.ts';
import type { Shelter } from './shelter.ts';

/** One alert with its whole history, oldest revision first. */
export interface AlertHistory {
  revisions: readonly AlertRevision[];
}

/**
 * What on-demand pages may read. The host puts an implementation into `Astro.locals.portal`;
 * `src` never imports the server. All methods read committed rows; none changes anything.
 */
export interface Portal extends DrillReader, NoticeReader {
  now(): Instant;
  /** A demonstration server marks every page. */
  isDemonstration: boolean;
  /** Latest revision of every alert in force or in its all-clear, in display order; all regions, or one. */
  currentAlerts(chosen: Adcode | null): Promise<readonly AlertRevision[]>;
  findAlert(alertId: string): Promise<AlertHistory | null>;
  /** Latest revisions of ended alerts, newest first. */
  pastAlerts(limit: number, before: Instant | null): Promise<readonly AlertRevision[]>;
  /** Shelters of the region and everything below it; all when null. */
  shelters(chosen: Adcode | null): Promise<readonly Shelter[]>;
  /** Neighbours whose bulletins are relayed, by name. */
  sources(): Promise<readonly SourceStatus[]>;
  /** How many devices answered an alert; names nobody. */
  acknowledgements: AcknowledgementReader;
  /** 叫应: what officers confirmed; for pages of signed-in people only. */
  calls: CallReader;
  /** Ready texts: where codes on paper lead, whether there is a voice. */
  mouths: MouthPages;
  /** How fast, how many, how old: what the portal did, counted. */
  openness(): Promise<Openness>;
  /** What was put right after a tip-off, and figures that point to nobody. */
  results: ResultsReader;
  /** The public interface, described for /api/. */
  apiDocument(): Promise<ApiDocument>;
}
